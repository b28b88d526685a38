import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { breach, isNode, nameOf, type ParsedSource, type PlacedNode, type SyntaxNode } from './syntax'

/** What a room may import beside its own files. */
interface Room {
  /** Other rooms, by their doors. */
  readonly doors: readonly string[]
  /** Doors of which only types may be taken. */
  readonly typeDoors?: readonly string[]
  /** npm packages; a `*` at the end stands for the rest of a name. */
  readonly packages: readonly string[]
  /** Whether Node's own modules may be imported, as `node:...`. */
  readonly node?: true
  /** Whether files of `assets/` may be imported. */
  readonly assets?: true
}

/** The import table. What is not here is forbidden. */
const ROOMS: Readonly<Record<string, Room>> = {
  sim: { doors: [], packages: ['zod'] },
  interop: { doors: ['@sim'], packages: ['yaml'] },
  charts: {
    doors: ['@sim'],
    packages: ['d3-array', 'd3-format', 'd3-path', 'd3-scale', 'd3-shape', 'd3-time-format'],
  },
  cli: { doors: ['@sim', '@interop', '@charts'], packages: ['commander'], node: true },
  renderer: {
    doors: ['@sim', '@interop', '@charts'],
    typeDoors: ['@contract'],
    packages: ['react', 'react-dom', 'zustand', 'd3', 'd3-*', 'lucide-react', '@fontsource-variable/*', 'inter-ui'],
    assets: true,
  },
  main: { doors: ['@sim'], packages: ['electron', 'zod'], node: true },
}

const DOORS: ReadonlySet<string> = new Set(['@sim', '@interop', '@charts', '@contract'])

/** A strategy is a plan, not a program: of the simulation it knows how steps are written down ... */
const STRATEGY_IMPORTS = [
  /^src\/sim\/deployment\/steps(\/|$)/,
  /^src\/sim\/scenario\/units$/,
  /^src\/sim\/strategies\/strategy$/,
]
/** ... and the shapes of what it is given and what it gives. */
const STRATEGY_TYPE_IMPORTS = [/^src\/sim\/deployment\/(plan|traffic-schedule)$/, /^src\/sim\/result\/types$/]

/**
 * What folders of the simulation know of others by their types only, and why: the control plane acts on the world through
 * its interface, whatever runs behind it; a query needs the recording and nothing that made it; what counts and what
 * draws knows nobody who asks.
 */
const SIM_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  deployment: ['engine', 'events'],
  'auto-scaling': ['engine', 'events', 'result'],
  strategies: ['engine', 'events', 'result', 'scenario', 'faults', 'fleet', 'auto-scaling', 'alarms'],
  result: ['engine', 'fleet', 'auto-scaling'],
  events: ['deployment', 'auto-scaling', 'fleet', 'strategies', 'faults'],
  alarms: ['deployment', 'auto-scaling', 'engine', 'events', 'fleet', 'strategies', 'faults'],
  fleet: ['deployment', 'auto-scaling', 'alarms', 'events', 'strategies', 'faults', 'scenario'],
  random: [
    'deployment',
    'auto-scaling',
    'alarms',
    'engine',
    'events',
    'fleet',
    'strategies',
    'faults',
    'scenario',
    'result',
  ],
}

/** The parts of `main` that plain Node runs, where importing electron would start a download. */
const WITHOUT_ELECTRON = /^src\/main\/(host|serve)\//

/** Every import of a source file that the import table does not allow. */
export function importBreaches(source: ParsedSource): string[] {
  const roomName = source.path.split('/')[1] ?? ''
  const room = ROOMS[roomName]
  if (!room) return [`${source.path} is in no room of the import table`]
  return source.nodes.flatMap((placed) => {
    const found = importOf(placed)
    if (!found) return []
    const complaint =
      found.specifier === undefined ? 'imports something computed' : complaintAbout(source.path, roomName, room, found)
    return complaint ? [breach(source, placed.node, complaint)] : []
  })
}

interface Import {
  /** Undefined where it is not a plain string. */
  readonly specifier: string | undefined
  readonly isType: boolean
}

/** The import that a node is: static, re-export, dynamic, of a type, `require`, or a file named by `new URL(...)`. */
function importOf({ node }: PlacedNode): Import | null {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: nameOf(node.source), isType: takesTypesOnly(node, 'importKind') }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? { specifier: nameOf(node.source), isType: takesTypesOnly(node, 'exportKind') } : null
    case 'ImportExpression':
      return { specifier: nameOf(node.source), isType: false }
    case 'TSImportType':
      return { specifier: nameOf(node.source), isType: true }
    case 'CallExpression':
      return nameOf(node.callee) === 'require' ? { specifier: firstArgument(node), isType: false } : null
    case 'NewExpression':
      return isModuleUrl(node) ? { specifier: firstArgument(node), isType: false } : null
    default:
      return null
  }
}

function takesTypesOnly(node: SyntaxNode, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true
  const specifiers: unknown[] = Array.isArray(node.specifiers) ? node.specifiers : []
  return specifiers.length > 0 && specifiers.every((specifier) => isNode(specifier) && specifier[kind] === 'type')
}

/** `new URL('./file', import.meta.url)`: how a worker's file is named. */
function isModuleUrl(node: SyntaxNode): boolean {
  const base = Array.isArray(node.arguments) ? node.arguments[1] : undefined
  return (
    nameOf(node.callee) === 'URL' && isNode(base) && base.type === 'MemberExpression' && nameOf(base.property) === 'url'
  )
}

function firstArgument(node: SyntaxNode): string | undefined {
  return Array.isArray(node.arguments) ? nameOf(node.arguments[0]) : undefined
}

/** What is wrong with an import, or null. */
function complaintAbout(path: string, roomName: string, room: Room, found: Import): string | null {
  const specifier = found.specifier ?? ''
  if (specifier.startsWith('.')) return complaintAboutFile(path, roomName, room, found)
  if (DOORS.has(specifier)) return complaintAboutDoor(roomName, room, specifier, found.isType)
  const isNodeModule = specifier.startsWith('node:')
  if (isNodeModule) return room.node ? null : `imports ${specifier}: ${roomName} runs without Node`
  if (builtinModules.includes(specifier)) return `imports ${specifier}: write node:${specifier}`
  if (specifier === 'electron' && WITHOUT_ELECTRON.test(path)) return 'imports electron, but plain Node runs this file'
  return room.packages.some((allowed) => isPackage(specifier, allowed))
    ? null
    : `imports ${specifier}, which the import table does not allow in ${roomName}`
}

function complaintAboutDoor(roomName: string, room: Room, door: string, isType: boolean): string | null {
  if (door === `@${roomName}`) return `imports its own door ${door}: inside a room imports are relative`
  if (room.doors.includes(door)) return null
  if (!room.typeDoors?.includes(door)) return `imports ${door}, which the import table does not allow in ${roomName}`
  return isType ? null : `imports ${door}: of that door ${roomName} may take types only`
}

function complaintAboutFile(
  path: string,
  roomName: string,
  room: Room,
  { specifier = '', isType }: Import,
): string | null {
  const target = posix.join(posix.dirname(path), specifier)
  if (target.startsWith('assets/'))
    return room.assets ? null : `imports ${specifier}: ${roomName} has no business in assets`
  if (!target.startsWith(`src/${roomName}/`)) return `imports ${specifier}: other rooms are entered by their doors`
  if (isStrategy(path)) return complaintAboutStrategy(target, specifier, isType)
  if (roomName !== 'sim' || isType) return null
  const [folder = '', other = ''] = [path, target].map((name) => name.split('/')[2] ?? '')
  return SIM_WITHOUT[folder]?.includes(other)
    ? `imports ${specifier}: of sim/${other} sim/${folder} may take types only`
    : null
}

function complaintAboutStrategy(target: string, specifier: string, isType: boolean): string | null {
  const allowed = isType ? [...STRATEGY_IMPORTS, ...STRATEGY_TYPE_IMPORTS] : STRATEGY_IMPORTS
  if (allowed.some((path) => path.test(target))) return null
  return `imports ${specifier}: a strategy imports step builders and units, and types of plans and schedules`
}

/** The registry itself, index.ts, names every strategy. */
const isStrategy = (path: string): boolean => /^src\/sim\/strategies\/(?!index\.ts$)/.test(path)

/** Whether a specifier is an allowed package, or a file inside it. */
function isPackage(specifier: string, allowed: string): boolean {
  if (allowed.endsWith('*')) return specifier.startsWith(allowed.slice(0, -1))
  return specifier === allowed || specifier.startsWith(`${allowed}/`)
}

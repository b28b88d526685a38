import { breach, isNode, nameOf, type ParsedSource, type PlacedNode, type SyntaxNode } from './syntax'

/**
 * What `src/sim` must not use, because its result may differ between engines, machines or moments. These are rules about
 * the text, so they see names and not types:
 *
 * 1. Of `Math` only what every engine must compute to the last bit; `Math` is never passed on or taken apart.
 * 2. No `**`: it is `Math.pow`.
 * 3. No clock, no locale, no promise, no weak reference, no way round these rules (`globalThis`, `eval`, `Function`).
 * 4. No `async`, no `await`.
 * 5. No `for...in`. `Object.keys`, `values` and `entries` are sorted at once.
 * 6. A name that the file binds to a `Map` or a `Set` is never iterated: look things up, and keep an array beside it.
 *
 * Rules 5 and 6 do not hold in `scenario/`, which reads and writes documents: there the order of the keys is data, and no
 * run depends on it.
 */
export function determinismBreaches(source: ParsedSource): string[] {
  const collections = collectionNames(source)
  const isScenario = source.path.startsWith('src/sim/scenario/')
  return source.nodes.flatMap((placed) => {
    const complaint =
      complaintAboutName(placed) ??
      complaintAboutSyntax(placed) ??
      (isScenario ? null : complaintAboutOrder(placed, source, collections))
    return complaint ? [breach(source, placed.node, complaint)] : []
  })
}

const EXACT_MATH: ReadonlySet<string> = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
)

const BANNED_GLOBALS: ReadonlyMap<string, string> = new Map([
  ['Date', 'the clock differs from run to run'],
  ['Intl', 'it depends on the locale and its data'],
  ['Promise', 'the simulation is synchronous'],
  ['WeakRef', 'it depends on garbage collection'],
  ['FinalizationRegistry', 'it depends on garbage collection'],
  ['globalThis', 'it is a way round the rules'],
  ['eval', 'it is a way round the rules'],
  ['Function', 'it is a way round the rules'],
])

function complaintAboutName({ node, parent, field }: PlacedNode): string | null {
  if (node.type !== 'Identifier' || isPropertyName(parent, field)) return null
  const name = String(node.name)
  const why = BANNED_GLOBALS.get(name)
  if (why) return `uses ${name}: ${why}`
  return name === 'Math' ? complaintAboutMath(parent, field) : null
}

/** The name after a dot or before a colon is not a reference to a global. */
function isPropertyName(parent: SyntaxNode | null, field: string): boolean {
  if (!parent || parent.computed === true) return false
  return (field === 'property' && parent.type === 'MemberExpression') || field === 'key'
}

function complaintAboutMath(parent: SyntaxNode | null, field: string): string | null {
  const isPlain = parent?.type === 'MemberExpression' && field === 'object' && parent.computed === false
  if (!isPlain) return 'passes Math on: name the function where it is used'
  const member = nameOf(parent.property) ?? ''
  return EXACT_MATH.has(member) ? null : `uses Math.${member}: its last bits differ between engines, use random/`
}

function complaintAboutSyntax({ node }: PlacedNode): string | null {
  if (node.operator === '**' || node.operator === '**=') return 'uses **: its last bits differ between engines'
  if (node.async === true || node.type === 'AwaitExpression') return 'is asynchronous: the simulation is synchronous'
  if (node.type === 'ForOfStatement' && node.await === true) return 'is asynchronous: the simulation is synchronous'
  const member = node.type === 'MemberExpression' ? nameOf(node.property) : undefined
  return member && /^(localeCompare|toLocale\w*)$/.test(member) ? `uses ${member}: it depends on the locale` : null
}

function complaintAboutOrder(
  placed: PlacedNode,
  source: ParsedSource,
  collections: ReadonlySet<string>,
): string | null {
  return complaintAboutKeys(placed, source) ?? complaintAboutIteration(placed, collections)
}

const KEY_LISTS: ReadonlySet<string> = new Set(['keys', 'values', 'entries'])

/** `for...in`, and `Object.keys(x)` and its kin unless `.sort(...)` or `.toSorted(...)` follows at once. */
function complaintAboutKeys({ node, parent, field }: PlacedNode, source: ParsedSource): string | null {
  if (node.type === 'ForInStatement') return 'uses for...in: iterate an array'
  const callee = node.type === 'CallExpression' && isNode(node.callee) ? node.callee : null
  if (callee?.type !== 'MemberExpression' || nameOf(callee.object) !== 'Object') return null
  const list = nameOf(callee.property) ?? ''
  if (!KEY_LISTS.has(list)) return null
  const next = parent?.type === 'MemberExpression' && field === 'object' ? nameOf(parent.property) : undefined
  const isSorted = next === 'sort' || next === 'toSorted'
  const isCalled = source.nodes.some((placed) => placed.node.type === 'CallExpression' && placed.node.callee === parent)
  return isSorted && isCalled ? null : `uses Object.${list} without sorting at once: iterate an array`
}

const COLLECTION = /^(Readonly)?(Map|Set)$/

/** The names of variables, parameters and fields that are made as, or declared to be, a Map or a Set. */
function collectionNames(source: ParsedSource): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node } of source.nodes) {
    const name = nameOf(node.id ?? node.key) ?? (node.type === 'Identifier' ? String(node.name) : undefined)
    const isCollection = isCollectionType(node) || isCollectionType(node.id) || isNewCollection(node.init ?? node.value)
    if (name !== undefined && isCollection) names.add(name)
  }
  return names
}

function isCollectionType(node: unknown): boolean {
  const annotation = isNode(node) && isNode(node.typeAnnotation) ? node.typeAnnotation.typeAnnotation : undefined
  return isNode(annotation) && COLLECTION.test(nameOf(annotation.typeName) ?? '')
}

function isNewCollection(node: unknown): boolean {
  return isNode(node) && node.type === 'NewExpression' && COLLECTION.test(nameOf(node.callee) ?? '')
}

const ITERATORS: ReadonlySet<string> = new Set(['keys', 'values', 'entries', 'forEach'])

function complaintAboutIteration({ node }: PlacedNode, collections: ReadonlySet<string>): string | null {
  const isCollection = (value: unknown): boolean => isNewCollection(value) || collections.has(lastName(value) ?? '')
  const complaint = 'iterates a Map or Set: look things up in it, and iterate an array'
  if (node.type === 'ForOfStatement') return isCollection(node.right) ? complaint : null
  if (node.type === 'SpreadElement') return isCollection(node.argument) ? complaint : null
  if (node.type !== 'CallExpression' || !isNode(node.callee) || node.callee.type !== 'MemberExpression') return null
  const member = nameOf(node.callee.property) ?? ''
  if (ITERATORS.has(member)) return isCollection(node.callee.object) ? complaint : null
  const isArrayFrom = member === 'from' && Array.isArray(node.arguments) && isCollection(node.arguments[0])
  return isArrayFrom ? complaint : null
}

/** `plan.hostsById` and `hostsById` are both known by their last name. */
function lastName(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  return value.type === 'MemberExpression' ? nameOf(value.property) : nameOf(value)
}

import { isNode, nameOf, type ParsedSource, type SyntaxNode } from '../architecture/syntax'

/** A test as its file writes it down. */
export interface TestTitle {
  /** Relative to the project. */
  readonly file: string
  /** Its own title and those of the groups around it, outermost first; `…` stands for what is only known when it runs. */
  readonly titles: readonly string[]
  /** How many rows its table has; null without a table, or when its rows are not written down there. */
  readonly caseCount: number | null
}

/** What begins a test, and what begins a group of tests. */
const TEST_NAMES: ReadonlySet<string> = new Set(['it', 'test'])
const GROUP_NAMES: ReadonlySet<string> = new Set(['describe', 'suite'])
/** `it.skip` and the like assert nothing. */
const IDLE_MODIFIERS: ReadonlySet<string> = new Set(['skip', 'todo'])

/** Every test of a file, in the order of the file. A row of a table that brings a title of its own is a test of its own. */
export function testTitlesOf(source: ParsedSource): TestTitle[] {
  const parents = new Map(source.nodes.map(({ node, parent }) => [node, parent]))
  const tables = tablesOf(source)
  return source.nodes.flatMap(({ node }) => {
    const call = titledCall(node)
    if (call === null || !TEST_NAMES.has(call.name)) return []
    const around = groupsAround(node, parents)
    if (call.isIdle || around.some(({ isIdle }) => isIdle)) return []
    const groups = around.map(({ title }) => title)
    const rows = rowsOf(call.table, tables)
    const named = rows?.flatMap((row) => titleFromRow(call.title, row) ?? []) ?? []
    if (named.length > 0) {
      return named.map((title) => ({ file: source.path, titles: [...groups, title], caseCount: null }))
    }
    return [{ file: source.path, titles: [...groups, call.title], caseCount: rows?.length ?? null }]
  })
}

interface TitledCall {
  /** `it`, `describe`, ... */
  readonly name: string
  readonly title: string
  /** The argument of `.each` or `.for`. */
  readonly table: SyntaxNode | null
  readonly isIdle: boolean
}

/** `it('title', ...)`, `it.each(table)('title', ...)`, `describe.skip('title', ...)`; null for any other node. */
function titledCall(node: SyntaxNode): TitledCall | null {
  if (node.type !== 'CallExpression') return null
  const title = textOf(argumentOf(node, 0))
  if (title === null) return null
  let callee: unknown = node.callee
  let table: SyntaxNode | null = null
  let isIdle = false
  while (isNode(callee) && callee.type !== 'Identifier') {
    if (callee.type === 'CallExpression') {
      table = argumentOf(callee, 0)
      callee = callee.callee
    } else if (callee.type === 'MemberExpression') {
      isIdle ||= IDLE_MODIFIERS.has(nameOf(callee.property) ?? '')
      callee = callee.object
    } else return null
  }
  const name = nameOf(callee)
  return name !== undefined && (TEST_NAMES.has(name) || GROUP_NAMES.has(name)) ? { name, title, table, isIdle } : null
}

/** The groups that hold a node, outermost first. */
function groupsAround(node: SyntaxNode, parents: ReadonlyMap<SyntaxNode, SyntaxNode | null>): TitledCall[] {
  const groups: TitledCall[] = []
  for (let around = parents.get(node); around; around = parents.get(around)) {
    const call = titledCall(around)
    if (call !== null && GROUP_NAMES.has(call.name)) groups.unshift(call)
  }
  return groups
}

function argumentOf(call: SyntaxNode, index: number): SyntaxNode | null {
  const argument: unknown = Array.isArray(call.arguments) ? call.arguments[index] : undefined
  return isNode(argument) ? argument : null
}

/** The text of a string, or of a template with `…` for what is put in; null for anything else. */
function textOf(node: SyntaxNode | null): string | null {
  if (node?.type !== 'TemplateLiteral') return node?.type === 'Literal' ? (nameOf(node) ?? null) : null
  const quasis: unknown[] = Array.isArray(node.quasis) ? node.quasis : []
  return quasis.map(cookedTextOf).join('…')
}

function cookedTextOf(quasi: unknown): string {
  const value = isNode(quasi) ? quasi.value : null
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''
}

/** The lists of the file that have a name, as tables may be written above the test. */
function tablesOf(source: ParsedSource): ReadonlyMap<string, SyntaxNode> {
  const tables = new Map<string, SyntaxNode>()
  for (const { node } of source.nodes) {
    const name = node.type === 'VariableDeclarator' ? nameOf(node.id) : undefined
    const value = withoutTypes(node.init)
    if (name !== undefined && value?.type === 'ArrayExpression') tables.set(name, value)
  }
  return tables
}

/** The rows of a table that is written down as a list; null for any other. */
function rowsOf(table: SyntaxNode | null, tables: ReadonlyMap<string, SyntaxNode>): SyntaxNode[] | null {
  const written = withoutTypes(table)
  const list = written?.type === 'Identifier' ? tables.get(nameOf(written) ?? '') : written
  if (list?.type !== 'ArrayExpression' || !Array.isArray(list.elements)) return null
  const rows = list.elements.filter(isNode)
  return rows.every((row) => row.type !== 'SpreadElement') ? rows : null
}

/** `value as const` and `value satisfies Type` are the value. */
function withoutTypes(value: unknown): SyntaxNode | null {
  if (!isNode(value)) return null
  return value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression'
    ? withoutTypes(value.expression)
    : value
}

/** The title that a row brings, where the title of the test begins with the row's first value (`%s`) or a field (`$name`). */
function titleFromRow(title: string, row: SyntaxNode): string | null {
  if (title.startsWith('%s')) {
    const first: unknown = row.type === 'ArrayExpression' && Array.isArray(row.elements) ? row.elements[0] : row
    return withStart(title.slice('%s'.length), isNode(first) ? textOf(first) : null)
  }
  const field = /^\$(\w+)/.exec(title)
  return field === null ? null : withStart(title.slice(field[0].length), fieldText(row, field[1]))
}

function withStart(rest: string, start: string | null): string | null {
  return start === null ? null : `${start}${rest}`
}

function fieldText(row: SyntaxNode, name: string | undefined): string | null {
  const properties: unknown[] = Array.isArray(row.properties) ? row.properties : []
  const property = properties.find((candidate) => isNode(candidate) && nameOf(candidate.key) === name)
  const value = isNode(property) ? property.value : null
  return isNode(value) ? textOf(value) : null
}

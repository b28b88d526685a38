import { describeNode, entryOf, isNull, quoted, type SourceNode, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import { FAILS_ON_THE_INSTANCE } from './accepted'

/** `name` is what the agent reads as the user, `user` is what the user guide says. */
const CONTEXT_KEYS = ['user', 'name', 'type', 'range']
const CATEGORY_MAX = 1_023

/** The SELinux labels of a permission (agent, context_info). */
export function checkContext(node: SourceNode, findings: Findings): void {
  if (node.kind !== 'mapping') {
    findings.error(node.place, `"context" is ${describeNode(node)}; allowed is a mapping with "type".`)
    return
  }
  for (const { key, keyPlace } of node.entries) {
    if (key === 'role') findings.warning(keyPlace, 'A "role" in "context" is not supported: the agent ignores it.')
    else if (!CONTEXT_KEYS.includes(key)) findings.warning(keyPlace, `The agent ignores ${quoted(key)} in "context".`)
  }
  const type = entryOf(node, 'type')?.value
  if (!type || isNull(type)) findings.error(node.place, 'This "context" has no type, which an SELinux label needs.')
  const range = entryOf(node, 'range')?.value
  if (range && !isNull(range)) checkRange(range, findings)
}

/** Agent, range_info: `s0[-s1][:c0[.c5][,c9]]`. The service takes the file; the agent refuses it on the instance. */
function checkRange(node: SourceNode, findings: Findings): void {
  const problem = rangeProblem(textOf(node) ?? '')
  if (problem === null) return
  const message = `The SELinux range ${describeNode(node)} ${problem}: the agent refuses it. ${FAILS_ON_THE_INSTANCE}`
  findings.warning(node.place, message, 'The form is s0[-s1][:c0.c5,c9], categories up to c1023.')
}

function rangeProblem(range: string): string | null {
  const match = /^s(\d+)(?:-s(\d+))?(?::(.+))?$/.exec(range)
  if (!match) return 'does not have the form of a sensitivity and its categories'
  const [, low = '', high = low, categories] = match
  if (Number(high) < Number(low)) return `ends (s${high}) below its beginning (s${low})`
  return categories === undefined ? null : categoriesProblem(categories.split(','))
}

function categoriesProblem(parts: readonly string[]): string | null {
  const seen = new Set<number>()
  for (const part of parts) {
    const match = /^c(\d+)(?:\.c(\d+))?$/.exec(part)
    if (!match) return `contains ${quoted(part)}, which is no category`
    const low = Number(match[1])
    const high = Number(match[2] ?? match[1])
    if (high > CATEGORY_MAX || low > CATEGORY_MAX) return `contains a category above c${CATEGORY_MAX}`
    if (high < low) return `contains ${quoted(part)}, which ends below its beginning`
    for (let category = low; category <= high; category++) {
      if (seen.has(category)) return `contains the category c${category} twice`
      seen.add(category)
    }
  }
  return null
}

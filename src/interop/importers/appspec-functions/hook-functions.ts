import { LIFECYCLE_EVENTS } from '@sim'
import { describeNode, type Entry, isNull, type MappingNode, quoted, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import type { HookFunctions, Located } from '../pieces'
import { sectionOf } from './sections'

type HookEvent = keyof HookFunctions

/** The functions by lifecycle event: a list of mappings with one event each (user guide, AppSpec hooks section). */
export function readHookFunctions(
  root: MappingNode,
  platform: 'Lambda' | 'ECS',
  findings: Findings,
): Located<HookFunctions> {
  const section = sectionOf(root, 'hooks')
  if (!section || isNull(section.value)) return { value: {}, place: section?.keyPlace ?? root.place }
  const value: HookFunctions = {}
  for (const entry of hookEntries(section, findings)) {
    const hook = readHook(entry, platform, findings)
    if (hook && value[hook.event]) findings.error(entry.keyPlace, `${entry.key} stands here twice; allowed is once.`)
    if (hook) value[hook.event] = { functionName: hook.functionName }
  }
  return { value, place: section.keyPlace }
}

function hookEntries({ value }: Entry, findings: Findings): readonly Entry[] {
  if (value.kind !== 'sequence') {
    const message = `"hooks" is ${describeNode(value)}; allowed is a list of lifecycle events with a function each.`
    findings.error(value.place, message, 'Start each event with a dash: "- BeforeAllowTraffic: function".')
    return []
  }
  return value.items.flatMap((item) => {
    if (item.kind === 'mapping' && item.entries.length === 1) return item.entries
    findings.error(item.place, `A hook is ${describeNode(item)}; allowed is one lifecycle event with a function.`)
    return []
  })
}

function readHook({ key, keyPlace, value }: Entry, platform: 'Lambda' | 'ECS', findings: Findings) {
  const allowed = LIFECYCLE_EVENTS[platform].filter(({ behaviour }) => behaviour === 'hook-function')
  const names = allowed.map(({ name }) => name)
  if (!names.includes(key as (typeof names)[number])) {
    const message = `${quoted(key)} is no lifecycle event with a function on ${platform}; allowed are ${names.join(', ')}.`
    findings.error(keyPlace, message, didYouMean(key, names))
    return undefined
  }
  const functionName = textOf(value)
  if (functionName) return { event: key as HookEvent, functionName: shortName(functionName) }
  findings.error(value.place, `${key} is ${describeNode(value)}; allowed is the name of a function.`)
  return undefined
}

/** Of an ARN what comes after "function:". */
function shortName(functionName: string): string {
  return /^arn:.*:function:(.+)$/.exec(functionName)?.[1] ?? functionName
}

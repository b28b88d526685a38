import type { Issue } from '../scenario/issue'
import { checkPattern } from './check-pattern'
import { type CloudEvent, envelopeOf } from './cloud-event'
import { matches } from './pattern'
import type { EventRule } from './rule-schema'

/** What keeps well-formed rules from being put: patterns that EventBridge refuses, names that are there already. */
export function eventRuleIssues(rules: readonly EventRule[], pointer = '/eventRules'): Issue[] {
  const names = rules.map(({ name }) => name)
  return rules.flatMap(({ name, pattern }, index) => {
    const issues = checkPattern(pattern, `${pointer}/${index}/pattern`)
    const firstIndex = names.indexOf(name)
    if (firstIndex === index) return issues
    const message = `found ${JSON.stringify(name)} again, already in rule ${firstIndex}`
    return [{ pointer: `${pointer}/${index}/name`, message }, ...issues]
  })
}

/** The event with the names of all rules that match it, in the order of the rules. */
export function routed(event: CloudEvent, rules: readonly EventRule[]): CloudEvent {
  const envelope = envelopeOf(event)
  return { ...event, matchedRules: rules.filter(({ pattern }) => matches(pattern, envelope)).map(({ name }) => name) }
}

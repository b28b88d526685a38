import { eventRuleIssues } from '../../events/rules'
import type { Rule } from './rule'

/** EventBridge says itself which rules and patterns it takes. */
export const EVENT_RULE_RULES: readonly Rule[] = [
  { reads: ['/eventRules'], check: ({ eventRules }) => eventRuleIssues(eventRules) },
]

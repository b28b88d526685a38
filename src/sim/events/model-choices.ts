import type { ModelChoice } from '../model/model-choice'
import { cloudEventsOf } from '../result/cloud-events'
import type { DeploymentRecord, RunResult } from '../result/types'

/** What AWS leaves open about its events, for the registry of model choices. */
export const EVENT_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'event-delivery',
    label: 'Delivery of events',
    rule: 'EventBridge tells the targets of a rule at once, once, and in the order in which things happened.',
    why: 'AWS delivers at least once and in no order that it promises, and publishes no figure for the delay.',
    settings: [],
    matters: tellsSomebody,
  },
  {
    id: 'event-start-once',
    label: 'START after a wait',
    rule: 'A deployment and an instance send START once, also when they go on after a wait for traffic.',
    why: 'AWS lists the states that are told, and does not say how often each is.',
    settings: [],
    matters: (result) => tellsSomebody(result) && result.deployments.some(waitsToBeContinued),
  },
  {
    id: 'event-region',
    label: 'Region and account of events',
    rule: 'The Region is that of the first zone name of the form us-east-1a, otherwise us-east-1; the account is 123456789012.',
    why: 'A scenario names zones and no account.',
    settings: [],
    matters: tellsSomebody,
  },
]

function waitsToBeContinued({ phases }: DeploymentRecord): boolean {
  return phases.some(({ kind }) => kind === 'wait-ready')
}

function tellsSomebody(result: RunResult): boolean {
  if (result.scenario.eventRules.length === 0) return false
  return cloudEventsOf(result).some(({ matchedRules }) => matchedRules.length > 0)
}

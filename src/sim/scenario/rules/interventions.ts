import type { Intervention, Scenario } from '../schema'
import type { Rule } from './rule'

/** What a person does needs something to do it to. What only comes too early or too late is refused in the run's log. */
export const INTERVENTION_RULES: readonly Rule[] = [
  {
    reads: ['/interventions', '/deployment', '/autoScaling', '/durationMs'],
    check: (scenario) =>
      scenario.interventions.flatMap((intervention, index) =>
        issuesOf(intervention, scenario).map(([field, message]) => ({
          pointer: `/interventions/${index}/${field}`,
          message,
        })),
      ),
  },
]

function issuesOf(intervention: Intervention, scenario: Scenario): [string, string][] {
  const { deployment, autoScaling, durationMs } = scenario
  const { kind, atMs } = intervention
  if (durationMs !== null && atMs >= durationMs) {
    return [['atMs', `found ${atMs}, allowed are times below durationMs (${durationMs})`]]
  }
  if (kind === 'set-desired-capacity') {
    if (autoScaling !== null || deployment?.strategy === 'ecs-blue-green') return []
    return [['kind', `found "${kind}", allowed where autoScaling is not null, or with the strategy ecs-blue-green`]]
  }
  if (deployment === null)
    return [['kind', `found "${kind}", allowed is only "set-desired-capacity" without a deployment`]]
  return []
}

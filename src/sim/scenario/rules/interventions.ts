import { LIMITS } from '../limits'
import type { Intervention, Scenario } from '../schema'
import type { Rule } from './rule'

/** What a person does needs something to do it to. What only comes too early or too late is refused in the run's log. */
export const INTERVENTION_RULES: readonly Rule[] = [
  {
    reads: ['/interventions', '/deployment', '/autoScaling', '/durationMs', '/faults'],
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
  if (kind === 'inject-fault') return injectionIssues(intervention, scenario)
  if (kind === 'lift-fault') return liftIssues(intervention, scenario)
  if (deployment === null) {
    const allowed = '"set-desired-capacity", "inject-fault" and "lift-fault"'
    return [['kind', `found "${kind}", allowed are only ${allowed} without a deployment`]]
  }
  return []
}

type ActOf<Kind extends Intervention['kind']> = Extract<Intervention, { readonly kind: Kind }>

/** A fault that is injected begins with its act; the two lists of faults are one for the run. */
function injectionIssues({ atMs, fault }: ActOf<'inject-fault'>, scenario: Scenario): [string, string][] {
  if (fault.fromMs !== 0 && fault.fromMs !== atMs)
    return [['fault/fromMs', `found ${fault.fromMs}, allowed is only the time of the act (${atMs}) or nothing`]]
  const count = faultCount(scenario)
  if (count <= LIMITS.faultsMax) return []
  return [['kind', `found ${count} faults with those that are injected, allowed are at most ${LIMITS.faultsMax}`]]
}

function liftIssues({ faultIndex }: ActOf<'lift-fault'>, scenario: Scenario): [string, string][] {
  const count = faultCount(scenario)
  if (faultIndex < count) return []
  const allowed =
    count === 0 ? 'but the run has no faults' : `allowed are 0 to ${count - 1}: its faults, then those injected`
  return [['faultIndex', `found ${faultIndex}, ${allowed}`]]
}

function faultCount({ faults, interventions }: Scenario): number {
  return faults.length + interventions.filter(({ kind }) => kind === 'inject-fault').length
}

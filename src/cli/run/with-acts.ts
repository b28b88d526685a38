import { type Intervention, type Issue, type Scenario, withInterventions } from '@sim'
import { CliFailure } from '../failure'
import type { TypedAct } from './acts'

/**
 * The acts, checked against the scenario and with their defaults.
 * @throws {CliFailure} with a line for everything that keeps one from applying
 */
export function checkedActs(scenario: Scenario, acts: readonly TypedAct[]): readonly Intervention[] {
  const earlierCount = scenario.interventions.length
  const parsed = withInterventions(
    scenario,
    acts.map(({ intervention }) => intervention),
  )
  if (!parsed.ok) throw new CliFailure(parsed.issues.map((issue) => lineOf(issue, acts, earlierCount)))
  return parsed.value.interventions.slice(earlierCount)
}

/** The act as it was typed stands for its place in the scenario, which nobody has typed. */
function lineOf({ pointer, message }: Issue, acts: readonly TypedAct[], earlierCount: number): string {
  const [, place = '', field = ''] = /^\/interventions\/(\d+)\/?(.*)$/.exec(pointer) ?? []
  const act = place === '' ? undefined : acts[Number(place) - earlierCount]
  if (act === undefined) return `${pointer}: ${message}`
  return `--act "${act.text}": ${field === '' ? '' : `${field}: `}${message}`
}

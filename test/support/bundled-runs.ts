import { parseScenario, type RunResult, simulate } from '@sim'
import { bundledScenarioTexts } from './bundled-scenarios'

/** The run of every bundled scenario under its own seed. */
export function bundledRuns(): { readonly name: string; readonly result: RunResult }[] {
  return bundledScenarioTexts().map(({ id, text }) => {
    const parsed = parseScenario(JSON.parse(text))
    if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`)
    return { name: id, result: simulate(parsed.value) }
  })
}

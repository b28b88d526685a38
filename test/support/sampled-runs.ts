import { type RunResult, simulate } from '@sim'
import fc from 'fast-check'
import { arbitraryScenario } from './arbitrary-scenario'

/** Runs of many different small scenarios, always the same ones: made once for all the laws of a file. */
export function sampledRuns(count: number): readonly RunResult[] {
  return fc
    .sample(arbitraryScenario({ small: true }), { numRuns: count, seed: 20_417 })
    .map((scenario) => simulate(scenario))
}

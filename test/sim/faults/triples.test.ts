import { parseScenario, STRATEGIES, simulate } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryFaults } from '../../support/arbitrary-fault'
import { arbitraryScenarioInput } from '../../support/arbitrary-scenario'
import { LAWS } from '../laws'
import { placesOf } from '../laws/expect-laws'
import { suspendedBy } from './suspended-laws'

describe.each(STRATEGIES.map(({ id }) => id))('%s', (strategy) => {
  it('keeps every law under any three faults at once that does not speak of what they break', () => {
    const scenarios = arbitraryScenarioInput({ small: true, strategies: [strategy], withoutFaults: true })
      .filter(({ deployment }) => deployment !== null)
      .chain((input) => arbitraryFaults(input, 3).map((faults) => ({ ...input, faults })))
    fc.assert(
      fc.property(scenarios, (input) => {
        const parsed = parseScenario(input)
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
        const run = simulate(parsed.value)
        const suspended = parsed.value.faults.flatMap(({ kind }) => suspendedBy(kind))
        const laws = Object.values(LAWS).filter((law) => !suspended.includes(law))
        expect(laws.flatMap((law) => placesOf(law, run).map((place) => `${law.name}: ${place}`))).toEqual([])
      }),
      { seed: 4_711, numRuns: 15, endOnFailure: true },
    )
  })
})

import { formatScenario, parseScenario, type Scenario, scenarioDigest } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryScenario } from '../../support/arbitrary-scenario'

const parsed = (document: unknown): Scenario => {
  const result = parseScenario(document)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((inner) => shuffled(inner, order))
  if (typeof value !== 'object' || value === null) return value
  const entries = order(Object.keys(value)).map((key) => [key, shuffled(Reflect.get(value, key), order)])
  return Object.fromEntries(entries)
}

describe('formatScenario', () => {
  it('is undone by parseScenario, for any scenario', () => {
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const result = parseScenario(JSON.parse(formatScenario(scenario)))
        expect(result).toStrictEqual({ ok: true, value: scenario, warnings: expect.any(Array) })
      }),
    )
  })

  it('writes equal scenarios alike, whatever the order of their keys', () => {
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const backwards = shuffled(scenario, (keys) => keys.toReversed())
        expect(formatScenario(parsed(backwards))).toBe(formatScenario(scenario))
        expect(formatScenario(backwards as Scenario)).toBe(formatScenario(scenario))
      }),
      { numRuns: 50 },
    )
  })

  it('ends with a line feed, indents by two spaces and starts with the version', () => {
    const text = formatScenario(parsed({ schemaVersion: 1, name: 'A' }))
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"name": "A",\n/)
    expect(text).toMatch(/\n\}\n$/)
  })

  it('refuses what is no scenario', () => {
    expect(() => formatScenario({ schemaVersion: 1 } as unknown as Scenario)).toThrow('/name')
  })
})

describe('scenarioDigest', () => {
  it('does not depend on seed, name, notes, presentation or the order of keys', () => {
    fc.assert(
      fc.property(arbitraryScenario(), fc.string(), fc.nat(), (scenario, words, number) => {
        const other = {
          ...scenario,
          name: `x${words}`,
          notes: words,
          seed: number,
          presentation: { collection: words, story: words, order: 1 },
        }
        expect(scenarioDigest(other)).toBe(scenarioDigest(scenario))
        expect(scenarioDigest(shuffled(scenario, (keys) => keys.toReversed()) as Scenario)).toBe(
          scenarioDigest(scenario),
        )
      }),
    )
  })

  it('is 16 hex digits and differs for every two scenarios that differ in what is simulated', () => {
    const digestByText = new Map<string, string>()
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const digest = scenarioDigest(scenario)
        expect(digest).toMatch(/^[0-9a-f]{16}$/)
        const { seed: _s, name: _n, notes: _o, presentation: _p, ...simulated } = scenario
        const text = JSON.stringify(simulated)
        expect(digestByText.get(digest) ?? text).toBe(text)
        digestByText.set(digest, text)
      }),
      { numRuns: 300 },
    )
    expect(digestByText.size).toBeGreaterThan(250)
  })

  it('changes with any simulated number', () => {
    const base = parsed({ schemaVersion: 1, name: 'A' })
    const digests = [
      base,
      { ...base, startAtMs: 30_001 },
      { ...base, fleet: { ...base.fleet, queueLimit: 65 } },
      { ...base, load: { kind: 'constant' as const, rps: 100.5 } },
      { ...base, deployment: null },
    ].map(scenarioDigest)
    expect(new Set(digests).size).toBe(digests.length)
  })
})

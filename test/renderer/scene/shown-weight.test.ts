import { describe, expect, it } from 'vitest'
import { shownWeight } from '../../../src/renderer/scene/shown-weight'
import { runOf, weightedScenario } from '../support/runs'

const result = runOf(weightedScenario())
const canaryMs = result.traffic.weightNew[1]?.atMs ?? Number.NaN

describe('the weight that the ribbons show', () => {
  it('is the weight itself at rest, and before the first shift', () => {
    expect(shownWeight(result, canaryMs, 0)).toBe(0.2)
    expect(shownWeight(result, canaryMs - 1, 1)).toBe(0)
    expect(shownWeight(result, result.endedAtMs, 0)).toBe(1)
  })

  it('moves there in less than half a second of real time, without turning back', () => {
    for (const speed of [1, 10]) {
      const shown = [0, 100, 200, 300, 420].map((realMs) => shownWeight(result, canaryMs + realMs * speed, speed))
      expect(shown[0]).toBe(0)
      expect(shown.at(-1)).toBe(0.2)
      expect(shown).toEqual([...shown].sort((a, b) => a - b))
      expect(shown[2]).toBeGreaterThan(0.05)
      expect(shown[2]).toBeLessThan(0.15)
    }
  })
})

import type { RunResult } from '../../../src/sim/result/types'

/** Binomial: how far the count of `trials` at `chance` may be off, four standard deviations. */
export const fourSigma = (trials: number, chance: number) => 4 * Math.sqrt(trials * chance * (1 - chance))

/** The integral of the new version's weight over the run, as a share of all of it. */
export function meanWeight({ traffic, endedAtMs }: RunResult): number {
  const changes = traffic.weightNew
  const areas = changes.map(
    ({ atMs, value }, index) => (value / 10_000) * ((changes[index + 1]?.atMs ?? endedAtMs) - atMs),
  )
  return areas.reduce((total, area) => total + area, 0) / endedAtMs
}

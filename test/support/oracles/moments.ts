/** First two moments of a law of durations; same unit as the law's parameters. */
export interface Moments {
  readonly mean: number
  readonly secondMoment: number
}

export const constantMoments = (value: number): Moments => ({ mean: value, secondMoment: value * value })

/** The 99th percentile of the standard normal law. */
const NORMAL_P99 = 2.3263478740408408

export function lognormalMoments(median: number, p99: number): Moments {
  const variance = (Math.log(p99 / median) / NORMAL_P99) ** 2
  return { mean: median * Math.exp(variance / 2), secondMoment: median * median * Math.exp(2 * variance) }
}

/** Draws lie evenly on the straight lines between neighbouring observations: a mixture of uniform laws. */
export function empiricalMoments(samples: readonly number[]): Moments {
  const sorted = samples.toSorted((a, b) => a - b)
  const pairs = sorted.slice(1).map((high, index) => [sorted[index] ?? high, high] as const)
  const average = (of: (low: number, high: number) => number) =>
    pairs.reduce((sum, [low, high]) => sum + of(low, high), 0) / pairs.length
  return {
    mean: average((low, high) => (low + high) / 2),
    secondMoment: average((low, high) => (low * low + low * high + high * high) / 3),
  }
}

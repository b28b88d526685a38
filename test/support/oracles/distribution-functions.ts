/** Distribution functions of the laws that a scenario may name: P(duration <= x). */
export type DistributionFunction = (x: number) => number

export const exponentialFunction =
  (mean: number): DistributionFunction =>
  (x) =>
    1 - Math.exp(-x / mean)

export function lognormalFunction(median: number, p99: number): DistributionFunction {
  const sigma = Math.log(p99 / median) / 2.3263478740408408
  return (x) => (x <= 0 ? 0 : normalFunction(Math.log(x / median) / sigma))
}

export function empiricalFunction(samples: readonly number[]): DistributionFunction {
  const sorted = samples.toSorted((a, b) => a - b)
  return (x) => {
    const above = sorted.findIndex((sample) => sample > x)
    if (above === -1) return 1
    if (above === 0) return 0
    const low = sorted[above - 1] ?? 0
    const high = sorted[above] ?? 0
    return (above - 1 + (x - low) / (high - low)) / (sorted.length - 1)
  }
}

/** The normal distribution function by its power series (Marsaglia 2004), exact to a double's rounding for |x| up to 8. */
function normalFunction(x: number): number {
  if (x < -8) return 0
  if (x > 8) return 1
  let sum = x
  let term = x
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (x * x) / n
    sum += term
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046727)
}

/** Kolmogorov-Smirnov: largest distance between what was seen and the law, times the root of how many were seen. */
export function kolmogorovSmirnov(seen: Float64Array, law: DistributionFunction): number {
  const sorted = seen.toSorted()
  let distance = 0
  sorted.forEach((x, index) => {
    const p = law(x)
    distance = Math.max(distance, p - index / sorted.length, (index + 1) / sorted.length - p)
  })
  return distance * Math.sqrt(sorted.length)
}

/** Beyond this the statistic is found once in a thousand tries when the law is right. */
export const KOLMOGOROV_SMIRNOV_999 = 1.9495

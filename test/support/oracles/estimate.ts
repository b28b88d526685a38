import { leastSquares } from './least-squares'

/** What independent replications of an experiment say of a mean. */
export interface Estimate {
  readonly mean: number
  /** Half the width of the 99.9 % interval. */
  readonly halfWidth: number
}

/** Half the interval may be this wide, as a share of the theory's value; a wider one has tested nothing. */
const HALF_WIDTH_SHARE_MAX = 0.05

/**
 * Student's t interval at 99.9 % over independent replications. Each control is a quantity of the same replications whose
 * true mean is known to be 0 (how many more arrived than expected, how much longer service took than its law says): what
 * the samples owe to such luck is taken out by regression (Lavenberg and Welch 1981), which makes the interval narrower.
 */
export function estimate(samples: readonly number[], controls: readonly (readonly number[])[] = []): Estimate {
  const rows = samples.map((_, index) => [1, ...controls.map((control) => control[index] ?? 0)])
  const { weights, squaredError, inverseOfFirst } = leastSquares(rows, samples)
  const freedom = samples.length - weights.length
  return {
    mean: weights[0] ?? Number.NaN,
    halfWidth: studentQuantile(freedom) * Math.sqrt((squaredError / freedom) * inverseOfFirst),
  }
}

/** Two-sided 99.9 % quantile of Student's law (Abramowitz and Stegun 26.7.5, good to 0.1 % from ten degrees of freedom up). */
function studentQuantile(freedom: number): number {
  if (freedom < 10) throw new RangeError('Too few replications for an interval.')
  const x = 3.290526731491926
  const g1 = (x ** 3 + x) / 4
  const g2 = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96
  const g3 = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384
  return x + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3
}

/**
 * Compares an estimate with theory: empty when the theory's value lies inside a 99.9 % interval that is narrow enough,
 * otherwise what is wrong, in a sentence.
 */
export function disagreement({ mean, halfWidth }: Estimate, theory: number): string {
  const seen = `measured ${mean.toPrecision(5)} +- ${halfWidth.toPrecision(2)}, theory ${theory.toPrecision(5)}`
  if (!(halfWidth <= HALF_WIDTH_SHARE_MAX * theory)) return `not tested, the interval is too wide: ${seen}`
  return Math.abs(mean - theory) <= halfWidth ? '' : `theory lies outside the interval: ${seen}`
}

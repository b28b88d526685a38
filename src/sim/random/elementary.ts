/**
 * Logarithm, exponential and the normal quantile from + - * / and sqrt alone. The language leaves the last bits of
 * Math.log and Math.exp to each engine, and they do differ; these give the same bits everywhere.
 */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const bits = new DataView(new ArrayBuffer(8))

/** Natural logarithm of a positive normal number; relative error below 1e-15. */
export function naturalLog(x: number): number {
  // x = m * 2^k with m in [sqrt(1/2), sqrt(2)), then ln m = 2 artanh((m - 1) / (m + 1)) by its series.
  bits.setFloat64(0, x)
  const high = bits.getUint32(0)
  let k = (high >>> 20) - 1023
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000)
  let m = bits.getFloat64(0)
  if (m > Math.SQRT2) {
    m /= 2
    k += 1
  }
  const s = (m - 1) / (m + 1)
  const z = s * s
  let sum = 0
  for (let n = 23; n >= 3; n -= 2) sum = z * (1 / n + sum)
  return k * LN2_HIGH + (2 * s + (2 * s * sum + k * LN2_LOW))
}

/** e to the power x for |x| up to 700; relative error below 1e-15. */
export function exponential(x: number): number {
  // e^x = 2^k * e^r with |r| at most ln(2) / 2, and e^r by its Taylor series in Horner form.
  const k = Math.floor(x / (LN2_HIGH + LN2_LOW) + 0.5)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = 1
  for (let n = 18; n >= 1; n--) sum = 1 + (r / n) * sum
  bits.setUint32(0, (k + 1023) << 20)
  bits.setUint32(4, 0)
  return sum * bits.getFloat64(0)
}

/** A polynomial by Horner's rule, highest power first. */
const horner = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

const CENTRE_NUMERATOR = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const CENTRE_DENOMINATOR = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
]
const TAIL_NUMERATOR = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_DENOMINATOR = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1]

/** Quantile of the standard normal law for p in (0, 1): Acklam's rational approximation, relative error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p > 0.97575) return -normalQuantile(1 - p)
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * naturalLog(p))
    return horner(q, TAIL_NUMERATOR) / horner(q, TAIL_DENOMINATOR)
  }
  const q = p - 0.5
  const r = q * q
  return (horner(r, CENTRE_NUMERATOR) * q) / horner(r, CENTRE_DENOMINATOR)
}

/** Cosine of a whole turn's fraction (0 to 1), by the Taylor series of one eighth of a turn; error below 1e-15. */
export function cosineOfTurn(turn: number): number {
  const t = turn - Math.floor(turn)
  const folded = t > 0.5 ? 1 - t : t
  if (folded > 0.25) return -cosineOfTurn(0.5 - folded)
  const angle = folded * 6.283185307179586
  const z = angle * angle
  let sum = 1
  for (let n = 24; n >= 2; n -= 2) sum = 1 - (z / (n * (n - 1))) * sum
  return sum
}

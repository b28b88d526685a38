import { formatCount } from '@sim'

/** Between a short number and its `k` or `M`. */
const THIN_SPACE = '\u2009'

/** A coordinate or length of a drawing, to a hundredth of a pixel; the one way in which geometry becomes text. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return String(Object.is(rounded, -0) ? 0 : rounded)
}

/** A number with at most `decimals` decimals, trailing zeros left out: `7.5`, `12`. */
export function decimalNumber(value: number, decimals: number): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.')
  const kept = fraction.replace(/0+$/, '')
  const text = formatCount(Number(whole)) + (kept === '' ? '' : `.${kept}`)
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** A number in the room of an axis label: whole below 10 000, then in thousands or millions (`250 k`, `1.5 M`). */
export function shortNumber(value: number): string {
  if (value >= 1_000_000) return `${decimalNumber(value / 1_000_000, 2)}${THIN_SPACE}M`
  if (value >= 10_000) return `${decimalNumber(value / 1_000, 1)}${THIN_SPACE}k`
  return decimalNumber(value, value < 0.1 ? 3 : value < 100 ? 2 : 0)
}

/** A rate a person can take in, per second: `0.25`, `11.8`, `1 054`. */
export function rateNumber(rps: number): string {
  if (rps >= 100_000) return shortNumber(rps)
  return decimalNumber(rps, rps < 1 ? 2 : rps < 100 ? 1 : 0)
}

/** A latency in milliseconds from whole microseconds: one decimal below 10 ms, otherwise whole. */
export function latencyNumber(latencyUs: number): string {
  const latencyMs = latencyUs / 1_000
  return decimalNumber(latencyMs, latencyMs < 1 ? 2 : latencyMs < 10 ? 1 : 0)
}

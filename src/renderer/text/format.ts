import { formatCount } from '@sim'

export { counted, formatClock, formatCount, formatDuration } from '@sim'

/** A number with exactly `digits` decimals, its thousands parted: `1 064.5`. */
export function formatNumber(value: number, digits: number): string {
  const [whole = '', fraction] = value.toFixed(digits).split('.')
  return fraction === undefined ? formatCount(Number(whole)) : `${formatCount(Number(whole))}.${fraction}`
}

/** A share from 0 to 1 as a percentage without its sign; never rounded up to 100, nor down to 0. */
export function formatPercent(share: number, digits: number): string {
  const percent = (share * 100).toFixed(digits)
  const isRoundedUp = share < 1 && Number(percent) === 100
  const isRoundedDown = share > 0 && Number(percent) === 0
  const step = 10 ** -digits
  if (isRoundedUp) return (100 - step).toFixed(digits)
  return isRoundedDown ? step.toFixed(digits) : percent
}

/** A latency in whole microseconds as milliseconds without the unit, in the room of a readout: `46`, `4.2`, `1 204`. */
export function formatLatencyMs(latencyUs: number): string {
  const latencyMs = latencyUs / 1_000
  return formatNumber(latencyMs, latencyMs < 10 ? 1 : 0)
}

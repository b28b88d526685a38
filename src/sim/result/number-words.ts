import type { Ms } from './types'

/** Between thousands; between a number and its unit stands an ordinary space. */
const THIN_SPACE = '\u2009'

/** A whole number with its thousands parted: `1 064`. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
}

/** `1 instance`, `12 instances`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

/** A part of a whole: `0 of 1 instances`, `1 of 12 instances`. */
export function countedOf(part: number, whole: number, singular: string): string {
  return `${formatCount(part)} of ${formatCount(whole)} ${singular}s`
}

/** A moment of the run as `mm:ss`, from one hour on `h:mm:ss`; cut, so that nothing shows before it happens. */
export function formatClock(tMs: Ms): string {
  const seconds = Math.floor(tMs / 1_000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const clock = `${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
  return hours > 0 ? `${hours}:${clock}` : clock
}

/** The time that is left, as a clock; rounded up, so that it reads 00:00 only when it is over. */
export function formatCountdown(leftMs: Ms): string {
  return formatClock(Math.ceil(leftMs / 1_000) * 1_000)
}

/** A length of time in the unit that a person would use: `0.3 s`, `9 s`, `2 min 05 s`, `1 h 12 min`. */
export function formatDuration(durationMs: Ms): string {
  if (durationMs < 9_950) return `${(durationMs / 1_000).toFixed(1).replace(/\.0$/, '')} s`
  const seconds = Math.round(durationMs / 1_000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

/** A latency in whole microseconds as milliseconds with three decimals and their unit: `43.210 ms`. */
export function formatLatency(latencyUs: number): string {
  const wholeMs = Math.floor(latencyUs / 1_000)
  return `${formatCount(wholeMs)}.${String(latencyUs % 1_000).padStart(3, '0')} ms`
}

/** A share in parts per million as a percentage: `9 %`, `0.02 %`. */
export function formatPpm(ppm: number): string {
  return `${ppm / 10_000} %`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

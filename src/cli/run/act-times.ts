const CLOCK = /^(?:(\d{1,3}):)?(\d{1,4}):([0-5]\d)$/
const LENGTH = /^(\d{1,9})(?:\.(\d{1,3}))?(ms|s)$/

/** What a time of an act may look like, for help and sentences. */
export const ACT_TIME_FORMS = 'mm:ss, h:mm:ss, a number of seconds such as 320s, or of milliseconds such as 320000ms'

/** A moment of the run in milliseconds; null when the text is no time. `05:20`, `1:05:20`, `320s`, `1.5s`, `320000ms`. */
export function parseActTime(text: string): number | null {
  const clock = CLOCK.exec(text)
  if (clock !== null) return clockMs(clock[1], Number(clock[2]), Number(clock[3]))
  const length = LENGTH.exec(text)
  if (length === null) return null
  const [, whole, decimals, unit] = length
  if (unit === 'ms') return decimals === undefined ? Number(whole) : null
  return Number(whole) * 1_000 + Number((decimals ?? '').padEnd(3, '0'))
}

/** With hours there are 59 minutes at most. */
function clockMs(hours: string | undefined, minutes: number, seconds: number): number | null {
  if (hours !== undefined && minutes > 59) return null
  return ((Number(hours ?? 0) * 60 + minutes) * 60 + seconds) * 1_000
}

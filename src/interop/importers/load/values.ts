/** How the numbers of a time column are meant; `stamp` is date and time. */
export type TimeUnit = 'ms' | 's' | 'stamp'

/** A number of a cell; null for anything else. */
export function parseNumber(text: string): number | null {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/** A time of a cell in milliseconds, on any clock: only differences count. Null for anything else. */
export function parseTimeMs(text: string, unit: TimeUnit): number | null {
  if (unit === 'stamp') return parseStampMs(text)
  const value = parseNumber(text)
  return value === null ? null : Math.round(unit === 's' ? value * 1_000 : value)
}

/** ISO 8601 with date and time; without an offset it is UTC, wherever this runs. */
function parseStampMs(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
    text,
  )
  if (!match) return null
  const [, date = '', time = '', zone = 'Z'] = match
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z'
  const clock = time.length === 5 ? `${time}:00` : time.replace(',', '.').replace(/(\.\d{3})\d+$/, '$1')
  const stampMs = Date.parse(`${date}T${clock}${offset}`)
  return Number.isNaN(stampMs) ? null : stampMs
}

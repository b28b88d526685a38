import type { Row } from './table'
import { parseNumber, type TimeUnit } from './values'

export interface Columns {
  readonly timeIndex: number
  readonly rateIndex: number
  readonly timeUnit: TimeUnit
  /** Divides a rate into requests per second: 60 for requests per minute. */
  readonly rateDivisor: number
  /** Rows that are headings. */
  readonly headingCount: number
  /** Why the columns were understood so, in words. */
  readonly why: string
}

/** Headings, in lower case and without anything but letters and digits. */
const TIME_MS = ['ms', 'timems', 'atms', 'tms', 'millis', 'milliseconds', 'timestampms', 'epochms']
const TIME_S = [
  's',
  'sec',
  'secs',
  'second',
  'seconds',
  'times',
  'timesec',
  'timeseconds',
  'epochs',
  'ats',
  'timestamps',
]
const TIME_ANY = ['time', 't', 'ts', 'at', 'timestamp', 'date', 'datetime', 'label', 'x', 'epoch']
const RATE_PER_SECOND = [
  'rps',
  'qps',
  'rate',
  'throughput',
  'offeredrps',
  'arrivedrps',
  'reqs',
  'reqps',
  'reqpersec',
  'requestspersecond',
  'requestss',
  'requestspersec',
  'persecond',
  'y',
]
const RATE_PER_MINUTE = ['rpm', 'requestsperminute', 'requestspermin', 'reqmin', 'reqpermin', 'permin', 'perminute']
/** Above this a bare number is a point in time since 1970: in seconds from 2001, in milliseconds from 1970 on. */
const EPOCH_SECONDS_MIN = 1e9
const EPOCH_MS_MIN = 1e11

/** Which columns hold time and rate; null when this is no such table. */
export function findColumns(rows: readonly Row[]): Columns | null {
  const [first, second] = rows
  if (!first || first.cells.length < 2) return null
  const headings = first.cells.map(({ text }) => plain(text))
  const timeIndex = headings.findIndex((heading) => [...TIME_MS, ...TIME_S, ...TIME_ANY].includes(heading))
  const rateIndex = headings.findIndex((heading) => [...RATE_PER_SECOND, ...RATE_PER_MINUTE].includes(heading))
  if (timeIndex >= 0 && rateIndex >= 0 && timeIndex !== rateIndex) {
    const rateDivisor = RATE_PER_MINUTE.includes(headings[rateIndex] ?? '') ? 60 : 1
    const sample = second?.cells[timeIndex]?.text ?? ''
    return { timeIndex, rateIndex, rateDivisor, headingCount: 1, ...timeUnitOf(headings[timeIndex] ?? '', sample) }
  }
  const isBare = first.cells.length === 2 && first.cells.every(({ text }, index) => isValue(text, index))
  if (!isBare) return null
  return { timeIndex: 0, rateIndex: 1, rateDivisor: 1, headingCount: 0, ...timeUnitOf('', first.cells[0]?.text ?? '') }
}

/** A table that counts requests in a period of its own, which it does not tell. */
export function countHeading(rows: readonly Row[]): string | null {
  const counts = ['requests', 'requestcount', 'count', 'sum', 'hits', 'calls']
  return rows[0]?.cells.find(({ text }) => counts.includes(plain(text)))?.text ?? null
}

function timeUnitOf(heading: string, sample: string): Pick<Columns, 'timeUnit' | 'why'> {
  if (!isNumber(sample)) return { timeUnit: 'stamp', why: 'its times are dates' }
  if (TIME_MS.includes(heading)) return { timeUnit: 'ms', why: 'the heading of its times says milliseconds' }
  if (TIME_S.includes(heading)) return { timeUnit: 's', why: 'the heading of its times says seconds' }
  if (Number(sample) >= EPOCH_MS_MIN) return { timeUnit: 'ms', why: 'its times are milliseconds since 1970' }
  if (Number(sample) >= EPOCH_SECONDS_MIN) return { timeUnit: 's', why: 'its times are seconds since 1970' }
  return { timeUnit: 's', why: 'its times are bare numbers, taken as seconds' }
}

function isValue(text: string, index: number): boolean {
  return isNumber(text) || (index === 0 && /^\d{4}-\d{2}-\d{2}[T ]/.test(text))
}

function isNumber(text: string): boolean {
  return parseNumber(text) !== null
}

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

import { LIMITS, type Load } from '@sim'
import { quoted } from '../document/node'
import { readableText } from '../document/readable-text'
import { Findings } from '../findings'
import type { Finding, Place, SourceFile } from '../outcome'
import type { Score, TextImporter } from './importer'
import { type Columns, countHeading, findColumns } from './load/columns'
import { type Cell, parseRows, type Row } from './load/table'
import { parseNumber, parseTimeMs } from './load/values'
import type { LoadPiece } from './pieces'

const FORM = 'Give it a time column (time, in s, ms or as 2025-03-04T10:11:12Z) and a rate column (rps).'
/** So many lines decide whether a text is a table at all. */
const SAMPLE_LINES = 20

/** A measured load: one row each for a time and the requests per second from then on. */
export const loadCsv: TextImporter = {
  id: 'load-csv',
  title: 'a CSV of the offered load (time, rps)',
  reads: 'text',
  recognise: recogniseLoad,
  read: readLoad,
}

interface Point {
  readonly atMs: number
  readonly rps: number
}

export type LoadReading =
  | { readonly ok: true; readonly load: Load; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly load: null; readonly findings: readonly Finding[] }

/** A load from a CSV on its own, as `--load` takes it. */
export function readLoadCsv({ name, text }: SourceFile): LoadReading {
  const findings = new Findings()
  const readable = readableText(name, text, findings)
  const load = readable === null ? null : readLoad(name, readable, findings).load
  const list = findings.list([name])
  return load && !findings.hasErrors() ? { ok: true, load, findings: list } : { ok: false, load: null, findings: list }
}

function recogniseLoad(text: string): Score {
  const head = text.split(/\r\n|\n|\r/, SAMPLE_LINES).join('\n')
  const rows = parseRows(head)
  if (findColumns(rows)) return 1
  const isTable =
    rows.length > 1 && rows.every(({ cells }) => cells.length === rows[0]?.cells.length && cells.length > 1)
  return isTable && countHeading(rows) !== null ? 0.8 : 0
}

function readLoad(file: string, text: string, findings: Findings): LoadPiece {
  const place = { file, line: 1, column: 1 }
  const nothing: LoadPiece = { kind: 'load', place, load: null, why: '' }
  if (text.length > LIMITS.fileBytesMax) {
    findings.error(place, `This file has ${text.length} characters; a load may have up to ${LIMITS.fileBytesMax}.`)
    return nothing
  }
  const rows = parseRows(text)
  const columns = findColumns(rows)
  if (!columns) {
    tellNoColumns(rows, place, findings)
    return nothing
  }
  const points = readPoints(rows.slice(columns.headingCount), columns, file, findings)
  if (points.length === 0) {
    findings.error(place, 'This file has no row with a time and a rate.', FORM)
    return nothing
  }
  const source = (file.split(/[/\\]/).at(-1) ?? file).slice(0, LIMITS.nameCharsMax)
  return { kind: 'load', place, load: { kind: 'recorded', points: [...points], source }, why: columns.why }
}

function tellNoColumns(rows: readonly Row[], place: Place, findings: Findings): void {
  const counts = countHeading(rows)
  if (counts === null) {
    findings.error(place, 'No columns for time and rate were found.', FORM)
    return
  }
  const message = `The column ${quoted(counts)} counts requests in a period that the file does not tell.`
  findings.error(place, message, 'Divide the counts by the length of the period in seconds, and name the column rps.')
}

/** Points on a clock that starts with the first row. Every row that cannot be read is told with its reason. */
function readPoints(rows: readonly Row[], columns: Columns, file: string, findings: Findings): readonly Point[] {
  const points: Point[] = []
  let startMs: number | null = null
  for (const row of rows) {
    const reading = readRow(row, columns, file, findings)
    if (!reading) continue
    startMs ??= reading.timeMs
    const atMs = reading.timeMs - startMs
    const previous = points.at(-1)
    if (previous && atMs <= previous.atMs) {
      const message = `This row is not later than the one before it (${atMs - previous.atMs} ms).`
      findings.error({ file, line: row.line, column: 1 }, message, 'Sort the rows by time, one row each.')
    } else if (atMs > LIMITS.durationMsMax) {
      const message = `This row is ${atMs} ms after the first; a load may last up to ${LIMITS.durationMsMax} ms.`
      findings.error({ file, line: row.line, column: 1 }, message, 'Cut the file to the hours around the deployment.')
      break
    } else points.push({ atMs, rps: reading.rps })
  }
  if (points.length > LIMITS.loadPointsMax) {
    const message = `This file has ${points.length} rows; a load may have up to ${LIMITS.loadPointsMax}.`
    findings.error({ file, line: 1, column: 1 }, message, 'Average it over longer steps.')
  }
  return points
}

interface Reading {
  readonly timeMs: number
  readonly rps: number
}

function readRow(row: Row, columns: Columns, file: string, findings: Findings): Reading | null {
  const time = row.cells[columns.timeIndex]
  const rate = row.cells[columns.rateIndex]
  const placeOf = (cell?: Cell) => ({ file, line: row.line, column: cell?.column ?? 1 })
  const timeMs = time && parseTimeMs(time.text, columns.timeUnit)
  const value = rate && parseNumber(rate.text)
  if (typeof timeMs !== 'number') {
    const allowed = { ms: 'milliseconds', s: 'seconds', stamp: 'date and time, such as 2025-03-04T10:11:12Z' }
    const message = `The time is ${quoted(time?.text ?? '')}; as in the first row it must be ${allowed[columns.timeUnit]}.`
    findings.error(placeOf(time), message)
    return null
  }
  if (rate?.text === '' || /^(nan|null|-|n\/a)$/i.test(rate?.text ?? '')) {
    findings.warning(placeOf(rate), 'This row has no rate and is left out: the rate before it goes on.')
    return null
  }
  if (typeof value !== 'number' || value < 0 || value / columns.rateDivisor > LIMITS.rpsMax) {
    const message = `The rate is ${quoted(rate?.text ?? '')}; allowed are numbers from 0 to ${LIMITS.rpsMax} requests per second.`
    findings.error(placeOf(rate), message)
    return null
  }
  return { timeMs, rps: value / columns.rateDivisor }
}

import { importFiles, readLoadCsv } from '@interop'
import { describe, expect, it } from 'vitest'
import { fixture, importText, printed, scenarioOf } from './support'

const read = (text: string) => readLoadCsv({ name: 'dir/load.csv', text })

/** The points of a CSV that must be readable, as [atMs, rps]. */
function points(text: string): number[][] {
  const reading = read(text)
  if (!reading.ok || reading.load.kind !== 'recorded') throw new Error(printed(reading))
  return reading.load.points.map(({ atMs, rps }) => [atMs, rps])
}

const TWO = [
  [0, 10],
  [30_000, 20],
]

describe('a measured load', () => {
  it.each([
    ['seconds', 'time,rps\n0,10\n30,20\n'],
    ['other headings', 'Timestamp (s);Requests per second\n100;10\n130;20\n'],
    ['milliseconds by heading', 'time_ms\treq/s\n0\t10\n30000\t20\n'],
    ['no headings', '0,10\n30,20\n'],
    ['stamps', 'time,rps\n2026-03-01T10:00:00Z,10\n2026-03-01T10:00:30Z,20\n'],
    ['stamps with an offset', 'time,rps\n2026-03-01T12:00:00+02:00,10\n2026-03-01T10:00:30Z,20\n'],
    ['stamps without a zone', 'date,qps\n2026-03-01 10:00:00,10\n2026-03-01 10:00:30.000,20\n'],
    [
      'stamps without seconds',
      'time,rpm\n2026-03-01T23:59,600\n2026-03-02T00:00,1200\n',
      [
        [0, 10],
        [60_000, 20],
      ],
    ],
    ['seconds since 1970', 'ts,rps\n1772359200,10\n1772359230,20\n'],
    ['milliseconds since 1970', 'ts,rps\n1772359200000,10\n1772359230000,20\n'],
    ['requests per minute', 'time,rpm\n0,600\n30,1200\n'],
    ['columns in another order among others', 'host,rps,cpu,time\na,10,5,0\nb,20,6,30\n'],
    ['quoted cells', '"time","rps"\n"0","10"\n"30","20"\n'],
    ['decimal commas', 'time;rps\n0,0;10,0\n30,0;20,0\n'],
    ['CRLF, blank lines, comments and a byte order mark', '\uFEFFtime,rps\r\n# measured\r\n0,10\r\n\r\n30,20\r\n'],
  ])('in %s', (_name, text, expected = TWO) => {
    expect(points(text)).toEqual(expected)
  })

  it('is named after its file', () => {
    const reading = read('time,rps\n0,1\n')
    expect(reading.load).toMatchObject({ kind: 'recorded', source: 'load.csv' })
  })

  it('is recognised among other files by what is in it', () => {
    const outcome = importFiles([{ ...fixture('load.csv'), name: 'notes.txt' }, fixture('appspec.yml')])
    expect(scenarioOf(outcome).load.kind).toBe('recorded')
  })
})

describe('bad rows are named one by one', () => {
  it.each([
    [
      'a word for a time',
      'time,rps\n0,10\nnoon,20\n',
      'load.csv:3:1: error: The time is "noon"; as in the first row it must be seconds.',
    ],
    [
      'a word for a rate',
      'time,rps\n0,10\n30,many\n',
      'load.csv:3:4: error: The rate is "many"; allowed are numbers from 0 to 1000000',
    ],
    ['a negative rate', 'time,rps\n0,-1\n', 'load.csv:2:3: error: The rate is "-1"'],
    ['a rate beyond all limits', 'time,rps\n0,1e7\n', 'load.csv:2:3: error: The rate is "1e7"'],
    ['a missing cell', 'time,rps\n0,10\n30\n', 'load.csv:3:1: error: The rate is ""'],
    [
      'a row that goes back',
      'time,rps\n60,10\n30,20\n',
      'load.csv:3:1: error: This row is not later than the one before it (-30000 ms).',
    ],
    [
      'a time twice',
      'time,rps\n0,10\n0,20\n',
      'load.csv:3:1: error: This row is not later than the one before it (0 ms).',
    ],
    ['more than a day', 'time,rps\n0,10\n86401,20\n', 'load.csv:3:1: error: This row is 86401000 ms after the first'],
    [
      'a stamp that does not exist',
      'time,rps\n2026-02-01T00:00:00Z,1\n2026-02-31T25:00:00Z,1\n',
      'load.csv:3:1: error: The time is "2026-02-31T25:00:00Z"',
    ],
    ['a number with a separator inside', 'time,rps\n0,"1,234"\n', 'load.csv:2:3: error: The rate is "1,234"'],
    [
      'too many rows',
      `time,rps\n${Array.from({ length: 20_001 }, (_, index) => `${index},1`).join('\n')}\n`,
      'error: This file has 20001 rows; a load may have up to 20000.',
    ],
    ['headings only', 'time,rps\n', 'load.csv:1:1: error: This file has no row with a time and a rate.'],
    ['no such columns', 'host,cpu\na,1\n', 'load.csv:1:1: error: No columns for time and rate were found.'],
    [
      'counts in unknown periods',
      'Timestamp,RequestCount\n2026-03-01T10:00:00Z,600\n',
      'load.csv:1:1: error: The column "RequestCount" counts requests in a period that the file does not tell. Divide',
    ],
    ['nothing', '', 'load.csv:1:1: error: This file is empty.'],
  ])('%s', (_name, text, expected) => {
    const reading = read(text)
    expect(printed(reading)).toContain(`dir/${expected}`.replace('dir/error', 'error'))
    expect(reading.ok).toBe(false)
  })

  it.each(['', 'NaN', 'null', '-'])('lets a gap (%s) pass, the rate before it going on', (gap) => {
    const text = `time,rps\n0,10\n15,${gap}\n30,20\n`
    expect(points(text)).toEqual(TWO)
    expect(printed(read(text))).toContain('load.csv:3:4: warning: This row has no rate and is left out')
  })

  it('names every bad row, not only the first', () => {
    const { findings } = read('time,rps\n0,a\n1,b\n2,c\n3,1\n')
    expect(findings.map(({ line }) => line)).toEqual([2, 3, 4])
  })
})

describe('which load counts', () => {
  const appspec = fixture('appspec.yml')

  it('takes the rate that was given', () => {
    expect(scenarioOf(importText(appspec.text, { rps: 42 })).load).toEqual({ kind: 'constant', rps: 42 })
  })

  it('takes the load that was given before the one among the files, and says so', () => {
    const outcome = importFiles([appspec, fixture('load.csv')], { load: { kind: 'constant', rps: 7 }, rps: 3 })
    expect(scenarioOf(outcome).load).toEqual({ kind: 'constant', rps: 7 })
    expect(printed(outcome)).toContain('load.csv:1:1: warning: This load is not used')
    expect(printed(outcome)).toContain('warning: The rate of 3 requests per second is not used')
  })

  it('does not take two', () => {
    const outcome = importFiles([fixture('load.csv'), { ...fixture('load.csv'), name: 'b.csv' }])
    expect(printed(outcome)).toContain('b.csv:1:1: error: These are two loads: one is in load.csv, the other here.')
  })
})

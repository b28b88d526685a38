import { latencyBucketLowUs } from '../latency'
import { counted } from '../number-words'
import { ROW_MS } from '../rates'
import type { RunResult } from '../types'
import { EVERYWHERE, type Metric, type MetricEvidence } from './metric'
import { cutAfter } from './rounded'
import { endedInRow, stretchesOf, sumOf } from './rows'
import { APDEX_SATISFIED_MS, APDEX_TOLERATED_MS } from './service-level'

/** Satisfied answers of a row plus half of the tolerated ones; a fraction, because errors take their share of each bucket. */
function satisfactionOfRow({ latency, series: { columns } }: RunResult, row: number): number {
  let satisfied = 0
  let tolerated = 0
  for (let entry = latency.offsets[row]; entry < latency.offsets[row + 1]; entry++) {
    const lowUs = latencyBucketLowUs(latency.buckets[entry])
    if (lowUs <= APDEX_SATISFIED_MS * 1_000) satisfied += latency.counts[entry]
    else if (lowUs <= APDEX_TOLERATED_MS * 1_000) tolerated += latency.counts[entry]
  }
  const answered = columns.ok[row] + columns.versionError[row]
  return answered === 0 ? 0 : ((satisfied + tolerated / 2) * columns.ok[row]) / answered
}

export const apdex: Metric = {
  id: 'apdex',
  label: `Apdex (T = ${APDEX_SATISFIED_MS} ms)`,
  unit: 'of 1',
  definition:
    `Satisfied requests and half of the tolerated ones, among all requests that ended, all users, whole run: answered ` +
    `within ${APDEX_SATISFIED_MS} ms, or within ${APDEX_TOLERATED_MS} ms; whoever got an error is frustrated. A latency ` +
    'counts by the bucket (3 % wide) that it fell into, and errors of a revision are taken to be as fast as the answers ' +
    'of their second. Cut after three decimals.',
  formula: '(satisfied + tolerated ÷ 2) ÷ ended',
  source: 'Apdex Alliance, Application Performance Index',
  betterIs: 'higher',
  platforms: EVERYWHERE,
  measure: (result) => {
    const { ok, failed } = result.totals
    if (ok + failed === 0) return null
    let sum = 0
    for (let row = 0; row < result.series.rowCount; row++) sum += satisfactionOfRow(result, row)
    return cutAfter(3, sum / (ok + failed))
  },
  evidence: lowStretches,
}

/** Stretches in which half of the requests or more were not satisfied. */
function lowStretches(result: RunResult): MetricEvidence[] {
  const isLow = (row: number) => satisfactionOfRow(result, row) * 2 < endedInRow(result, row)
  return stretchesOf(result, isLow).map((stretch) => {
    const seconds = counted(stretch.toRow - stretch.fromRow, 'second')
    const answered = counted(sumOf(result, 'ok', stretch), 'request')
    return { atMs: stretch.fromRow * ROW_MS, words: `Apdex below 0.5 for ${seconds}, with ${answered} answered.` }
  })
}

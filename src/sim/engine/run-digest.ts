import type { RunResult } from '../result/types'
import { Digest64 } from './digest'

/** The digest of a recording: every column, every track, the deployments, the alarms and the log. */
export function digestOf(run: Omit<RunResult, 'identity'>): string {
  const digest = new Digest64()
  const { series, latency, sample } = run
  digest.word(run.endedAtMs).text(run.endedBy).word(series.rowCount)
  for (const name of Object.keys(series.columns).sort())
    if (!isLeftOut(name, series)) digest.text(name).words(series.columns[name as keyof typeof series.columns])
  for (const column of [
    latency.offsets,
    latency.buckets,
    latency.counts,
    latency.shortestUs,
    latency.longestUs,
    latency.totalOld,
    latency.totalNew,
  ])
    digest.words(column)
  digest.word(sample.stride)
  for (const column of [sample.arrivedUs, sample.endedUs]) digest.numbers(column)
  for (const column of [sample.instance, sample.cause, sample.revision]) digest.words(column)
  digest.word(run.deployments.length)
  for (const { targets, ...deployment } of run.deployments) takeEach(digest.text(JSON.stringify(deployment)), targets)
  digest.text(JSON.stringify(run.traffic)).text(JSON.stringify(run.autoScaling))
  return takeEach(takeEach(takeEach(digest, run.alarms), run.instances), run.log).hex()
}

/** A column that came after the first recordings counts only where it holds something: they keep their digests. */
function isLeftOut(name: string, { columns }: RunResult['series']): boolean {
  return name === 'retried' && columns.retried.every((count) => count === 0)
}

/** Entry by entry: the log of a long run as one text would be longer than a string may be. */
function takeEach(digest: Digest64, entries: readonly object[]): Digest64 {
  digest.word(entries.length)
  for (const entry of entries) digest.text(JSON.stringify(entry))
  return digest
}

import { cell, type Law } from '../law'

export const latencyCounts: Law = {
  name: 'the latencies of every second are those of the requests that were answered in it',
  *broken({ latency, series: { rowCount, columns } }) {
    const { offsets, buckets, counts, totalOld, totalNew } = latency
    if (offsets.length !== rowCount + 1) yield `${offsets.length} offsets for ${rowCount} rows`
    const whole = new Float64Array(totalOld.length)
    for (let row = 0; row < rowCount; row++) {
      let answered = 0
      for (let entry = cell(offsets, row); entry < cell(offsets, row + 1); entry++) {
        answered += cell(counts, entry)
        whole[cell(buckets, entry)] = cell(whole, cell(buckets, entry)) + cell(counts, entry)
      }
      const expected = cell(columns.ok, row) + cell(columns.versionError, row)
      if (answered !== expected) yield `row ${row}: ${answered} latencies of ${expected} answers`
    }
    for (let bucket = 0; bucket < whole.length; bucket++)
      if (cell(whole, bucket) !== cell(totalOld, bucket) + cell(totalNew, bucket))
        yield `bucket ${bucket}: the two revisions do not add up to the rows`
  },
}

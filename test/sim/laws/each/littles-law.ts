import type { RunResult } from '@sim'
import { cell, type Law, rowEndMs, rowOfUs } from '../law'

/**
 * L = lambda W, not on average but exactly: the area under the number of requests in flight is the sum of the times that
 * requests spent. The area is walked from each row's recorded gauge to the next through the row's arrivals and answers;
 * it ends before the first request that the run left open, since the sample does not know when that one came.
 */
export const littlesLaw: Law = {
  name: "Little's law holds to the microsecond: the area under the requests in flight is the time they spent",
  *broken(run) {
    if (run.sample.stride !== 1) return
    const arrivedUs = run.sample.arrivedUs.toSorted()
    const { endedUs } = run.sample
    const horizon = firstRowWithOpenRequest(run, arrivedUs)
    let areaUs = 0
    let arrivals = 0
    let answers = 0
    let open = 0
    for (let row = 0; row < horizon; row++) {
      let atUs = row * 1_000_000
      const endUs = rowEndMs(run, row) * 1000
      for (;;) {
        const nextUs = Math.min(arrivedUs[arrivals] ?? Infinity, endedUs[answers] ?? Infinity)
        if (nextUs > endUs) break
        areaUs += open * (nextUs - atUs)
        atUs = nextUs
        if (arrivedUs[arrivals] === nextUs) {
          arrivals++
          open++
        } else {
          answers++
          open--
        }
      }
      areaUs += open * (endUs - atUs)
      const gauge = cell(run.series.columns.inFlight, row)
      if (gauge !== open) yield `row ${row} ends with ${gauge} in flight, but ${open} are under way`
      open = gauge
    }
    const spentUs = timeSpentUs(run, horizon)
    if (areaUs !== spentUs) yield `the area is ${areaUs} request-us, the requests spent ${spentUs} us`
  },
}

/** The first row in which more arrived than ever finished; the number of rows when all did. */
function firstRowWithOpenRequest({ series }: RunResult, arrivedUs: Float64Array): number {
  const finished = new Uint32Array(series.rowCount)
  for (const atUs of arrivedUs) finished[rowOfUs(atUs)] = cell(finished, rowOfUs(atUs)) + 1
  const row = series.columns.arrived.findIndex((count, index) => count !== finished[index])
  return row === -1 ? series.rowCount : row
}

function timeSpentUs(run: RunResult, horizon: number): number {
  const untilUs = horizon === 0 ? 0 : rowEndMs(run, horizon - 1) * 1000
  return run.sample.arrivedUs.reduce(
    (sum, arrivedUs, row) => sum + Math.max(0, Math.min(cell(run.sample.endedUs, row), untilUs) - arrivedUs),
    0,
  )
}

import {
  FAILURE_CAUSES,
  type FleetFrame,
  isShiftedByWeights,
  latencyPercentileUs,
  type RunResult,
  ratePerSecond,
  type SeriesName,
} from '@sim'
import type { PlayheadView } from '../state/frame'

/** Rows of the per-second table that a readout of the last minute covers. */
const WINDOW_ROW_COUNT = 60
const P99_PPM = 990_000

/** What the header reads off the run at the playhead. */
export interface Readings {
  /** Requests per second that arrived in the second of the playhead. */
  readonly arrivedRps: number
  /** Answered well over all that ended in the last 60 s, from 0 to 1; null when none ended. */
  readonly availability60s: number | null
  readonly failed60s: number
  /** Of the answers of the last 60 s, whole microseconds; null when there was none. */
  readonly latencyUsP99: number | null
  readonly inServiceCount: number
  /** Minimum healthy hosts M; null without a deployment, and where traffic is shifted instead. */
  readonly requiredCount: number | null
  /** Execution environments that serve or start, and how many there may be; null where there are none. */
  readonly concurrency: { readonly busyCount: number; readonly limit: number } | null
}

/** Reads the per-second table up to the row of the playhead. */
export function readingsAt({ result, frame }: PlayheadView): Readings {
  const toRow = Math.min(frame.rowIndex + 1, result.series.rowCount)
  const fromRow = Math.max(0, toRow - WINDOW_ROW_COUNT)
  const ok60s = sum(result, 'ok', fromRow, toRow)
  const failed60s = FAILURE_CAUSES.reduce((total, cause) => total + sum(result, cause, fromRow, toRow), 0)
  const ended60s = ok60s + failed60s
  return {
    arrivedRps: arrivedRps(result, frame.rowIndex),
    availability60s: ended60s === 0 ? null : ok60s / ended60s,
    failed60s,
    latencyUsP99: latencyPercentileUs(result, P99_PPM, fromRow, toRow),
    inServiceCount: frame.instances.filter(({ inService }) => inService).length,
    requiredCount: isShiftedByWeights(result) || !result.plan ? null : requiredAt(result, frame.deployment?.index ?? 0),
    concurrency: concurrencyAt(result, frame),
  }
}

function concurrencyAt({ scenario: { lambda } }: RunResult, { environments }: FleetFrame): Readings['concurrency'] {
  if (environments === null) return null
  return {
    busyCount: environments.old.busy + environments.new.busy,
    limit: lambda.reservedConcurrency ?? lambda.accountConcurrency,
  }
}

/** A last row shorter than a second counts by its real length. */
function arrivedRps(result: RunResult, row: number): number {
  return Math.round(ratePerSecond(result, (at) => result.series.columns.arrived[at] ?? 0, row))
}

function sum(result: RunResult, name: SeriesName, fromRow: number, toRow: number): number {
  const column = result.series.columns[name]
  let total = 0
  for (let row = Math.max(0, fromRow); row < toRow; row++) total += column[row] ?? 0
  return total
}

function requiredAt(result: RunResult, deploymentIndex: number): number | null {
  return result.deployments[deploymentIndex]?.minimumHealthyCount ?? result.plan?.minimumHealthyCount ?? null
}

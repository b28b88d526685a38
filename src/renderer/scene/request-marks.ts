import { failedInRow, type RunResult } from '@sim'

/** More marks than this at one moment would be noise. */
export const MARK_COUNT_MAX = 120

/** From this speed on, marks would only flicker: the ribbons become moving texture. */
export const TEXTURE_SPEED = 50

/** Travel times grow with the speed up to this factor, so that marks can still be followed. */
const TRAVEL_FACTOR_MAX = 5

/** How long a mark takes on each stretch of its way at speed 1, in simulated milliseconds: drawn longer than it is. */
const TRAVEL_MS = { toBalancer: 900, toTargetGroup: 700, toInstance: 400, backToBalancer: 700, backToClients: 900 }
export type Travel = Readonly<typeof TRAVEL_MS>

/** Which requests of a run are drawn, at one speed. Every mark stands for `requestsPerMark` requests. */
export interface MarkSet {
  readonly requestsPerMark: number
  /** Every how many answered, and every how many failed, requests of the sample have a mark. */
  readonly thinning: number
  readonly travel: Travel
  /** The marks of the seconds that were asked for last. */
  readonly seconds: Map<number, readonly number[]>
}

const sets = new WeakMap<RunResult, Map<number, MarkSet>>()

/** The marks of a run for a playback speed: how many, from the per-second table; which, second by second (`marksNear`). */
export function markSetFor(result: RunResult, speed: number): MarkSet {
  const factor = Math.min(TRAVEL_FACTOR_MAX, Math.max(1, speed))
  const byFactor = sets.get(result) ?? new Map<number, MarkSet>()
  sets.set(result, byFactor)
  const known = byFactor.get(factor)
  if (known) return known
  const travel = scaleTravel(factor)
  const { stride } = result.sample
  const thinning = Math.max(1, Math.ceil(peakRequestCount(result, travel) / (stride * MARK_COUNT_MAX)))
  const made: MarkSet = { requestsPerMark: stride * thinning, thinning, travel, seconds: new Map() }
  byFactor.set(factor, made)
  return made
}

function scaleTravel(factor: number): Travel {
  const { toBalancer, toTargetGroup, toInstance, backToBalancer, backToClients } = TRAVEL_MS
  return {
    toBalancer: toBalancer * factor,
    toTargetGroup: toTargetGroup * factor,
    toInstance: toInstance * factor,
    backToBalancer: backToBalancer * factor,
    backToClients: backToClients * factor,
  }
}

/** Requests do not arrive evenly within a second: room for a tenth more than its mean. */
const UNEVENNESS = 1.1
/** A mark is under way for at least four of these: no peak falls between two of them. */
const PEAK_STEP_MS = 500

/** How many requests would be on the screen at the busiest moment, if each had a mark; from the per-second table. */
function peakRequestCount(result: RunResult, travel: Travel): number {
  const { rowCount } = result.series
  const { arrivedBefore, failedBefore } = totalsOf(result)
  const outMs = travel.toTargetGroup + travel.toInstance
  const backMs = travel.backToBalancer + travel.backToClients
  let peak = 0
  for (let tMs = -travel.toBalancer; tMs <= rowCount * 1_000; tMs += PEAK_STEP_MS) {
    const arrived = totalAt(arrivedBefore, tMs + travel.toBalancer) - totalAt(arrivedBefore, tMs - outMs)
    // Whole rows: failures come in bursts.
    const failed = totalAt(failedBefore, Math.ceil(tMs / 1_000) * 1_000) - totalAt(failedBefore, tMs - backMs)
    peak = Math.max(peak, arrived * UNEVENNESS + failed)
  }
  return peak
}

interface RowTotals {
  readonly arrivedBefore: Float64Array
  readonly failedBefore: Float64Array
}

const rowTotals = new WeakMap<RunResult, RowTotals>()

/** Made once for a run, whatever the speed. */
function totalsOf(result: RunResult): RowTotals {
  const known = rowTotals.get(result)
  if (known) return known
  const { columns, rowCount } = result.series
  const made = {
    arrivedBefore: runningTotals(rowCount, (row) => columns.arrived[row] ?? 0),
    failedBefore: runningTotals(rowCount, (row) => failedInRow(columns, row)),
  }
  rowTotals.set(result, made)
  return made
}

/** What a column counted before each row, and at the end of all. */
function runningTotals(rowCount: number, count: (row: number) => number): Float64Array {
  const totals = new Float64Array(rowCount + 1)
  for (let row = 0; row < rowCount; row += 1) totals[row + 1] = (totals[row] ?? 0) + count(row)
  return totals
}

/** What was counted up to a moment, a row spread evenly over its second. */
function totalAt(totals: Float64Array, tMs: number): number {
  const rows = Math.min(totals.length - 1, Math.max(0, tMs / 1_000))
  const row = Math.floor(rows)
  const before = totals[row] ?? 0
  return before + ((totals[row + 1] ?? before) - before) * (rows - row)
}

/** Seconds whose marks are kept: enough for looking to and fro around the playhead. */
const SECONDS_KEPT = 64

/**
 * The marks that may be on the screen in the second of `tMs`: indexes into the sample in their order, and then -1 - k for
 * the one cross that second k shows because none of its failures has a mark. Made from the part of the sample around it.
 */
export function marksNear(result: RunResult, set: MarkSet, tMs: number): readonly number[] {
  const second = Math.floor(tMs / 1_000)
  const known = set.seconds.get(second)
  if (known) return known
  if (set.seconds.size >= SECONDS_KEPT) set.seconds.clear()
  const made = [...sampledMarks(result, set, second), ...lonelyMarks(result, set, second)]
  set.seconds.set(second, made)
  return made
}

function sampledMarks(result: RunResult, set: MarkSet, second: number): number[] {
  const { travel } = set
  const [fromMs, toMs] = [second * 1_000, (second + 1) * 1_000]
  const onTheWayMs = travel.toTargetGroup + travel.toInstance + travel.backToBalancer + travel.backToClients
  const endsFromMs = fromMs - onTheWayMs
  // No request takes longer: then the balancer gives it up (ALB user guide, connection idle timeout).
  const endsUntilMs = toMs + travel.toBalancer + result.scenario.loadBalancer.idleTimeoutMs
  return chosenBetween(result, set.thinning, endsFromMs, endsUntilMs).filter((mark) => {
    const { startMs, outEndMs, backMs, endMs } = markTimes(result, travel, mark)
    return (startMs < toMs && outEndMs >= fromMs) || (backMs < toMs && endMs >= fromMs)
  })
}

function lonelyMarks(result: RunResult, set: MarkSet, second: number): number[] {
  const found: number[] = []
  const firstRow = Math.max(0, Math.floor(second - set.travel.backToClients / 1_000) - 1)
  for (let row = firstRow; row <= second && row < result.series.rowCount; row += 1) {
    if (failedInRow(result.series.columns, row) === 0) continue
    const marks = chosenBetween(result, set.thinning, row * 1_000, (row + 1) * 1_000)
    if (!marks.some((mark) => (result.sample.cause[mark] ?? 0) > 0)) found.push(-1 - row)
  }
  return found
}

/** Every n-th answered and every n-th failed request of the sample, of those that ended after `fromMs` and by `toMs`. */
function chosenBetween(result: RunResult, thinning: number, fromMs: number, toMs: number): number[] {
  const { cause, endedUs } = result.sample
  const end = countEndedBy(endedUs, toMs * 1_000)
  let index = countEndedBy(endedUs, fromMs * 1_000)
  let failedCount = failedBefore(result, index)
  const chosen: number[] = []
  for (; index < end; index += 1) {
    const isFailed = (cause[index] ?? 0) > 0
    const ordinal = isFailed ? failedCount : index - failedCount
    if (ordinal % thinning === 0) chosen.push(index)
    if (isFailed) failedCount += 1
  }
  return chosen
}

/** How many of the sample had ended by then, itself included; they are in the order of their ends. */
function countEndedBy(endedUs: Float64Array, tUs: number): number {
  let low = 0
  let high = endedUs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((endedUs[middle] ?? 0) <= tUs) low = middle + 1
    else high = middle
  }
  return low
}

const CHECKPOINT_STEP = 4_096
const checkpoints = new WeakMap<RunResult, Uint32Array>()

/** Failed requests of the sample before an index: counted once in steps, and from the last step on. */
function failedBefore(result: RunResult, index: number): number {
  const { cause } = result.sample
  const known = checkpoints.get(result) ?? countFailures(cause)
  checkpoints.set(result, known)
  const step = Math.floor(index / CHECKPOINT_STEP)
  let count = known[step] ?? 0
  for (let at = step * CHECKPOINT_STEP; at < index; at += 1) if ((cause[at] ?? 0) > 0) count += 1
  return count
}

function countFailures(cause: Uint8Array): Uint32Array {
  const counts = new Uint32Array(Math.floor(cause.length / CHECKPOINT_STEP) + 1)
  let count = 0
  for (let step = 0; step < counts.length; step += 1) {
    counts[step] = count
    const end = Math.min(cause.length, (step + 1) * CHECKPOINT_STEP)
    for (let index = step * CHECKPOINT_STEP; index < end; index += 1) count += cause[index] === 0 ? 0 : 1
  }
  return counts
}

/** When a mark is drawn: out from `startMs` to `outEndMs`, and for failures back from `backMs` to `endMs`. */
export interface MarkTimes {
  readonly startMs: number
  readonly arrivedMs: number
  readonly outEndMs: number
  /** Equal to `endMs` for requests that were answered. */
  readonly backMs: number
  readonly endMs: number
  readonly isFailed: boolean
  /** False: the balancer had no target for it. */
  readonly reachesTarget: boolean
}

/** The times of one mark; `mark` as `marksNear` gives it. */
export function markTimes(result: RunResult, travel: Travel, mark: number): MarkTimes {
  if (mark < 0) return lonelyCrossTimes(travel, -1 - mark)
  const { arrivedUs, endedUs, cause, instance } = result.sample
  const arrivedMs = (arrivedUs[mark] ?? 0) / 1_000
  const isFailed = (cause[mark] ?? 0) > 0
  const reachesTarget = (instance[mark] ?? -1) >= 0
  const atTargetGroupMs = arrivedMs + (reachesTarget ? travel.toTargetGroup : 0)
  const outEndMs = isFailed ? atTargetGroupMs : atTargetGroupMs + travel.toInstance
  const backMs = isFailed ? Math.max(atTargetGroupMs, (endedUs[mark] ?? 0) / 1_000) : outEndMs
  return {
    startMs: arrivedMs - travel.toBalancer,
    arrivedMs,
    outEndMs,
    backMs,
    endMs: isFailed ? backMs + (reachesTarget ? travel.backToBalancer : 0) + travel.backToClients : outEndMs,
    isFailed,
    reachesTarget,
  }
}

/** A cross without a sampled request behind it only travels back from the balancer. */
function lonelyCrossTimes(travel: Travel, row: number): MarkTimes {
  const atMs = row * 1_000 + 500
  return {
    startMs: atMs,
    arrivedMs: atMs,
    outEndMs: atMs,
    backMs: atMs,
    endMs: atMs + travel.backToClients,
    isFailed: true,
    reachesTarget: false,
  }
}

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

/** The requests of a run that are drawn, at one speed. Every mark stands for `requestsPerMark` requests. */
export interface MarkSet {
  readonly requestsPerMark: number
  readonly travel: Travel
  /** Indexes into the sample; -1 - k: the one cross that second k shows because its failures had no mark of their own. */
  readonly marks: Int32Array
  /** Marks that may be on the screen in bucket b are `members[offsets[b]]` up to `members[offsets[b + 1]]`. */
  readonly offsets: Uint32Array
  readonly members: Uint32Array
  readonly bucketMs: number
}

const sets = new WeakMap<RunResult, Map<number, MarkSet>>()

/** The marks of a run for a playback speed; made once, then looked up. */
export function markSetFor(result: RunResult, speed: number): MarkSet {
  const factor = Math.min(TRAVEL_FACTOR_MAX, Math.max(1, speed))
  const byFactor = sets.get(result) ?? new Map<number, MarkSet>()
  sets.set(result, byFactor)
  const known = byFactor.get(factor)
  if (known) return known
  const made = createMarkSet(result, scaleTravel(factor))
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

/** Thins the sample until at most `MARK_COUNT_MAX` marks are ever on the screen at once. */
function createMarkSet(result: RunResult, travel: Travel): MarkSet {
  let thinning = 1
  for (;;) {
    const marks = chosenMarks(result, thinning)
    const peak = peakCount(result, travel, marks)
    if (peak <= MARK_COUNT_MAX || marks.length <= MARK_COUNT_MAX) return buildSet(result, travel, marks, thinning)
    thinning = Math.max(thinning + 1, Math.ceil((thinning * peak) / MARK_COUNT_MAX))
  }
}

/** Every n-th answered and every n-th failed request of the sample, and a cross for each second with failures but no mark. */
function chosenMarks(result: RunResult, thinning: number): Int32Array {
  const { cause, endedUs } = result.sample
  const chosen: number[] = []
  const hasCross = new Uint8Array(result.series.rowCount)
  let okCount = 0
  let failedCount = 0
  for (let index = 0; index < cause.length; index += 1) {
    const isFailed = (cause[index] ?? 0) > 0
    const ordinal = isFailed ? failedCount++ : okCount++
    if (ordinal % thinning !== 0) continue
    chosen.push(index)
    if (isFailed) hasCross[rowOf(endedUs[index] ?? 0)] = 1
  }
  for (let row = 0; row < result.series.rowCount; row += 1) {
    if (hasCross[row] === 0 && failedInRow(result.series.columns, row) > 0) chosen.push(-1 - row)
  }
  return Int32Array.from(chosen)
}

/** The row of the per-second table that counts what ended at this instant. */
function rowOf(endedUs: number): number {
  return Math.max(0, Math.ceil(endedUs / 1_000_000) - 1)
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

/** The times of one mark; `mark` as in `MarkSet.marks`. */
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

/** The largest number of marks on the screen at any moment. */
function peakCount(result: RunResult, travel: Travel, marks: Int32Array): number {
  const edges = new Float64Array(marks.length * 4)
  const ends = new Float64Array(marks.length * 2)
  let startCount = 0
  let endCount = 0
  const add = (fromMs: number, toMs: number) => {
    if (toMs <= fromMs) return
    edges[startCount++] = fromMs
    ends[endCount++] = toMs
  }
  for (const mark of marks) {
    const { startMs, outEndMs, backMs, endMs } = markTimes(result, travel, mark)
    add(startMs, outEndMs)
    add(backMs, endMs)
  }
  const starts = edges.subarray(0, startCount).sort()
  const stops = ends.subarray(0, endCount).sort()
  return largestOverlap(starts, stops)
}

function largestOverlap(starts: Float64Array, stops: Float64Array): number {
  let peak = 0
  let stopped = 0
  for (let started = 0; started < starts.length; started += 1) {
    while (stopped < stops.length && (stops[stopped] ?? 0) <= (starts[started] ?? 0)) stopped += 1
    peak = Math.max(peak, started + 1 - stopped)
  }
  return peak
}

function buildSet(result: RunResult, travel: Travel, marks: Int32Array, thinning: number): MarkSet {
  const bucketMs = 1_000
  const bucketCount = Math.max(1, Math.ceil(result.endedAtMs / bucketMs) + 1)
  const bucketsOf = (mark: number): readonly (readonly [number, number])[] => {
    const { startMs, outEndMs, backMs, endMs } = markTimes(result, travel, mark)
    const bucket = (tMs: number) => Math.min(bucketCount - 1, Math.max(0, Math.floor(tMs / bucketMs)))
    const out = [bucket(startMs), bucket(outEndMs)] as const
    const back = [bucket(backMs), bucket(endMs)] as const
    if (endMs <= backMs) return [out]
    return back[0] <= out[1] ? [[out[0], back[1]]] : [out, back]
  }
  const offsets = new Uint32Array(bucketCount + 1)
  const forEachBucket = (visit: (bucket: number, position: number) => void) => {
    marks.forEach((mark, position) => {
      for (const [from, to] of bucketsOf(mark))
        for (let bucket = from; bucket <= to; bucket += 1) visit(bucket, position)
    })
  }
  forEachBucket((bucket) => {
    offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1
  })
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + (offsets[bucket] ?? 0)
  }
  const members = new Uint32Array(offsets[bucketCount] ?? 0)
  const cursors = offsets.slice(0, bucketCount)
  forEachBucket((bucket, position) => {
    const cursor = cursors[bucket] ?? 0
    members[cursor] = position
    cursors[bucket] = cursor + 1
  })
  return { requestsPerMark: result.sample.stride * thinning, travel, marks, offsets, members, bucketMs }
}

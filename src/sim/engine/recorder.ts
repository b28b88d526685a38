import type { FleetCounts } from '../fleet/fleet-tally'
import { LATENCY_BUCKET_COUNT } from '../result/latency'
import { FAILURE_CAUSES } from '../result/series'
import type { FailureCause, LatencyTable, RequestSample, RequestTotals, SeriesName, SeriesTable } from '../result/types'
import { Column } from './columns'
import * as k from './kernel'

/** Counters of the kernel by their column. */
const COUNTED: readonly (readonly [SeriesName, number])[] = [
  ['arrived', k.ARRIVED],
  ['ok', k.OK],
  ['versionError', k.VERSION_ERROR],
  ['refused', k.REFUSED],
  ['noRegisteredTarget', k.NO_REGISTERED_TARGET],
  ['timedOut', k.TIMED_OUT],
  ['cutByDraining', k.CUT_BY_DRAINING],
  ['queueFull', k.QUEUE_FULL],
  ['throttled', k.THROTTLED],
  ['routedOld', k.ROUTED_OLD],
  ['routedNew', k.ROUTED_NEW],
  ['routedNone', k.ROUTED_NONE],
  ['okNew', k.OK_NEW],
  ['versionErrorNew', k.VERSION_ERROR_NEW],
  ['refusedNew', k.REFUSED_NEW],
  ['noTargetNew', k.NO_TARGET_NEW],
  ['coldStarts', k.COLD_STARTS],
  ['coldStartsNew', k.COLD_STARTS_NEW],
  ['timedOutNew', k.TIMED_OUT_NEW],
  ['queueFullNew', k.QUEUE_FULL_NEW],
  ['retried', k.RETRIED],
]

/** What the recorder asks at the end of each row. */
export interface Gauges extends FleetCounts {
  readonly requiredHealthy: number
  /** Share of the requests that is meant for the new revision's target group or version, basis points. */
  readonly weightNew: number
}
const GAUGES = [
  'inServiceOld',
  'inServiceNew',
  'silentOld',
  'silentNew',
  'initialTargets',
  'unhealthyTargets',
  'drainingTargets',
  'requiredHealthy',
  'weightNew',
] as const
/** Sums of answered latencies, in the order of the kernel's revisions. */
const ANSWERED = ['answeredMsOld', 'answeredMsNew'] as const
/** Columns of a Lambda function's environments by the kernel's gauge, in the order of its revisions. */
const ENVIRONMENTS = [
  ['environmentsBusy', ['environmentsBusyOld', 'environmentsBusyNew']],
  ['environmentsInitialising', ['environmentsInitialisingOld', 'environmentsInitialisingNew']],
  ['environmentsIdle', ['environmentsIdleOld', 'environmentsIdleNew']],
] as const
const COLUMNS: readonly SeriesName[] = [
  ...COUNTED.map(([name]) => name),
  ...ANSWERED,
  'inFlight',
  'busy',
  ...GAUGES,
  ...ENVIRONMENTS.flatMap(([, names]) => names),
]

/** Builds the recording: a row a second, the latencies of the row as a sparse histogram, the sampled requests. */
export class Recorder {
  readonly #kernel: k.Kernel
  readonly #stride: number
  readonly #series = new Map<SeriesName, Column<Uint32Array>>(COLUMNS.map((name) => [name, new Column(Uint32Array)]))
  readonly #offsets = new Column(Uint32Array)
  readonly #buckets = new Column(Uint16Array)
  readonly #counts = new Column(Uint32Array)
  readonly #shortestUs = new Column(Uint32Array)
  readonly #longestUs = new Column(Uint32Array)
  readonly #rowBuckets = new Uint16Array(LATENCY_BUCKET_COUNT)
  readonly #rowCounts = new Uint32Array(LATENCY_BUCKET_COUNT)
  readonly #sample = {
    arrivedUs: new Column(Float64Array),
    endedUs: new Column(Float64Array),
    instance: new Column(Int16Array),
    cause: new Column(Uint8Array),
    revision: new Column(Uint8Array),
  }

  #arrivedCount = 0

  constructor(kernel: k.Kernel, stride: number) {
    this.#kernel = kernel
    this.#stride = stride
    this.#offsets.push(0)
  }

  /** Requests that have arrived in all closed rows. */
  get arrivedCount(): number {
    return this.#arrivedCount
  }

  /** Closes the row that ends now. */
  closeRow(gauges: Gauges): void {
    const { counters, openCount, busyCount } = this.#kernel
    for (const [name, counter] of COUNTED) this.#push(name, counters[counter])
    this.#closeAnswered()
    this.#push('inFlight', openCount())
    this.#push('busy', busyCount())
    for (const name of GAUGES) this.#push(name, gauges[name])
    for (const [gauge, [old, latest]] of ENVIRONMENTS) {
      this.#push(old, this.#kernel[gauge](0))
      this.#push(latest, this.#kernel[gauge](1))
    }
    this.#arrivedCount += counters[k.ARRIVED]
    counters.fill(0)
    this.#closeLatencies()
    this.takeSample()
  }

  #push(name: SeriesName, value: number): void {
    this.#series.get(name)?.push(value)
  }

  /** Whole milliseconds go into the row; what is left of the last one is carried over to the next row. */
  #closeAnswered(): void {
    const { answeredUs } = this.#kernel
    for (let revision = 0; revision < ANSWERED.length; revision++) {
      const wholeMs = Math.floor(answeredUs[revision] / 1000)
      this.#push(ANSWERED[revision], wholeMs)
      answeredUs[revision] -= wholeMs * 1000
    }
  }

  #closeLatencies(): void {
    const used = gatherUsed(this.#kernel.latencies, this.#rowBuckets, this.#rowCounts)
    this.#buckets.append(this.#rowBuckets.subarray(0, used))
    this.#counts.append(this.#rowCounts.subarray(0, used))
    this.#offsets.push(this.#buckets.length)
    const { latencyExtremes } = this.#kernel
    this.#shortestUs.push(used === 0 ? 0 : latencyExtremes[0])
    this.#longestUs.push(latencyExtremes[1])
    latencyExtremes[0] = k.LATENCY_US_MAX
    latencyExtremes[1] = 0
  }

  /** Moves what the kernel has sampled into the recording. */
  takeSample(): void {
    const { sample, sampledCount, clearSample } = this.#kernel
    const count = sampledCount()
    this.#sample.arrivedUs.append(sample.arrivedUs.subarray(0, count))
    this.#sample.endedUs.append(sample.endedUs.subarray(0, count))
    this.#sample.instance.append(sample.instance.subarray(0, count))
    this.#sample.cause.append(sample.cause.subarray(0, count))
    this.#sample.revision.append(sample.revision.subarray(0, count))
    clearSample()
  }

  /** The rows so far, without a copy; good until the next row. */
  rows(): SeriesTable {
    const columns = Object.fromEntries(COLUMNS.map((name) => [name, this.#series.get(name)?.values]))
    return { rowCount: this.#offsets.length - 1, columns: columns as SeriesTable['columns'] }
  }

  series(): SeriesTable {
    const columns = Object.fromEntries(COLUMNS.map((name) => [name, this.#series.get(name)?.finish()]))
    return { rowCount: this.#offsets.length - 1, columns: columns as SeriesTable['columns'] }
  }

  latency(): LatencyTable {
    const { latencyTotals } = this.#kernel
    return {
      offsets: this.#offsets.finish(),
      buckets: this.#buckets.finish(),
      counts: this.#counts.finish(),
      shortestUs: this.#shortestUs.finish(),
      longestUs: this.#longestUs.finish(),
      totalOld: Uint32Array.from(latencyTotals.subarray(0, LATENCY_BUCKET_COUNT)),
      totalNew: Uint32Array.from(latencyTotals.subarray(LATENCY_BUCKET_COUNT)),
    }
  }

  sample(): RequestSample {
    const { arrivedUs, endedUs, instance, cause, revision } = this.#sample
    return {
      stride: this.#stride,
      arrivedUs: arrivedUs.finish(),
      endedUs: endedUs.finish(),
      instance: instance.finish(),
      cause: cause.finish(),
      revision: revision.finish(),
    }
  }
}

/** Writes the used buckets of a histogram and their counts to the two arrays, clears the histogram, returns how many there were. */
function gatherUsed(histogram: Int32Array, buckets: Uint16Array, counts: Uint32Array): number {
  let used = 0
  for (let bucket = 0; bucket < LATENCY_BUCKET_COUNT; bucket++) {
    if (histogram[bucket] === 0) continue
    buckets[used] = bucket
    counts[used++] = histogram[bucket]
  }
  histogram.fill(0)
  return used
}

/** Sums of the columns: what the whole run counted. */
export function totalsOf(series: SeriesTable): RequestTotals {
  const sum = (name: SeriesName): number => series.columns[name].reduce((total, value) => total + value, 0)
  const failedByCause = Object.fromEntries(FAILURE_CAUSES.map((cause) => [cause, sum(cause)])) as Record<
    FailureCause,
    number
  >
  return {
    arrived: sum('arrived'),
    ok: sum('ok'),
    failed: FAILURE_CAUSES.reduce((total, cause) => total + failedByCause[cause], 0),
    inFlight: series.columns.inFlight.at(-1) ?? 0,
    failedByCause,
    byRevision: { old: sum('routedOld'), new: sum('routedNew'), none: sum('routedNone') },
  }
}

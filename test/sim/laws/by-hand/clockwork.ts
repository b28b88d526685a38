import { createKernel, type KernelSettings, LAW_INIT_OLD } from '../../../../src/sim/engine/kernel'
import { fillQuantiles, QUANTILE_TABLE_LENGTH } from '../../../../src/sim/random/quantiles'
import { seedStreams } from '../../../../src/sim/random/streams'
import { FAILURE_CAUSES } from '../../../../src/sim/result/series'

/** The kernel of this file's isolate, with its chance taken out: requests come like clockwork and take the same time. */
const kernel = createKernel(() => {
  throw new Error('The sample is full; a case on paper is smaller than that.')
})

/** A stretch of seconds in which requests come every so many milliseconds. */
export interface Stretch {
  readonly fromSecond: number
  readonly untilSecond: number
  readonly everyMs: number
}

export interface Clockwork {
  readonly arrivals: readonly Stretch[]
  /** Service time of the old and of the new revision. */
  readonly serviceMs: readonly [number, number]
  readonly settings?: Partial<KernelSettings>
  /** How many of the first instances are there from the beginning; all unless said otherwise. */
  readonly instanceCount?: number
  /** Which of them stand in target group 1, with the new revision; none unless said otherwise. */
  readonly isNew?: (instance: number) => boolean
  /** Init phase of an environment with the old and with the new version; none unless said otherwise. */
  readonly initMs?: readonly [number, number]
}

/** The limits of a Lambda function when a case on paper is about something else. */
export const UNLIMITED = { limit: 2_000, rateLimitRps: 1_000_000, burstCount: 2_000, burstRefillPerS: 2_000 }

/** Sets the kernel up with every instance routable and serving; a Lambda function has no instances to begin with. */
export function wind(clockwork: Clockwork): typeof kernel {
  const { arrivals, serviceMs, settings, initMs = [0, 0], isNew = () => false } = clockwork
  const all: KernelSettings = {
    capacity: 1,
    concurrency: 1,
    queueLimit: 0,
    leastOutstanding: false,
    idleTimeoutUs: 60_000_000,
    slowStartUs: 0,
    typicalGapUs: 100_000,
    typicalServiceUs: 100_000,
    sampleStride: 1,
    environments: null,
    ...settings,
  }
  kernel.reset(all)
  kernel.clearSample()
  seedStreams(kernel.random, 1)
  kernel.gapUs.fill(Number.POSITIVE_INFINITY)
  for (const { fromSecond, untilSecond, everyMs } of arrivals)
    kernel.gapUs.fill(everyMs * 1000, fromSecond, untilSecond)
  // An exponential draw that is always its mean: every gap is the second's mean gap.
  fillQuantiles(kernel.laws, 0, { kind: 'constant', meanMs: 1 }, 1)
  workTakesMs(...serviceMs)
  for (const [version, meanMs] of initMs.entries())
    fillQuantiles(kernel.laws, LAW_INIT_OLD + version * QUANTILE_TABLE_LENGTH, { kind: 'constant', meanMs }, 1000)
  const { instanceCount = all.environments === null ? all.capacity : 0 } = clockwork
  for (let instance = 0; instance < instanceCount; instance++) enter(instance, Number(isNew(instance)))
  kernel.begin()
  return kernel
}

/** A new instance in service: revision and target group have the same number. */
export function enter(instance: number, revision: number): void {
  kernel.addInstance(instance, revision)
  kernel.startServing(instance, revision)
  kernel.setRoutable(instance, true)
}

/** Service that begins from now on takes as long, by revision. */
export function workTakesMs(...serviceMs: readonly number[]): void {
  for (const [revision, meanMs] of serviceMs.entries())
    fillQuantiles(kernel.laws, (revision + 1) * QUANTILE_TABLE_LENGTH, { kind: 'constant', meanMs }, 1000)
}

/** What has ended so far, in order: `arrived-ended outcome @instance`, milliseconds. */
export function story(): string[] {
  const { sample, sampledCount } = kernel
  return Array.from({ length: sampledCount() }, (_, row) => {
    const outcome = ['ok', ...FAILURE_CAUSES][sample.cause[row] ?? 0]
    const times = [sample.arrivedUs[row], sample.endedUs[row]].map((us) => (us ?? 0) / 1000)
    return `${times.join('-')} ${outcome} @${sample.instance[row]}`
  })
}

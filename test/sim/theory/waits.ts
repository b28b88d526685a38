import type { RunResult } from '@sim'

/** The run begins empty: what arrives in its first part has seen less of a queue than theory speaks of. */
const WARM_UP_SHARE = 0.05

export interface Waits {
  /** How long each request waited before it was served, microseconds, in no order that matters. */
  readonly waitUs: Float64Array
  readonly meanServiceUs: number
}

/**
 * The waits of every request of a recording that holds all of them. In a queue that is served in order by `concurrency`
 * servers and begins empty, request k starts when it arrives or when answer k - concurrency is given, whichever is later;
 * so waits follow from arrivals and answers alone, whatever the service times were.
 */
export function waitsOf({ sample, scenario, endedAtMs }: RunResult): Waits {
  if (sample.stride !== 1) throw new Error('The recording does not hold every request.')
  const fromUs = WARM_UP_SHARE * endedAtMs * 1000
  const waitUs = new Float64Array(sample.endedUs.length)
  let count = 0
  let responseUs = 0
  for (const { arrivedUs, endedUs } of byInstance(sample, scenario.fleet.instanceCount)) {
    for (let row = 0; row < arrivedUs.length; row++)
      if ((arrivedUs[row] ?? 0) >= fromUs) responseUs += (endedUs[row] ?? 0) - (arrivedUs[row] ?? 0)
    arrivedUs.sort()
    for (let index = 0; index < arrivedUs.length; index++) {
      const atUs = arrivedUs[index] ?? 0
      if (atUs >= fromUs) waitUs[count++] = Math.max(0, (endedUs[index - scenario.fleet.concurrency] ?? 0) - atUs)
    }
  }
  const waits = waitUs.subarray(0, count)
  return { waitUs: waits, meanServiceUs: responseUs / count - meanOf(waits) }
}

/** The requests of each instance, in the order in which they ended; copies. */
function byInstance({ instance, arrivedUs, endedUs }: RunResult['sample'], instanceCount: number) {
  const counts = new Uint32Array(instanceCount)
  for (const index of instance) counts[index] = (counts[index] ?? 0) + 1
  const rows = Array.from(counts, (count) => ({
    arrivedUs: new Float64Array(count),
    endedUs: new Float64Array(count),
    used: 0,
  }))
  for (let row = 0; row < instance.length; row++) {
    const own = rows[instance[row] ?? 0]
    if (own === undefined) continue
    own.arrivedUs[own.used] = arrivedUs[row] ?? 0
    own.endedUs[own.used++] = endedUs[row] ?? 0
  }
  return rows
}

export function meanOf(values: Float64Array): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0
  return sum / values.length
}

/** Share of the values that are above a bound. */
export function shareAbove(values: Float64Array, bound: number): number {
  let count = 0
  for (let index = 0; index < values.length; index++) count += Number((values[index] ?? 0) > bound)
  return count / values.length
}

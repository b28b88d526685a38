import { GCProfiler, getHeapStatistics } from 'node:v8'
import { createSimulation, parseScenario, type Scenario, simulate } from '@sim'

/**
 * Runs in a process of its own, bundled as the command line is: simulates 1.2 million requests with everything recorded
 * and prints how often V8 collected garbage meanwhile. As a control it also counts a loop that makes one small object
 * for each request, which shows that such garbage would be seen.
 */
export interface GarbageReport {
  readonly requests: number
  /** Collections while the requests were simulated, by V8's name of their kind. */
  readonly simulating: readonly string[]
  /** What the heap grew by meanwhile, bytes: garbage that was not worth a collection yet. */
  readonly leftBytes: number
  /** Collections while as many small objects were made. */
  readonly littering: readonly string[]
}

const SECONDS = 600

function reference(seconds: number, seed: number): Scenario {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'Garbage',
    seed,
    durationMs: seconds * 1000,
    deployment: null,
    load: { kind: 'constant', rps: 2_000 },
    fleet: { instanceCount: 50, concurrency: 8, queueLimit: 500, exceptions: [{ instanceIndex: 7, revision: 'new' }] },
    loadBalancer: { algorithm: 'least_outstanding_requests', healthCheck: { intervalMs: 10_000 } },
    revisions: {
      old: { serviceTime: { kind: 'exponential', meanMs: 50 }, errorRatePpm: 1_000 },
      new: { serviceTime: { kind: 'exponential', meanMs: 60 }, errorRatePpm: 20_000 },
    },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** Begins with an empty nursery, so that what happened before cannot bring a collection about. */
function collectionsDuring(work: () => void): string[] {
  globalThis.gc?.({ type: 'minor' })
  const profiler = new GCProfiler()
  profiler.start()
  work()
  return (profiler.stop()?.statistics ?? []).map(({ gcType }) => gcType)
}

/** Kept, so that the compiler cannot leave the objects out. */
const litter: { atUs: number }[] = []

for (let seed = 1; seed <= 3; seed++) simulate(reference(SECONDS, seed))
const simulation = createSimulation(reference(SECONDS, 4))
let leftBytes = 0
const simulating = collectionsDuring(() => {
  const before = getHeapStatistics().used_heap_size
  simulation.runUntil(SECONDS * 1000)
  leftBytes = getHeapStatistics().used_heap_size - before
})
const requests = simulation.result().totals.arrived
const littering = collectionsDuring(() => {
  for (let request = 0; request < requests; request++) litter[request & 1023] = { atUs: request + 0.5 }
})
const report: GarbageReport = { requests, simulating, leftBytes, littering }
console.log(JSON.stringify(report))

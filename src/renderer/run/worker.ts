import { createSimulation, parseScenario, type Scenario, type Simulation } from '@sim'
import type { RunReply, RunRequest } from './messages'
import { transferablesOf } from './transferables'

/** Wall time of one slice: short enough to cancel at once, long enough that slicing costs nothing. */
const SLICE_WALL_MS = 24
const SLICES_PER_RUN = 200

let wantedRunId = 0
/** Only one simulation may be live: a run starts when the one before it has ended or was given up. */
let lastRun = Promise.resolve()

self.onmessage = (event: MessageEvent<RunRequest>) => {
  const request = event.data
  if (request.kind === 'cancel') {
    if (request.runId === wantedRunId) wantedRunId = 0
    return
  }
  wantedRunId = request.runId
  lastRun = lastRun.then(() => run(request.runId, request.scenario))
}

/** Runs to the end in slices; between two of them a cancel, or the next run, can arrive. */
async function run(runId: number, scenario: Scenario): Promise<void> {
  if (runId !== wantedRunId) return
  let simulation: Simulation | null = null
  try {
    simulation = createSimulation(scenario)
    while (!simulation.isDone()) {
      runSlice(simulation)
      post({ kind: 'progress', runId, progress: progressOf(simulation), simulatedMs: simulation.nowMs() })
      await messagesHandled()
      if (runId !== wantedRunId) {
        simulation.dispose()
        return
      }
    }
    const result = simulation.result()
    self.postMessage({ kind: 'done', runId, result } satisfies RunReply, { transfer: transferablesOf(result) })
  } catch (error) {
    post({ kind: 'failed', runId, ...describeError(error), simulatedMs: simulation?.nowMs() ?? 0 })
    simulation?.dispose()
  }
}

function runSlice(simulation: Simulation): void {
  const startWallMs = performance.now()
  const stepMs = Math.max(1_000, Math.ceil(simulation.expectedEndMs() / SLICES_PER_RUN))
  while (!simulation.isDone() && performance.now() - startWallMs < SLICE_WALL_MS) {
    simulation.runUntil(simulation.nowMs() + stepMs)
  }
}

/** The end is a guess, and the result is made after it: all of it is computed only when the result is there. */
const PROGRESS_MAX = 0.99

function progressOf(simulation: Simulation): number {
  const endMs = simulation.expectedEndMs()
  return endMs > 0 ? Math.min(PROGRESS_MAX, simulation.nowMs() / endMs) : 0
}

/** Resolves in a task of its own, so that waiting messages are handled first. A timer would be throttled to 4 ms. */
function messagesHandled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

function describeError(error: unknown): { message: string; stack: string } {
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? '' }
  return { message: String(error), stack: '' }
}

function post(reply: RunReply): void {
  self.postMessage(reply)
}

/** A short run before the first real one, so that the compiler knows the hot code. Its failure shows in the real run. */
function warmUp(): void {
  const parsed = parseScenario({ schemaVersion: 1, name: 'warm-up', durationMs: 60_000, startAtMs: 5_000 })
  if (!parsed.ok) return
  const simulation = createSimulation(parsed.value)
  try {
    simulation.runUntil(60_000)
  } finally {
    // Only one may be live: one that threw would stand in the way of every real run.
    simulation.dispose()
  }
}

try {
  warmUp()
} catch (error) {
  console.error(error)
}

import type { RunResult, Scenario } from '@sim'
import { crashReport } from './crash-report'
import type { RunReply, RunRequest } from './messages'

export interface RunListener {
  /** From 0 to 1, and the simulated time reached. */
  onProgress(progress: number, simulatedMs: number): void
  onDone(result: RunResult): void
  /** A bug of ours: `report` is what a person can send. */
  onFailed(failure: { message: string; report: string }): void
}

interface CurrentRun {
  readonly runId: number
  readonly scenario: Scenario
  readonly listener: RunListener
}

let worker: Worker | null = null
let current: CurrentRun | null = null
let runCount = 0

/** Starts the worker before it is needed: it compiles the engine while the person looks at the library. */
export function warmWorker(): void {
  worker ??= createWorker()
}

/** Computes a run in the worker. One at a time: a run under way is cancelled, and its listener hears no more. */
export function startRun(scenario: Scenario, listener: RunListener): void {
  cancelRun()
  warmWorker()
  runCount += 1
  current = { runId: runCount, scenario, listener }
  post({ kind: 'run', runId: runCount, scenario })
}

/** Stops the run under way, if there is one. */
export function cancelRun(): void {
  if (!current) return
  post({ kind: 'cancel', runId: current.runId })
  current = null
}

function post(request: RunRequest): void {
  worker?.postMessage(request)
}

function createWorker(): Worker {
  const created = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'simulation' })
  created.onmessage = (event: MessageEvent<RunReply>) => receive(event.data)
  created.onerror = (event: ErrorEvent) => crashed(event.message || 'The worker of the simulation stopped.')
  return created
}

function receive(reply: RunReply): void {
  if (!current || reply.runId !== current.runId) return
  const { listener, scenario } = current
  if (reply.kind === 'progress') {
    listener.onProgress(reply.progress, reply.simulatedMs)
    return
  }
  current = null
  if (reply.kind === 'done') listener.onDone(reply.result)
  else listener.onFailed({ message: reply.message, report: crashReport({ ...reply, scenario }) })
}

/** The worker itself is gone (out of memory, a file that did not load): the next run gets a fresh one. */
function crashed(message: string): void {
  worker?.terminate()
  worker = null
  if (!current) return
  const { listener, scenario } = current
  current = null
  listener.onFailed({ message, report: crashReport({ message, stack: '', simulatedMs: 0, scenario }) })
}

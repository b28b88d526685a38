import { simulate } from '@sim'
import { vi } from 'vitest'
import type { RunReply, RunRequest } from '../../../src/renderer/run/messages'

/** What a test can do with the worker that the window has made last. */
export interface InlineWorker {
  readonly requests: RunRequest[]
  reply(reply: RunReply): void
  crash(message: string): void
  readonly isTerminated: () => boolean
}

/**
 * Replaces `Worker` (jsdom has none). With `answers`, runs are simulated in place and answered in a microtask; without,
 * the test answers itself. Returns the workers in the order in which they were made.
 */
export function stubWorker({ answers }: { answers: boolean }): InlineWorker[] {
  const made: InlineWorker[] = []
  class StubWorker {
    onmessage: ((event: { data: RunReply }) => void) | null = null
    onerror: ((event: { message: string }) => void) | null = null
    private terminated = false
    private readonly requests: RunRequest[] = []

    constructor() {
      made.push({
        requests: this.requests,
        reply: (data) => this.onmessage?.({ data }),
        crash: (message) => this.onerror?.({ message }),
        isTerminated: () => this.terminated,
      })
    }

    postMessage(request: RunRequest): void {
      this.requests.push(request)
      if (!answers || request.kind !== 'run') return
      queueMicrotask(() => {
        const result = simulate(request.scenario)
        this.onmessage?.({ data: { kind: 'done', runId: request.runId, result } })
      })
    }

    terminate(): void {
      this.terminated = true
    }
  }
  vi.stubGlobal('Worker', StubWorker)
  return made
}

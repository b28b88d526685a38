import type { RunResult, Scenario } from '@sim'

/** What the window asks of the worker. `runId` counts up: an answer to an older run is dropped. */
export type RunRequest =
  | { readonly kind: 'run'; readonly runId: number; readonly scenario: Scenario }
  | { readonly kind: 'cancel'; readonly runId: number }

export type RunReply =
  /** `progress` from 0 to 1: a guess, for the end is only known when it is there. */
  | {
      readonly kind: 'progress'
      readonly runId: number
      readonly progress: number
      readonly simulatedMs: number
    }
  | { readonly kind: 'done'; readonly runId: number; readonly result: RunResult }
  /** A bug: what was thrown, how far the run had come (simulated milliseconds). */
  | {
      readonly kind: 'failed'
      readonly runId: number
      readonly message: string
      readonly stack: string
      readonly simulatedMs: number
    }

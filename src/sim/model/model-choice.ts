import type { RunResult } from '../result/types'

/** Something that AWS does not publish and a simulator has to choose. It is never told as AWS's word. */
export interface ModelChoice {
  readonly id: string
  readonly label: string
  /** What the simulator does, in one sentence. */
  readonly rule: string
  /** What AWS leaves open, in one sentence. */
  readonly why: string
  /** Where a scenario sets it, from its root, `*` standing for every key or index; empty: it cannot be set. */
  readonly settings: readonly string[]
  /** Whether a run would have been another one, had it been chosen otherwise. */
  readonly matters: (result: RunResult) => boolean
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import { createSimulation, type Intervention, type RunResult, type Scenario } from '@sim'
import type { Interrupt } from './interrupt'

/** A slice of work between two looks at the keyboard: short enough for Ctrl-C, long enough to cost nothing. */
const SLICE_MIN_REAL_MS = 20
const SLICE_MAX_REAL_MS = 60
const FIRST_SLICE_MS = 1_000

export interface ComputeOptions {
  readonly seed: number
  /** What people do beside what the scenario says. */
  readonly interventions?: readonly Intervention[]
  readonly interrupt: Interrupt
  /** Called after each slice: simulated milliseconds done, and expected in all. */
  readonly onProgress: (nowMs: number, expectedEndMs: number) => void
}

/** The run of `simulate`, advanced in slices. The slices do not change its result. */
export async function computeRun(scenario: Scenario, options: ComputeOptions): Promise<RunResult> {
  const simulation = createSimulation(scenario, { seed: options.seed, interventions: options.interventions })
  let sliceMs = FIRST_SLICE_MS
  try {
    while (!simulation.isDone()) {
      const startedMs = performance.now()
      simulation.runUntil(simulation.nowMs() + sliceMs)
      sliceMs = nextSliceMs(sliceMs, performance.now() - startedMs)
      options.onProgress(simulation.nowMs(), simulation.expectedEndMs())
      await nextTurn()
      options.interrupt.check()
    }
    return simulation.result()
  } catch (error) {
    simulation.dispose()
    throw error
  }
}

function nextSliceMs(sliceMs: number, realMs: number): number {
  if (realMs < SLICE_MIN_REAL_MS) return sliceMs * 2
  return realMs > SLICE_MAX_REAL_MS ? Math.max(1, Math.floor(sliceMs / 2)) : sliceMs
}

import type { RunResult } from '../result/types'
import type { Scenario } from '../scenario/schema'

export interface SimulationOptions {
  /** 0 to 2^32 - 1; default: the scenario's. */
  readonly seed?: number
}
export interface Simulation {
  nowMs(): number
  isDone(): boolean
  /** Where the run will end, as far as it is known now: exact once the last deployment has ended, otherwise an estimate. */
  expectedEndMs(): number
  /** Runs every event up to and including `untilMs`. */
  runUntil(untilMs: number): void
  /** The recording; only once the run is done. Frees the simulation. */
  result(): RunResult
  /** Frees the simulation without a result (cancelled). */
  dispose(): void
}
/** The same run advanced by hand, for progress and cancelling. Throws when another simulation of this isolate is live. */
export function createSimulation(_scenario: Scenario, _options: SimulationOptions = {}): Simulation {
  throw new Error('createSimulation: under construction')
}
/** Pure: the same scenario, seed and engine version give the same bytes on every machine. */
export function simulate(_scenario: Scenario, _options: SimulationOptions = {}): RunResult {
  throw new Error('simulate: under construction')
}

import { createControlPlane } from '../deployment/control-plane'
import { planDeployment } from '../deployment/plan-deployment'
import type { RunResult } from '../result/types'
import { scenarioDigest } from '../scenario/format'
import { LIMITS } from '../scenario/limits'
import type { Intervention, Scenario } from '../scenario/schema'
import { expectedDeploymentMs } from './expected-duration'
import { createKernel, type Kernel } from './kernel'
import { Run } from './run'

export interface SimulationOptions {
  /** 0 to 2^32 - 1; default: the scenario's. */
  readonly seed?: number
  /**
   * What people do beside what the scenario says: appended to its `interventions`. Acts that the scenario could not hold
   * are a bug of the caller; `withInterventions` checks them.
   */
  readonly interventions?: readonly Intervention[]
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
  /** Frees the simulation without a result (cancelled). No effect on one that is freed. */
  dispose(): void
}

/**
 * The isolate's only kernel, made at the first run and reset for each: V8 compiles its columns' addresses into the code
 * and loses that when a second one is made.
 */
let kernel: Kernel | undefined
let live: Run | undefined
/** How many kernels this isolate has made: guards the rule above in the tests. */
export let kernelCount = 0

function theKernel(): Kernel {
  if (kernel === undefined) {
    kernel = createKernel(() => live?.takeSample())
    kernelCount++
  }
  return kernel
}

/** The same run advanced by hand, for progress and cancelling. Throws when another simulation of this isolate is live. */
export function createSimulation(base: Scenario, options: SimulationOptions = {}): Simulation {
  if (live !== undefined)
    throw new Error('Another simulation is live in this isolate; take its result or dispose of it first.')
  const { interventions = [], seed = base.seed } = options
  const scenario = withActs(base, interventions)
  const run = new Run(scenario, seed, theKernel(), createControlPlane)
  live = run
  const free = () => {
    if (live === run) live = undefined
  }
  const estimateMs = Math.min(
    LIMITS.durationMsMax,
    scenario.durationMs ?? expectedDeploymentMs(scenario, planDeployment(scenario)),
  )
  return {
    nowMs: () => run.nowMs,
    isDone: () => run.isDone,
    expectedEndMs: () => run.endMs ?? Math.max(estimateMs, run.nowMs),
    runUntil: (untilMs) => {
      if (live !== run) throw new Error('This simulation has been freed.')
      run.advance(untilMs)
    },
    result: () => {
      if (!run.isDone || live !== run) throw new Error('The result is there once, when the run is done.')
      free()
      return run.record({ scenarioDigest: scenarioDigest(base), interventions }, planDeployment(scenario))
    },
    dispose: free,
  }
}

function withActs(scenario: Scenario, acts: readonly Intervention[]): Scenario {
  return acts.length === 0 ? scenario : { ...scenario, interventions: [...scenario.interventions, ...acts] }
}

/** Pure: the same scenario, acts, seed and engine version give the same bytes on every machine. Throws only on a bug. */
export function simulate(scenario: Scenario, options: SimulationOptions = {}): RunResult {
  const simulation = createSimulation(scenario, options)
  try {
    simulation.runUntil(LIMITS.durationMsMax)
    return simulation.result()
  } finally {
    simulation.dispose()
  }
}

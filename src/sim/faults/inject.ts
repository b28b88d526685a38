import type { World } from '../engine/world'
import type { HookRun, ScriptFailure } from './definition'
import { definitionOf } from './index'

/** A user's deployment and its rollback, which is never rolled back itself. */
const DEPLOYMENT_COUNT_MAX = 2

const PPM = 1_000_000

/**
 * One draw for each fault that can strike scripts, each deployment and each instance, made before anything happens. So a
 * chance depends on nothing but its place: another instance's failure, or a fault added at the end, changes none.
 * Indexed by fault, then by `deploymentIndex * instanceCount + instanceIndex`.
 */
export function drawHookChances(world: World): number[][] {
  const drawCount = DEPLOYMENT_COUNT_MAX * world.scenario.fleet.instanceCount
  return world.scenario.faults.map((fault) =>
    definitionOf(fault).strikeHook === undefined
      ? []
      : Array.from({ length: drawCount }, () => world.drawInteger('faults', PPM)),
  )
}

/** A fault that hits the scripts of an event. */
export interface HookStrike {
  readonly faultIndex: number
  readonly failure: ScriptFailure
}

/** The first fault of the scenario that strikes this run of an event, or null. */
export function strikeOn(
  world: World,
  chances: readonly (readonly number[])[],
  deploymentIndex: number,
  run: Omit<HookRun, 'drawPpm'>,
): HookStrike | null {
  const { faults, fleet } = world.scenario
  for (const [faultIndex, fault] of faults.entries()) {
    const { strikeHook } = definitionOf(fault)
    if (strikeHook === undefined) continue
    const drawPpm = chances[faultIndex][deploymentIndex * fleet.instanceCount + run.instanceIndex]
    if (drawPpm === undefined) throw new Error(`Nothing was drawn for the faults of deployment ${deploymentIndex}`)
    const failure = strikeHook(fault, { ...run, drawPpm })
    if (failure !== null) return { faultIndex, failure }
  }
  return null
}

/** Puts the beginning and the end of every timed fault into the queue. */
export function scheduleTimedFaults(world: World): void {
  for (const [faultIndex, fault] of world.scenario.faults.entries()) {
    const window = definitionOf(fault).timed?.window(fault)
    if (window === undefined) continue
    world.schedule(window.fromMs, { kind: 'fault-starts', faultIndex })
    if (window.untilMs !== null) world.schedule(window.untilMs, { kind: 'fault-ends', faultIndex })
  }
}

/** One end of a timed fault's window has come. */
export function changeTimedFault(world: World, faultIndex: number, status: 'injected' | 'lifted'): void {
  const fault = world.scenario.faults[faultIndex]
  definitionOf(fault).timed?.change(fault, world)
  world.log({
    type: 'fault',
    deploymentIndex: null,
    instanceIndex: null,
    lifecycleEvent: null,
    status,
    errorCode: null,
    faultIndex,
  })
}

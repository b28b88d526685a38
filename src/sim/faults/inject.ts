import type { World } from '../engine/world'
import type { HookRun, ScriptFailure } from './definition'
import { definitionOf } from './index'

/** A fault that hits the scripts of an event. */
export interface HookStrike {
  readonly faultIndex: number
  readonly failure: ScriptFailure
}

/** The first fault of the scenario that strikes this run of an event, or null. */
export function strikeOn(world: World, deploymentIndex: number, run: Omit<HookRun, 'drawPpm'>): HookStrike | null {
  for (const [faultIndex, fault] of world.scenario.faults.entries()) {
    const { strikeHook } = definitionOf(fault)
    if (strikeHook === undefined) continue
    // A chance depends on nothing but its place: another instance's failure, or one more fault, changes none.
    const drawPpm = world.drawPpmAt(faultIndex, deploymentIndex, run.instanceIndex)
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
  world.log({ type: 'fault', status, faultIndex })
}

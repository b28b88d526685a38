import type { FaultAnswers } from '../engine/world'
import type { HealthAnswer } from '../fleet/target-group'
import type { Ms } from '../result/types'
import { type FaultContext, faultsOn, lastingFaults, usesEffect } from './active'
import { faultsOf } from './faults-of'
import { definitionOf } from './index'

/** What the world asks of the faults whenever it comes to the point. */
export function faultAnswers(context: FaultContext): Omit<FaultAnswers, 'applicationServes' | 'instanceChanged'> {
  return {
    startDelayMs: usesEffect(context, 'startDelayMs') ? (index) => startDelayMs(context, index) : () => 0,
    registrationDelayMs: usesEffect(context, 'registrationDelayMs')
      ? (index) => registrationDelayMs(context, index)
      : () => 0,
    healthAnswer: usesEffect(context, 'healthAnswer') ? (index) => healthAnswer(context, index) : () => null,
    datapoint: usesEffect(context, 'datapoint')
      ? (alarmIndex, endMs, value) => datapoint(context, alarmIndex, endMs, value)
      : (_alarmIndex, _endMs, value) => value,
  }
}

function startDelayMs(context: FaultContext, instanceIndex: number): Ms | null {
  let sumMs = 0
  for (const { fault, definition } of faultsOn(context, lastingFaults(context), instanceIndex)) {
    const delayMs = definition.effects.startDelayMs?.(fault)
    if (delayMs === null) return null
    sumMs += delayMs ?? 0
  }
  return sumMs
}

function registrationDelayMs(context: FaultContext, instanceIndex: number): Ms {
  return faultsOn(context, lastingFaults(context), instanceIndex).reduce(
    (sumMs, { fault, definition }) => sumMs + (definition.effects.registrationDelayMs?.(fault) ?? 0),
    0,
  )
}

/** An instance that is down answers nothing, whatever is said of its health check. */
function healthAnswer(context: FaultContext, instanceIndex: number): HealthAnswer | null {
  if (!context.world.isRunning(instanceIndex)) return null
  for (const { fault, definition } of faultsOn(context, lastingFaults(context), instanceIndex)) {
    const answer = definition.effects.healthAnswer?.(fault)
    if (answer !== undefined) return answer
  }
  return null
}

/** All faults are asked: what counts is when the period of the datapoint ended, not when it is read. */
function datapoint({ world }: FaultContext, alarmIndex: number, endMs: Ms, value: number | null): number | null {
  const read = { alarmName: world.scenario.alarms[alarmIndex].name, endMs }
  return faultsOf(world.scenario).reduce<number | null>((so, fault) => {
    const { effects } = definitionOf(fault)
    return effects.datapoint === undefined ? so : effects.datapoint(fault, read, so)
  }, value)
}

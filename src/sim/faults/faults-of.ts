import type { Intervention, Scenario } from '../scenario/schema'
import type { Fault } from './schema'
import { isLasting } from './window'

/** Asked for every answer of an instance, and the same for all of a run. */
const known = new WeakMap<Scenario, readonly Fault[]>()

/**
 * Every fault of a run: those of the scenario, then those that people inject, in the order of `interventions`. A fault
 * that is injected begins with its act; one that is lifted ends with it. `faultIndex` counts in this list everywhere.
 */
export function faultsOf(scenario: Scenario): readonly Fault[] {
  let faults = known.get(scenario)
  if (faults === undefined) {
    faults = liftedBy(faultsAsInjected(scenario), inTimeOrder(scenario.interventions))
    known.set(scenario, faults)
  }
  return faults
}

/** The faults that acts of people inject, in their order, with the place of each act. */
export function injectedFaults({ interventions }: Scenario): { readonly fault: Fault; readonly actIndex: number }[] {
  return interventions.flatMap((act, actIndex) =>
    act.kind === 'inject-fault' ? [{ fault: { ...act.fault, fromMs: act.atMs }, actIndex }] : [],
  )
}

/** Why the act, at its time, finds no fault to lift; null when it lifts one. */
export function liftRefusal(scenario: Scenario, act: LiftFault): string | null {
  const acts = inTimeOrder(scenario.interventions)
  const fault = liftedBy(faultsAsInjected(scenario), acts.slice(0, acts.indexOf(act)))[act.faultIndex]
  if (isLasting(fault, act.atMs)) return null
  return act.atMs < fault.fromMs
    ? `Fault ${act.faultIndex} begins only at ${fault.fromMs} ms.`
    : `Fault ${act.faultIndex} is over since ${fault.untilMs} ms.`
}

type LiftFault = Extract<Intervention, { readonly kind: 'lift-fault' }>

function faultsAsInjected(scenario: Scenario): Fault[] {
  return [...scenario.faults, ...injectedFaults(scenario).map(({ fault }) => fault)]
}

/** Acts of the same millisecond are done in the order in which they are written. */
function inTimeOrder(acts: readonly Intervention[]): Intervention[] {
  return acts.toSorted((a, b) => a.atMs - b.atMs)
}

function liftedBy(faults: readonly Fault[], acts: readonly Intervention[]): readonly Fault[] {
  const left = [...faults]
  for (const act of acts) {
    if (act.kind !== 'lift-fault') continue
    const fault = left[act.faultIndex]
    if (isLasting(fault, act.atMs)) left[act.faultIndex] = { ...fault, untilMs: act.atMs }
  }
  return left
}

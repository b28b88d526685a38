import type { LifecycleEventName } from '../../../src/sim/result/types'
import { type FakeOptions, type FakeRun, runInFakeWorld } from '../deployment/fake-world'
import { at, type Input, SCRIPTED } from '../deployment/fleets'

/** A group of three in two zones that is scaled by hand; scripts of 1 s each, boot 60 s, launch deployments 24 s. */
export function groupRun(input: Input = {}, options: FakeOptions = {}): FakeRun {
  const { autoScaling, fleet, ...rest } = input
  return runInFakeWorld(
    {
      ...SCRIPTED,
      deployment: null,
      ...rest,
      fleet: { instanceCount: 3, zones: ['a', 'b'], ...fleet },
      autoScaling: { maxSize: 10, ...autoScaling },
    },
    { untilMs: 4_000_000, ...options },
  )
}

/** SetDesiredCapacity at a time. */
export function scaleTo(desiredCapacity: number, atMs = 10_000) {
  return { kind: 'set-desired-capacity' as const, atMs, desiredCapacity }
}

/** States of an instance with their times, from the log. */
export function lifeOf(run: FakeRun, instanceIndex: number): [number, string][] {
  return run.log
    .filter((entry) => entry.type === 'instance' && entry.instanceIndex === instanceIndex)
    .map(({ atMs, status }) => [atMs, status])
}

/** Sentences of the group's activities of a kind. */
export function activitiesOf(run: FakeRun, kind: string): string[] {
  return run.log.filter(({ type, status }) => type === 'autoScaling' && status === kind).map(({ detail }) => detail)
}

/** Instances in the order in which they began to leave. */
export function leavers(run: FakeRun): (number | null)[] {
  return run.log
    .filter(({ type, status }) => type === 'instance' && status === 'Terminating')
    .map(({ instanceIndex }) => instanceIndex)
}

export function inServiceCount(run: FakeRun): number {
  return run.hosts.filter(({ lifecycle }) => lifecycle === 'InService').length
}

export function eventNames(run: FakeRun, deploymentIndex: number): LifecycleEventName[] {
  return at(at(run.deployments, deploymentIndex).targets, 0).lifecycleEvents.map(({ name }) => name)
}

/** Desired capacity as it is recorded: times and values. */
export function desiredOf(run: FakeRun): [number, number][] {
  return (run.plane.autoScaling()?.desiredCapacity ?? []).map(({ atMs, value }) => [atMs, value])
}

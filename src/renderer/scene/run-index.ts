import type { LifecycleEventRecord, Ms, RunResult, TargetRecord } from '@sim'

/** What the scene looks up at every frame and would otherwise search for: made once for each run. */
export interface RunIndex {
  /** The target record of each instance, by deployment; null where it took no part. */
  readonly targets: readonly (readonly (TargetRecord | null)[])[]
  /** For each instance, the moments at which an injected fault struck it, with the deployment. */
  readonly faults: readonly (readonly { readonly atMs: number; readonly deploymentIndex: number | null }[])[]
}

const indexes = new WeakMap<RunResult, RunIndex>()

/** The index of a run, made at the first question. */
export function runIndexOf(result: RunResult): RunIndex {
  const known = indexes.get(result)
  if (known) return known
  const index = { targets: targetsByInstance(result), faults: faultsByInstance(result) }
  indexes.set(result, index)
  return index
}

/** A lifecycle event of an instance in a deployment; null where there is none. */
export function eventRecord(
  index: RunIndex,
  deploymentIndex: number,
  instanceIndex: number,
  eventIndex: number,
): LifecycleEventRecord | null {
  return index.targets[deploymentIndex]?.[instanceIndex]?.lifecycleEvents[eventIndex] ?? null
}

/**
 * The deployment of which an instance has a part at a moment: the last one created by then that has it as a target; null
 * when none has. Deployments to launched instances run beside the group's.
 */
export function deploymentIndexOf(result: RunResult, index: RunIndex, instanceIndex: number, tMs: Ms): number | null {
  const found = result.deployments.findLastIndex(
    ({ createdAtMs }, candidate) => createdAtMs <= tMs && index.targets[candidate]?.[instanceIndex] != null,
  )
  return found < 0 ? null : found
}

function targetsByInstance(result: RunResult): (TargetRecord | null)[][] {
  return result.deployments.map((deployment) => {
    const targets: (TargetRecord | null)[] = result.instances.map(() => null)
    for (const target of deployment.targets) if (target.instanceIndex !== null) targets[target.instanceIndex] = target
    return targets
  })
}

function faultsByInstance(result: RunResult): { atMs: number; deploymentIndex: number | null }[][] {
  const faults: { atMs: number; deploymentIndex: number | null }[][] = result.instances.map(() => [])
  for (const { type, instanceIndex, atMs, deploymentIndex } of result.log) {
    if (type === 'fault' && instanceIndex !== null) faults[instanceIndex]?.push({ atMs, deploymentIndex })
  }
  return faults
}

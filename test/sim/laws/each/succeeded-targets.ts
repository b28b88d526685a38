import type { DeploymentRecord, InstanceRecord, RunResult } from '@sim'
import { type Law, present, valueAt } from '../law'

export const succeededTargets: Law = {
  name: "a target that Succeeded runs its deployment's revision from then on, until the next deployment takes it up",
  *broken(run) {
    for (const [index, deployment] of run.deployments.entries())
      for (const { instanceIndex, label, status, endMs } of deployment.targets) {
        if (status !== 'Succeeded' || endMs === null || instanceIndex === null) continue
        if (deployment.creator === 'autoscalingTermination' || isLeaving(deployment, label)) continue
        const instance = present(run.instances[instanceIndex], `instance ${instanceIndex}`)
        const at = `${deployment.id}, instance ${instanceIndex}`
        // What comes back into the balancer was never touched: it serves what it served, or nothing, as before.
        const isReturning = label === 'Blue'
        const expected = isReturning ? valueAt(instance.revision, deployment.createdAtMs) : deployment.revision
        if (!isReturning && !isGone(instance, endMs) && valueAt(instance.application, endMs) === 'stopped')
          yield `${at}: succeeded at ${endMs} ms with its application down`
        const untilMs = takenAtMs(run, index, instanceIndex) ?? run.endedAtMs
        const changes = instance.revision.flatMap(({ atMs }) => (atMs > endMs && atMs < untilMs ? [atMs] : []))
        for (const atMs of [endMs, ...changes])
          if (valueAt(instance.revision, atMs) !== expected)
            yield `${at}: runs ${valueAt(instance.revision, atMs)} at ${atMs} ms`
      }
  },
}

/** The fleet that traffic is taken from keeps the revision that it has. */
function isLeaving({ creator }: DeploymentRecord, label: 'Blue' | 'Green' | null): boolean {
  return label === (creator === 'codeDeployRollback' ? 'Green' : 'Blue')
}

const isGone = ({ lifecycle }: InstanceRecord, atMs: number): boolean => valueAt(lifecycle, atMs) === 'Terminated'

/** When the first deployment after this one takes the instance up. */
function takenAtMs({ deployments }: RunResult, index: number, instanceIndex: number): number | null {
  const times = deployments
    .slice(index + 1)
    .flatMap(({ targets }) => targets.filter((target) => target.instanceIndex === instanceIndex))
    .flatMap(({ startMs }) => (startMs === null ? [] : [startMs]))
  return times.length === 0 ? null : Math.min(...times)
}

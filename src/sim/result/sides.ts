import { ALL_TRAFFIC } from '../scenario/units'
import { changeAt, sortedMoments } from './moments'
import { isRollback } from './roles'
import type { DeploymentRecord, Ms, RevisionLabel, RunResult, Track } from './types'
import { isShiftedByWeights } from './weights'

/** What each of two target groups (alias versions) serves; null: nothing was brought to it yet. */
export type Sides = readonly [RevisionLabel | null, RevisionLabel | null]

const known = new WeakMap<RunResult, Track<number>>()

/**
 * Which revision each of the two target groups (alias versions) serves over time. A deployment brings its revision to the
 * one that has no traffic, and after a success the two change their roles (CodeDeploy user guide, deployments on an
 * Amazon ECS compute platform); the versions of an alias are always the two of the scenario.
 */
export function sidesOf(result: RunResult): Track<Sides> {
  if (isOnLambda(result)) return [{ atMs: 0, value: ['old', 'new'] }]
  const track: { atMs: Ms; value: Sides }[] = [{ atMs: 0, value: ['old', null] }]
  for (const deployment of usersOf(result)) {
    const [first, second] = track[track.length - 1].value
    const { createdAtMs, revision } = deployment
    const value: Sides = incomingSideOf(result, deployment) === 1 ? [first, revision] : [revision, second]
    track.push({ atMs: createdAtMs, value })
  }
  return track
}

/** The target group (alias version) that a deployment gives traffic to: 0 or 1. A rollback returns to the other one. */
export function incomingSideOf(result: RunResult, deployment: DeploymentRecord): 0 | 1 {
  if (isOnLambda(result)) return deployment.revision === 'new' ? 1 : 0
  const { rollbackTriggeringDeploymentId } = deployment
  const triggering = result.deployments.find(({ id }) => id === rollbackTriggeringDeploymentId)
  if (isRollback(deployment) && triggering !== undefined) return incomingSideOf(result, triggering) === 1 ? 0 : 1
  const earlier = usersOf(result).filter(
    ({ status, endedAtMs }) => status === 'Succeeded' && endedAtMs !== null && endedAtMs <= deployment.createdAtMs,
  )
  return earlier.length % 2 === 0 ? 1 : 0
}

/** Of a weight of the second target group (alias version), the share of what a deployment brings; basis points. */
export function incomingShare(result: RunResult, deployment: DeploymentRecord, weightNew: number): number {
  return incomingSideOf(result, deployment) === 1 ? weightNew : ALL_TRAFFIC - weightNew
}

/**
 * Share of the production requests that the new revision is given over time, basis points: the weights of all target
 * groups (alias versions) that serve it. Kept for as long as the recording lives.
 */
export function newRevisionShare(result: RunResult): Track<number> {
  const { weightNew } = result.traffic
  if (!isShiftedByWeights(result)) return weightNew
  const before = known.get(result)
  if (before !== undefined) return before
  const sides = sidesOf(result)
  const moments = [...sortedMoments([...weightNew, ...sides].map(({ atMs }) => atMs))]
  const share = moments
    .map((atMs) => ({ atMs, value: shareOfNew(changeAt(sides, atMs).value, changeAt(weightNew, atMs).value) }))
    .filter(({ value }, index, all) => index === 0 || value !== all[index - 1].value)
  known.set(result, share)
  return share
}

/** What the new revision has of the traffic when the second target group has `weightNew` of it, basis points. */
export function shareOfNew([first, second]: Sides, weightNew: number): number {
  return (first === 'new' ? ALL_TRAFFIC - weightNew : 0) + (second === 'new' ? weightNew : 0)
}

function isOnLambda({ plan }: RunResult): boolean {
  return plan?.computePlatform === 'Lambda'
}

/** The deployments that people have created, in order. */
function usersOf({ deployments }: RunResult): DeploymentRecord[] {
  return deployments.filter(({ creator }) => creator === 'user')
}

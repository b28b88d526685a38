import { ALL_TRAFFIC } from '../scenario/units'
import { changeAt } from './moments'
import { isOfGroup, isRollback } from './roles'
import { incomingSideOf, sidesOf } from './sides'
import type { DeploymentRecord, InstanceRecord, Ms, RevisionLabel, RunResult, TargetLabel, Track } from './types'

/** A task set by the names of the CodeDeploy API (ECSTaskSet); `targetGroupIndex` and `revision` are ours. */
export type TaskSetReport = {
  readonly taskSetLabel: TargetLabel
  /** 0 or 1, of the two target groups of the service. */
  readonly targetGroupIndex: 0 | 1
  readonly revision: RevisionLabel | null
  /** PRIMARY serves production traffic, ACTIVE does not, DRAINING is being deleted. */
  readonly status: Track<'PRIMARY' | 'ACTIVE' | 'DRAINING'>
  /** 0 to 10 000. */
  readonly trafficWeightBasisPoints: Track<number>
}

/** The two task sets of a deployment to a service, from its creation until the next one by a user; Blue first. */
export function reportTaskSets(result: RunResult, deployment: DeploymentRecord): TaskSetReport[] {
  // A rollback moves traffic between the task sets of the deployment that it takes back.
  const incoming = incomingSideOf(result, deployment)
  const green = isRollback(deployment) ? otherSide(incoming) : incoming
  const untilMs = nextCreatedMs(result, deployment)
  return ([otherSide(green), green] as const).map((side) => {
    const weights = weightsOf(result, side, deployment.createdAtMs, untilMs)
    const drainingMs = drainingSince(result, side, deployment.createdAtMs, untilMs)
    return {
      taskSetLabel: side === green ? 'Green' : 'Blue',
      targetGroupIndex: side,
      revision: changeAt(sidesOf(result), deployment.createdAtMs).value[side],
      status: statusesOf(weights, drainingMs),
      trafficWeightBasisPoints: weights,
    }
  })
}

function otherSide(side: 0 | 1): 0 | 1 {
  return side === 1 ? 0 : 1
}

function nextCreatedMs({ deployments }: RunResult, deployment: DeploymentRecord): Ms {
  const next = deployments.slice(deployments.indexOf(deployment) + 1).find(isOfGroup)
  return next?.createdAtMs ?? Number.POSITIVE_INFINITY
}

function weightsOf({ traffic: { weightNew } }: RunResult, side: 0 | 1, fromMs: Ms, untilMs: Ms): Track<number> {
  const first = { atMs: fromMs, value: changeAt(weightNew, fromMs).value }
  const later = weightNew.filter(({ atMs }) => atMs > fromMs && atMs < untilMs)
  return [first, ...later].map(({ atMs, value }) => ({ atMs, value: side === 1 ? value : ALL_TRAFFIC - value }))
}

function statusesOf(weights: Track<number>, drainingMs: Ms | null): TaskSetReport['status'] {
  const byTraffic = weights
    .map(({ atMs, value }) => ({ atMs, value: value > 0 ? ('PRIMARY' as const) : ('ACTIVE' as const) }))
    .filter(({ value }, index, all) => index === 0 || value !== all[index - 1].value)
  if (drainingMs === null) return byTraffic
  return [...byTraffic.filter(({ atMs }) => atMs < drainingMs), { atMs: drainingMs, value: 'DRAINING' as const }]
}

/** When the last task of a task set begins to stop; null as long as one of them runs, or none has existed. */
function drainingSince(result: RunResult, side: 0 | 1, fromMs: Ms, untilMs: Ms): Ms | null {
  const tasks = result.instances.filter((task) => task.targetGroupIndex === side && exists(task, fromMs, untilMs))
  const ends = tasks.map(({ lifecycle }) => lifecycle.find(({ value }) => value === 'Terminating')?.atMs ?? null)
  const last = ends.reduce<number | null>(
    (max, atMs) => (max === null || atMs === null ? null : Math.max(max, atMs)),
    0,
  )
  return tasks.length === 0 || last === null || last >= untilMs ? null : last
}

/** True for a task that is there at some time from `fromMs` up to but not including `untilMs`. */
function exists({ lifecycle }: InstanceRecord, fromMs: Ms, untilMs: Ms): boolean {
  const launched = lifecycle.find(({ value }) => value !== 'NotLaunched')
  const ended = lifecycle.find(({ value }) => value === 'Terminated')
  return launched !== undefined && launched.atMs < untilMs && (ended === undefined || ended.atMs > fromMs)
}

import { formatDuration } from './number-words'
import { groupDeploymentsOf } from './roles'
import { incomingShare } from './sides'
import type { DeploymentRecord, LifecycleEventRecord, Ms, RunResult } from './types'

/** A change of the weights that a deployment made. */
export interface Shift {
  readonly atMs: Ms
  /** Share of what the deployment brings (its target group or alias version) from then on, basis points. */
  readonly weightNew: number
}

/** The changes of the weights during a deployment, in order; those of its last millisecond may be its rollback's. */
export function shiftsOf(result: RunResult, deployment: DeploymentRecord): Shift[] {
  const { createdAtMs, endedAtMs } = deployment
  const untilMs = endedAtMs ?? result.endedAtMs
  const hasSuccessor = groupDeploymentsOf(result).some(
    (other) => other !== deployment && other.createdAtMs === endedAtMs,
  )
  return result.traffic.weightNew
    .slice(1)
    .filter(({ atMs }) => atMs >= createdAtMs && (hasSuccessor ? atMs < untilMs : atMs <= untilMs))
    .map(({ atMs, value }) => ({ atMs, weightNew: incomingShare(result, deployment, value) }))
}

/** The stretch in which a deployment moves the weights; null when it has not begun to. */
export interface ShiftStretch {
  readonly startMs: Ms
  readonly endMs: Ms | null
}

/** From the first shift to the end of the last one's bake: AllowTraffic of a function or service, or the step of its own. */
export function shiftStretchOf({ targets, phases }: DeploymentRecord): ShiftStretch | null {
  const phase = phases.find(({ kind }) => kind === 'shift-weights')
  if (phase !== undefined) return phase
  const service = targets.find(({ instanceIndex }) => instanceIndex === null)
  const event = service?.lifecycleEvents.find(({ name }) => name === 'AllowTraffic')
  return event === undefined ? null : begun(event)
}

function begun({ startMs, endMs }: LifecycleEventRecord): ShiftStretch | null {
  return startMs === null ? null : { startMs, endMs }
}

/** What the traffic of a deployment does at a time, in the words of the screen; null when it neither shifts nor bakes. */
export function shiftWordAt({ plan }: RunResult, deployment: DeploymentRecord, tMs: Ms): 'Shifting' | 'Baking' | null {
  const stretch = shiftStretchOf(deployment)
  if (plan === null || plan.shifts.length === 0 || stretch === null) return null
  if (tMs < stretch.startMs || (stretch.endMs !== null && tMs >= stretch.endMs)) return null
  const isLineStillMoving = plan.shifts.length > 2 && tMs < stretch.startMs + (plan.shifts.at(-1)?.atMs ?? 0)
  // Of a canary, and after the last shift, people say that the new version bakes.
  return isLineStillMoving ? 'Shifting' : 'Baking'
}

/** `10 %`, from basis points. */
export function formatWeight(basisPoints: number): string {
  return `${basisPoints / 100} %`
}

/** How a plan moves traffic: `all traffic at once`, `10 % and all of it 5 min later`, `10 % every 1 min`; empty without weights. */
export function shiftPlanWords({ plan }: Pick<RunResult, 'plan'>): string {
  const [first, second, ...others] = plan?.shifts ?? []
  if (first === undefined) return ''
  if (second === undefined) return 'all traffic at once'
  const step = formatWeight(first.weightNewBasisPoints)
  const interval = formatDuration(second.atMs - first.atMs)
  return others.length === 0 ? `${step} and the rest after ${interval}` : `${step} every ${interval}`
}

import { type FleetFrame, type FleetLabel, type InstanceFrame, isShiftedByWeights, type RunResult } from '@sim'

/** Where the balancer sends requests at a moment: what it believes, which is not always what would answer. */
export interface Routing {
  /** In a target group that is sent requests no target is healthy, so they go to every registered one. */
  readonly isFailOpen: boolean
  /** Indexes of the instances that requests are sent to, whether or not their application is up. */
  readonly takers: ReadonlySet<number>
}

const known = new WeakMap<FleetFrame, Routing>()

/**
 * Requests go to the healthy targets of each target group that has any weight; while one has none, to all its registered
 * ones that do not drain: fail-open (ALB user guide, target group health checks).
 */
export function routingOf(result: RunResult, frame: FleetFrame): Routing {
  const before = known.get(frame)
  if (before) return before
  const groups = targetGroupsOf(result, frame).map(openTargets)
  const routing = {
    isFailOpen: groups.some(({ isFailOpen }) => isFailOpen),
    takers: new Set(groups.flatMap(({ takers }) => takers)),
  }
  known.set(frame, routing)
  return routing
}

/** The targets by target group, without a group that is sent nothing. */
function targetGroupsOf(result: RunResult, { instances, weightNew }: FleetFrame): (readonly InstanceFrame[])[] {
  if (!isShiftedByWeights(result)) return [instances]
  const of = (fleet: FleetLabel) => instances.filter((instance) => instance.fleet === fleet)
  return [...(weightNew < 10_000 ? [of('original')] : []), ...(weightNew > 0 ? [of('replacement')] : [])]
}

function openTargets(targets: readonly InstanceFrame[]): { isFailOpen: boolean; takers: number[] } {
  const healthy = targets.filter(({ health }) => health === 'healthy')
  const open = healthy.length > 0 ? healthy : targets.filter(isRegistered)
  return { isFailOpen: healthy.length === 0 && open.length > 0, takers: open.map(({ index }) => index) }
}

function isRegistered({ health }: InstanceFrame): boolean {
  return health === 'initial' || health === 'unhealthy'
}

import type { FleetFrame, InstanceFrame } from '@sim'

/** Where the balancer sends requests at a moment: what it believes, which is not always what would answer. */
export interface Routing {
  /** No target is healthy, so requests go to every registered one. */
  readonly isFailOpen: boolean
  /** Indexes of the instances that requests are sent to, whether or not their application is up. */
  readonly takers: ReadonlySet<number>
}

const known = new WeakMap<FleetFrame, Routing>()

/**
 * Requests go to the healthy targets; while there is none, to all registered ones that do not drain: fail-open (ALB user
 * guide, target group health checks).
 */
export function routingOf(frame: FleetFrame): Routing {
  const before = known.get(frame)
  if (before) return before
  const healthy = frame.instances.filter(({ health }) => health === 'healthy')
  const open = healthy.length > 0 ? healthy : frame.instances.filter(isRegistered)
  const routing = {
    isFailOpen: healthy.length === 0 && open.length > 0,
    takers: new Set(open.map(({ index }) => index)),
  }
  known.set(frame, routing)
  return routing
}

function isRegistered({ health }: InstanceFrame): boolean {
  return health === 'initial' || health === 'unhealthy'
}

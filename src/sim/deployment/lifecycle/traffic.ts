import type { Ms, TargetHealth } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import type { LoadBalancer } from '../../scenario/schema'
import { isBlocked } from '../blocked-originals'
import type { Control, EventPlace } from '../state'
import { currentPlace, instanceOf, type Located, locate } from './place'

/** The two events in which CodeDeploy itself talks to the load balancer, and what each waits for. */
const AWAITED_HEALTH = { BlockTraffic: 'unused', AllowTraffic: 'healthy' } as const

/** The state of the target that ends this event; null for the events that do not wait for the load balancer. */
function awaitedHealth({ event }: Located): TargetHealth | null {
  return event.name === 'BlockTraffic' || event.name === 'AllowTraffic' ? AWAITED_HEALTH[event.name] : null
}

/**
 * Asks the load balancer for what the event is there for, and ends the event at once when that is so already: an
 * instance that is not registered needs no deregistration delay.
 */
export function beginTraffic(control: Control, place: EventPlace, located: Located): void {
  const { world } = control
  const instanceIndex = instanceOf(located)
  // A deregistration delay is at most an hour, so BlockTraffic needs no limit of its own.
  if (located.event.name === 'BlockTraffic') world.deregisterTarget(instanceIndex)
  else if (isLate(control, located)) {
    world.schedule(world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
    return
  } else {
    world.registerTarget(instanceIndex)
    world.schedule(world.nowMs() + LIMITS.eventTimeoutMsMax, { kind: 'allow-traffic-timed-out', ...place })
  }
  endWhenReached(control, place, world.targetHealth(instanceIndex))
}

/** A launch deployment to an instance of a fleet that has left the load balancer: there is nothing to wait for. */
function isLate(control: Control, located: Located): boolean {
  return located.deployment.creator === 'autoscaling' && isBlocked(control, instanceOf(located))
}

/** How long the load balancer will take, as far as can be told beforehand. */
export function expectedTrafficMs(control: Control, located: Located): Ms {
  const { world } = control
  if (located.event.name === 'AllowTraffic') return expectedHealthyMs(control, located)
  return world.targetHealth(instanceOf(located)) === 'unused' ? 0 : world.scenario.loadBalancer.deregistrationDelayMs
}

/**
 * A new target is healthy after the first check that finds the application warm. When too many have failed before, it is
 * unhealthy by then and has to pass several in a row (ALB user guide, target group health checks).
 */
function expectedHealthyMs({ world }: Control, { deployment, target }: Located): Ms {
  const { bootMs, warmUpMs } = world.scenario.revisions[deployment.revision]
  const started = target.lifecycleEvents.find((event) => event.name === 'ApplicationStart')
  const warmInMs = (started?.endMs ?? 0) + bootMs + warmUpMs - world.nowMs()
  return untilHealthyMs(world.scenario.loadBalancer, warmInMs)
}

/**
 * From the registration of a target until it is healthy, when its application is warm in so long: after the first check
 * that finds it so, and when too many have failed before, after as many in a row as make an unhealthy target healthy.
 */
export function untilHealthyMs({ registrationMs, healthCheck }: LoadBalancer, warmInMs: Ms): Ms {
  const failCount = Math.max(0, Math.ceil((warmInMs - registrationMs) / healthCheck.intervalMs))
  const passCount = failCount < healthCheck.unhealthyThresholdCount ? 1 : healthCheck.healthyThresholdCount
  return registrationMs + (failCount + passCount - 1) * healthCheck.intervalMs
}

/** The load balancer reports a target: ends the events that have waited for this. */
export function reportHealth(control: Control, instanceIndex: number, health: TargetHealth): void {
  for (const deployment of control.state.deployments) {
    if (deployment.endedAtMs !== null) continue
    const targetIndex = deployment.targets.findIndex((target) => target.instanceIndex === instanceIndex)
    const place = targetIndex < 0 ? null : currentPlace(deployment, targetIndex)
    if (place !== null) endWhenReached(control, place, health)
  }
}

function endWhenReached(control: Control, place: EventPlace, health: TargetHealth): void {
  const located = locate(control, place)
  if (located.event.status !== 'InProgress' || awaitedHealth(located) !== health) return
  control.world.schedule(control.world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
}

import type { Ms, TargetHealth } from '../result/types'
import type { LoadBalancer } from '../scenario/schema'
import { TrackBuilder } from './tracks'

/** A timed act of the target group; `membership` tells an act of an earlier registration from one of this. */
export type TargetEvent =
  | { readonly kind: 'health-check'; readonly instanceIndex: number; readonly membership: number }
  | { readonly kind: 'health-check-timed-out'; readonly instanceIndex: number; readonly membership: number }
  | { readonly kind: 'drained'; readonly instanceIndex: number; readonly membership: number }

/** How a target meets a health check; `hangs`: no answer before the timeout, which is a failure. */
export type HealthAnswer = 'passes' | 'fails' | 'hangs'

/** What the target group asks of the rest of the world. */
export interface TargetGroupEvents {
  nowMs(): Ms
  schedule(atMs: Ms, event: TargetEvent): void
  /**
   * Health checks do not wait behind requests: they pass if and only if the application is up and warm, unless a fault
   * says otherwise.
   */
  healthAnswer(instanceIndex: number): HealthAnswer
  /** How much longer than usual a registration takes to reach its first check. */
  registrationDelayMs(instanceIndex: number): Ms
  setRoutable(instanceIndex: number, routable: boolean): void
  cutOpenRequests(instanceIndex: number): void
  beginSlowStart(instanceIndex: number): void
  endSlowStart(instanceIndex: number): void
  isInSlowStart(instanceIndex: number): boolean
  healthChanged(instanceIndex: number, health: TargetHealth): void
}

interface Target {
  readonly groupIndex: number
  readonly health: TrackBuilder<TargetHealth>
  membership: number
  /** Checks in a row that contradict the present state. */
  contradictions: number
}

/**
 * The target groups of a load balancer: registration, health checks, draining, fail-open, slow start (ALB user guide:
 * target group health checks; edit target group attributes). Every instance belongs to one of them.
 */
export class TargetGroups {
  readonly #settings: LoadBalancer
  readonly #events: TargetGroupEvents
  readonly #targets: Target[]
  /** By group. */
  readonly #healthyCounts = [0, 0]

  /** `initial`: how each target of the first group stands at the start, by instance. */
  constructor(settings: LoadBalancer, initial: readonly TargetHealth[], events: TargetGroupEvents) {
    this.#settings = settings
    this.#events = events
    this.#targets = initial.map((health) => newTarget(0, health))
  }

  /** One more instance, not registered yet. */
  add(groupIndex: number): void {
    this.#targets.push(newTarget(groupIndex, 'unused'))
  }

  /** The instance is gone: it leaves its group without draining. */
  remove(instanceIndex: number): void {
    const target = this.#targets[instanceIndex]
    if (target.health.value === 'unused') return
    target.membership++
    this.#events.cutOpenRequests(instanceIndex)
    this.#set(instanceIndex, 'unused')
  }

  /** Begins the checks of the registered targets, spread over the interval. */
  start(): void {
    const { intervalMs } = this.#settings.healthCheck
    this.#targets.forEach((target, instanceIndex) => {
      if (target.health.value === 'healthy') this.#healthyCounts[target.groupIndex]++
      if (target.health.value === 'unused') return
      const offsetMs = Math.floor((intervalMs * instanceIndex) / this.#targets.length)
      this.#events.schedule(offsetMs, { kind: 'health-check', instanceIndex, membership: 0 })
    })
    this.#routeAll(0)
  }

  health(instanceIndex: number): TargetHealth {
    return this.#targets[instanceIndex].health.value
  }
  track(instanceIndex: number): TrackBuilder<TargetHealth> {
    return this.#targets[instanceIndex].health
  }

  /** The target is `initial` until its first check, which comes `registrationMs` later. */
  register(instanceIndex: number): void {
    const target = this.#targets[instanceIndex]
    const health = target.health.value
    if (health !== 'unused' && health !== 'draining') return
    target.membership++
    target.contradictions = 0
    // Before anyone hears of it: whoever changes the registration at once makes what is scheduled below stale.
    const { membership } = target
    this.#set(instanceIndex, 'initial')
    const { registrationMs } = this.#settings
    const delayMs = registrationMs + this.#events.registrationDelayMs(instanceIndex)
    this.#events.schedule(this.#events.nowMs() + delayMs, { kind: 'health-check', instanceIndex, membership })
  }

  /** No new requests from now on; open ones may finish until the deregistration delay is over. The state shows `draining` for all of it. */
  deregister(instanceIndex: number): void {
    const target = this.#targets[instanceIndex]
    if (target.health.value === 'unused' || target.health.value === 'draining') return
    target.membership++
    const { membership } = target
    this.#set(instanceIndex, 'draining')
    this.#events.schedule(this.#events.nowMs() + this.#settings.deregistrationDelayMs, {
      kind: 'drained',
      instanceIndex,
      membership,
    })
  }

  handle(event: TargetEvent): void {
    if (this.#targets[event.instanceIndex].membership !== event.membership) return
    if (event.kind === 'health-check') this.#check(event.instanceIndex)
    else if (event.kind === 'health-check-timed-out') this.#take(event.instanceIndex, false)
    else {
      this.#events.cutOpenRequests(event.instanceIndex)
      this.#set(event.instanceIndex, 'unused')
    }
  }

  /** Checks come on a fixed interval whatever the answer. A new target needs one pass, a healthy one the unhealthy threshold of failures. */
  #check(instanceIndex: number): void {
    const target = this.#targets[instanceIndex]
    const { membership } = target
    const { intervalMs, timeoutMs } = this.#settings.healthCheck
    const nowMs = this.#events.nowMs()
    const answer = this.#events.healthAnswer(instanceIndex)
    if (answer !== 'hangs') this.#take(instanceIndex, answer === 'passes')
    else this.#events.schedule(nowMs + timeoutMs, { kind: 'health-check-timed-out', instanceIndex, membership })
    this.#events.schedule(nowMs + intervalMs, { kind: 'health-check', instanceIndex, membership })
  }

  /** Takes the result of a check. */
  #take(instanceIndex: number, passes: boolean): void {
    const target = this.#targets[instanceIndex]
    const contradicts = target.health.value === 'initial' || passes !== (target.health.value === 'healthy')
    target.contradictions = contradicts ? target.contradictions + 1 : 0
    if (target.contradictions >= this.#contradictionsNeeded(target.health.value, passes)) {
      target.contradictions = 0
      this.#set(instanceIndex, passes ? 'healthy' : 'unhealthy')
    }
  }

  #contradictionsNeeded(health: TargetHealth, passes: boolean): number {
    const { healthyThresholdCount, unhealthyThresholdCount } = this.#settings.healthCheck
    if (health === 'initial') return passes ? 1 : unhealthyThresholdCount
    if (health === 'healthy') return passes ? Number.POSITIVE_INFINITY : unhealthyThresholdCount
    return passes ? healthyThresholdCount : Number.POSITIVE_INFINITY
  }

  #set(instanceIndex: number, health: TargetHealth): void {
    const target = this.#targets[instanceIndex]
    const before = target.health.value
    const { groupIndex } = target
    const failedOpen = this.#healthyCounts[groupIndex] === 0
    if (before === 'healthy') this.#healthyCounts[groupIndex]--
    if (health === 'healthy') this.#healthyCounts[groupIndex]++
    target.health.set(this.#events.nowMs(), health)
    if (failedOpen !== (this.#healthyCounts[groupIndex] === 0)) this.#routeAll(groupIndex)
    else this.#route(instanceIndex)
    this.#slowStart(instanceIndex, before)
    this.#events.healthChanged(instanceIndex, health)
  }

  #routeAll(groupIndex: number): void {
    for (let instanceIndex = 0; instanceIndex < this.#targets.length; instanceIndex++)
      if (this.#targets[instanceIndex].groupIndex === groupIndex) this.#route(instanceIndex)
  }

  /**
   * Fail-open: while no target of the group is healthy, requests go to all registered ones. A Classic Load Balancer has
   * no such thing.
   */
  #route(instanceIndex: number): void {
    const { groupIndex, health: track } = this.#targets[instanceIndex]
    const health = track.value
    const isOpen = this.#healthyCounts[groupIndex] === 0 && this.#settings.type !== 'classic'
    const routable = isOpen ? health === 'initial' || health === 'unhealthy' : health === 'healthy'
    this.#events.setRoutable(instanceIndex, routable)
  }

  /** Only beside a healthy target that is not in slow start itself. */
  #slowStart(instanceIndex: number, before: TargetHealth): void {
    if (this.#settings.slowStartMs === 0) return
    this.#events.endSlowStart(instanceIndex)
    const turnsHealthy = this.#targets[instanceIndex].health.value === 'healthy' && before !== 'healthy'
    if (turnsHealthy && this.#hasSteadyTargetBeside(instanceIndex)) this.#events.beginSlowStart(instanceIndex)
  }

  #hasSteadyTargetBeside(instanceIndex: number): boolean {
    const { groupIndex } = this.#targets[instanceIndex]
    return this.#targets.some(
      (other, index) =>
        index !== instanceIndex &&
        other.groupIndex === groupIndex &&
        other.health.value === 'healthy' &&
        !this.#events.isInSlowStart(index),
    )
  }
}

function newTarget(groupIndex: number, health: TargetHealth): Target {
  return { groupIndex, health: new TrackBuilder(health), membership: 0, contradictions: 0 }
}

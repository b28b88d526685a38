import type { AlarmState } from '../../../src/sim/alarms/types'
import { createControlPlane } from '../../../src/sim/deployment/control-plane'
import type { ControlEvent, ControlPlane, NewInstance, World } from '../../../src/sim/engine/world'
import type {
  ApplicationState,
  DeploymentRecord,
  FleetLabel,
  InstanceLifecycle,
  LogEntry,
  RevisionLabel,
  TargetHealth,
} from '../../../src/sim/result/types'
import { withDependentDefaults } from '../../../src/sim/scenario/defaults'
import { type Distribution, type Scenario, type ScenarioInput, scenarioSchema } from '../../../src/sim/scenario/schema'

/** A run without an end of its own is over when the control plane has been idle for so long. */
const SETTLED_MS = 86_400_000

/** A scenario with defaults filled in, as `parseScenario` makes it, without its cross-checks. */
export function scenarioOf(input: Omit<ScenarioInput, 'schemaVersion' | 'name'>): Scenario {
  return scenarioSchema.parse(withDependentDefaults({ schemaVersion: 1, name: 'test', startAtMs: 0, ...input }))
}

export interface FakeHost {
  health: TargetHealth
  application: ApplicationState
  installed: RevisionLabel | null
  lifecycle: InstanceLifecycle
  readonly fleet: FleetLabel
  readonly targetGroupIndex: number
  readonly zoneIndex: number
  /** Every start, stop and installation, in order. */
  readonly acts: { readonly atMs: number; readonly act: 'start' | 'stop' | 'install' }[]
  /** Every state in the target group, in order, from the start on. */
  readonly healths: { readonly atMs: number; readonly health: TargetHealth }[]
}

interface Pending {
  readonly atMs: number
  readonly act: () => void
}

export interface FakeRun {
  readonly plane: ControlPlane
  readonly deployments: readonly DeploymentRecord[]
  readonly log: readonly LogEntry[]
  readonly hosts: readonly FakeHost[]
  /** Share of errors by revision, as it was set, in order. */
  readonly errorRates: readonly { readonly atMs: number; readonly revision: RevisionLabel; readonly ppm: number }[]
  /** Share of the new revision as it was set, in order, basis points. */
  readonly weights: readonly { readonly atMs: number; readonly basisPoints: number }[]
  /** Most hosts that were in progress at a time. */
  readonly inProgressMax: number
}

/** How a test changes the fake world. */
export interface FakeOptions {
  /** Instances whose health checks never pass. */
  readonly neverHealthy?: readonly number[]
  /** Whole milliseconds of the n-th draw from the stream of hook durations; default: the median or mean. */
  readonly drawDurationMs?: (distribution: Distribution, drawIndex: number) => number
  /** What is drawn at a place, parts per million; default 0. */
  readonly drawFaultPpm?: (faultIndex: number, deploymentIndex: number, instanceIndex: number) => number
  /** State of an alarm at a time; default OK. */
  readonly alarmState?: (alarmIndex: number, nowMs: number) => AlarmState
  /** Whether the state of an alarm can be read at a time; default true. */
  readonly isAlarmReadable?: (alarmIndex: number, nowMs: number) => boolean
  /** The run ends here; default: when the queue is empty. */
  readonly untilMs?: number
}

/**
 * A world without requests: a sorted list of events, a balancer that calls a host healthy at its first check after
 * registration, and applications that are up at once.
 */
export class FakeWorld implements World {
  readonly hosts: FakeHost[]
  readonly entries: LogEntry[] = []
  readonly errorRates: { atMs: number; revision: RevisionLabel; ppm: number }[] = []
  readonly weights: { atMs: number; basisPoints: number }[] = []
  plane: ControlPlane | null = null
  private now = 0
  private readonly queue: Pending[] = []
  private readonly drawCounts = { hookDurations: 0, faults: 0, deploymentIds: 0, instanceIds: 0 }
  private readonly gone = new Set<number>()

  constructor(
    readonly scenario: Scenario,
    private readonly options: FakeOptions,
  ) {
    this.hosts = Array.from({ length: scenario.fleet.instanceCount }, (_, index) => {
      const exception = scenario.fleet.exceptions.find((row) => row.instanceIndex === index)
      const revision = exception?.revision ?? 'old'
      const isUp = revision !== 'none' && exception?.state !== 'stopped'
      return {
        health: isUp ? 'healthy' : 'unhealthy',
        application: isUp ? 'serving' : 'stopped',
        installed: revision === 'none' ? null : revision,
        lifecycle: 'InService',
        fleet: 'original',
        targetGroupIndex: 0,
        zoneIndex: index % scenario.fleet.zones.length,
        acts: [],
        healths: [{ atMs: 0, health: isUp ? 'healthy' : 'unhealthy' }],
      }
    })
  }

  nowMs() {
    return this.now
  }
  instanceCount() {
    return this.hosts.length
  }
  zoneIndexOf(instanceIndex: number) {
    return this.host(instanceIndex).zoneIndex
  }
  fleetOf(instanceIndex: number) {
    return this.host(instanceIndex).fleet
  }
  lifecycle(instanceIndex: number) {
    return this.host(instanceIndex).lifecycle
  }
  setLifecycle(instanceIndex: number, lifecycle: InstanceLifecycle) {
    this.host(instanceIndex).lifecycle = lifecycle
    this.log({ type: 'instance', instanceIndex, status: lifecycle })
  }
  addInstance({ fleet, targetGroupIndex, zoneIndex, lifecycle }: NewInstance) {
    const instanceIndex = this.hosts.length
    this.hosts.push({
      health: 'unused',
      application: 'stopped',
      installed: null,
      lifecycle,
      fleet,
      targetGroupIndex,
      zoneIndex,
      acts: [],
      healths: [{ atMs: this.now, health: 'unused' }],
    })
    this.log({ type: 'instance', instanceIndex, status: lifecycle })
    return instanceIndex
  }
  terminateInstance(instanceIndex: number) {
    this.gone.add(instanceIndex)
    this.stopApplication(instanceIndex)
    if (this.host(instanceIndex).health !== 'unused') this.setHealth(instanceIndex, 'unused')
    this.setLifecycle(instanceIndex, 'Terminated')
  }
  instanceId(instanceIndex: number) {
    return `i-${instanceIndex.toString(16).padStart(8, '0')}`
  }
  schedule(atMs: number, event: ControlEvent) {
    this.later(atMs, () => this.plane?.handle(event))
  }
  registerTarget(instanceIndex: number) {
    const { health } = this.host(instanceIndex)
    if (health !== 'unused' && health !== 'draining') return
    this.setHealth(instanceIndex, 'initial')
    this.later(this.now + this.scenario.loadBalancer.registrationMs, () => this.check(instanceIndex))
  }
  deregisterTarget(instanceIndex: number) {
    const { health } = this.host(instanceIndex)
    if (health === 'unused' || health === 'draining') return
    this.setHealth(instanceIndex, 'draining')
    const delayMs = this.scenario.loadBalancer.deregistrationDelayMs
    if (delayMs === 0) this.setHealth(instanceIndex, 'unused')
    else
      this.later(this.now + delayMs, () => {
        if (this.host(instanceIndex).health === 'draining') this.setHealth(instanceIndex, 'unused')
      })
  }
  targetHealth(instanceIndex: number) {
    return this.host(instanceIndex).health
  }
  stopApplication(instanceIndex: number) {
    const host = this.host(instanceIndex)
    if (host.application === 'stopped') return
    host.application = 'stopped'
    host.acts.push({ atMs: this.now, act: 'stop' })
  }
  startApplication(instanceIndex: number) {
    const host = this.host(instanceIndex)
    if (host.application !== 'stopped' || host.installed === null) return
    host.application = 'serving'
    host.acts.push({ atMs: this.now, act: 'start' })
  }
  installRevision(instanceIndex: number, revision: RevisionLabel) {
    this.host(instanceIndex).installed = revision
    this.host(instanceIndex).acts.push({ atMs: this.now, act: 'install' })
  }
  installedRevision(instanceIndex: number) {
    return this.host(instanceIndex).installed
  }
  isRunning(instanceIndex: number) {
    if (this.gone.has(instanceIndex)) return false
    return !this.scenario.fleet.exceptions.some((row) => row.instanceIndex === instanceIndex && row.state === 'stopped')
  }
  setErrorRatePpm(revision: RevisionLabel, ppm: number) {
    this.errorRates.push({ atMs: this.now, revision, ppm })
  }
  setInstanceErrorRatePpm() {}
  setServiceFactor() {}
  setVersionServiceFactor() {}
  setLoadFactor() {}
  setRetryPolicy() {}
  stealConcurrency() {}
  restartApplication() {}
  crashInstance(): never {
    throw new Error('Nothing crashes here')
  }
  restoreInstance() {}
  crashOf() {
    return null
  }
  servingSinceMs() {
    return null
  }
  setWeightNew(basisPoints: number) {
    if (this.weightNew() === basisPoints) return
    this.weights.push({ atMs: this.now, basisPoints })
    this.log({ type: 'traffic', status: String(basisPoints) })
  }
  weightNew() {
    return this.weights.at(-1)?.basisPoints ?? 0
  }
  setTestListener(fleet: FleetLabel) {
    this.log({ type: 'traffic', status: fleet === 'original' ? 'testOriginal' : 'testReplacement' })
  }
  provision() {}
  unprovision() {}
  reclaimIdle() {}
  rows(): never {
    throw new Error('There are no requests here')
  }
  alarmState(alarmIndex: number) {
    return this.options.alarmState?.(alarmIndex, this.now) ?? 'OK'
  }
  isAlarmReadable(alarmIndex: number) {
    return this.options.isAlarmReadable?.(alarmIndex, this.now) ?? true
  }
  drawPpmAt(faultIndex: number, deploymentIndex: number, instanceIndex: number) {
    return this.options.drawFaultPpm?.(faultIndex, deploymentIndex, instanceIndex) ?? 0
  }
  drawDurationMs(distribution: Distribution) {
    const drawIndex = this.drawCounts.hookDurations++
    return this.options.drawDurationMs?.(distribution, drawIndex) ?? middleMs(distribution)
  }
  drawInteger(stream: keyof typeof this.drawCounts, bound: number) {
    const drawIndex = this.drawCounts[stream]++
    return (drawIndex * 7) % bound
  }
  log(entry: Parameters<World['log']>[0]) {
    this.entries.push({
      atMs: this.now,
      deploymentIndex: null,
      instanceIndex: null,
      lifecycleEvent: null,
      errorCode: null,
      faultIndex: null,
      itemIndex: null,
      detail: '',
      ...entry,
    })
  }

  /** Runs every event up to the end; timers that come back for ever end when nothing has happened for a while. */
  run() {
    let busyMs = 0
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      if (next.atMs > (this.options.untilMs ?? busyMs + SETTLED_MS)) return
      if (this.plane?.isIdle() !== true) busyMs = next.atMs
      this.now = next.atMs
      next.act()
    }
  }

  private later(atMs: number, act: () => void) {
    if (!Number.isInteger(atMs) || atMs < this.now) throw new Error(`Cannot schedule at ${atMs}, now ${this.now}`)
    // Behind everything of the same time, so that equal times keep the order in which they were asked for.
    const index = this.queue.findLastIndex((pending) => pending.atMs <= atMs) + 1
    this.queue.splice(index, 0, { atMs, act })
  }
  private host(instanceIndex: number): FakeHost {
    const host = this.hosts[instanceIndex]
    if (host === undefined) throw new Error(`No instance ${instanceIndex}`)
    return host
  }
  private setHealth(instanceIndex: number, health: TargetHealth) {
    this.host(instanceIndex).health = health
    this.host(instanceIndex).healths.push({ atMs: this.now, health })
    this.plane?.targetHealthChanged(instanceIndex, health)
  }
  private check(instanceIndex: number) {
    const host = this.host(instanceIndex)
    if (host.health !== 'initial') return
    if (host.application === 'serving' && !this.options.neverHealthy?.includes(instanceIndex)) {
      this.setHealth(instanceIndex, 'healthy')
    }
  }
}

function middleMs(distribution: Distribution): number {
  if (distribution.kind === 'lognormal') return Math.round(distribution.medianMs)
  return distribution.kind === 'empirical'
    ? Math.round(distribution.samplesMs[0] ?? 0)
    : Math.round(distribution.meanMs)
}

/** Runs the deployments of a scenario in the fake world. */
export function runInFakeWorld(input: Parameters<typeof scenarioOf>[0], options: FakeOptions = {}): FakeRun {
  const world = new FakeWorld(scenarioOf(input), options)
  const plane = createControlPlane(world)
  world.plane = plane
  plane.start()
  world.run()
  return {
    plane,
    deployments: plane.deployments(),
    log: world.entries,
    hosts: world.hosts,
    errorRates: world.errorRates,
    weights: world.weights,
    inProgressMax: inProgressMaxOf(world.entries),
  }
}

/** Counted from the log: a target is in progress from its InProgress to the status that ends it. */
function inProgressMaxOf(log: readonly LogEntry[]): number {
  let inProgress = 0
  let max = 0
  for (const entry of log.filter(({ type, status }) => type === 'target' && status !== 'Skipped')) {
    inProgress += entry.status === 'InProgress' ? 1 : -1
    max = Math.max(max, inProgress)
  }
  return max
}

import {
  type Alarms,
  alarmRecords,
  alarmState,
  createAlarms,
  evaluateDue,
  isAlarmReadable,
} from '../alarms/alarm-machine'
import type { DeploymentPlan } from '../deployment/plan'
import { FleetTally, type Standing } from '../fleet/fleet-tally'
import { Applications, createHosts, type Host, newHost } from '../fleet/hosts'
import { initialHealth } from '../fleet/initial-health'
import { type HealthAnswer, type TargetEvent, TargetGroups } from '../fleet/target-group'
import { TrackBuilder } from '../fleet/tracks'
import { fillArrivalGaps, offeredRps } from '../random/load'
import { fillQuantiles, meanMs, QUANTILE_TABLE_LENGTH, quantileOf } from '../random/quantiles'
import { SFC32_WORDS, seedSfc32, sfc32 } from '../random/sfc32'
import { drawInteger, FIRST_PLACE, type StreamName, seedStreams, streamAt } from '../random/streams'
import type {
  ApplicationState,
  FleetLabel,
  InstanceLifecycle,
  LogEntry,
  RevisionLabel,
  RunEnd,
  RunIdentity,
  RunResult,
  TargetHealth,
} from '../result/types'
import { LIMITS } from '../scenario/limits'
import type { Distribution, Scenario } from '../scenario/schema'
import { strategyOf } from '../strategies'
import { ControlQueue, RANK } from './control-queue'
import { type Kernel, LAW_INIT_OLD } from './kernel'
import { type Gauges, Recorder, totalsOf } from './recorder'
import { digestOf } from './run-digest'
import { capacityOf, environmentSettingsOf } from './sizes'
import { ENGINE_VERSION } from './version'
import type { ControlEvent, ControlPlane, NewInstance, World } from './world'

/** How long a run goes on after its last deployment has ended. */
export const SETTLE_MS = 60_000
/** Length of a run that has no deployment and names no end. */
export const UNEVENTFUL_MS = 300_000
const ROW_MS = 1_000
/** A window of the scene's marks, seconds, and how many marks it may hold. */
const MARK_WINDOW_S = 2
const MARKS_MAX = 120

type ColdEvent =
  | { readonly lane: 'control'; readonly event: ControlEvent }
  | { readonly lane: 'target'; readonly event: TargetEvent }
  | { readonly lane: 'warm-up'; readonly instanceIndex: number; readonly startNumber: number }
  | { readonly lane: 'sample' }

const REVISIONS: readonly RevisionLabel[] = ['old', 'new']

/** One run: the kernel's requests between the cold lane's events, in the total order, and the recorder behind both. */
export class Run {
  readonly #scenario: Scenario
  readonly #seed: number
  readonly #kernel: Kernel
  readonly #queue = new ControlQueue<ColdEvent>()
  readonly #log: LogEntry[] = []
  readonly #laws = new Map<Distribution, Float64Array>()
  readonly #hosts: Host[]
  readonly #applications: Applications
  readonly #targets: TargetGroups
  readonly #control: ControlPlane
  readonly #recorder: Recorder
  readonly #tally: FleetTally
  readonly #alarms: Alarms
  readonly #weightNew = new TrackBuilder<number>(0)
  readonly #testListener: TrackBuilder<FleetLabel | null>
  #nowMs = 0
  #endedBy: RunEnd | null = null
  /** Since when the control plane has been idle without a break; null while it is at work. */
  #idleSinceMs: number | null = null
  /** Most instances (or environments) of the run. */
  #capacity = 0

  constructor(scenario: Scenario, seed: number, kernel: Kernel, createControlPlane: (world: World) => ControlPlane) {
    this.#scenario = scenario
    this.#seed = seed
    this.#kernel = kernel
    const stride = this.#prepareKernel()
    this.#recorder = new Recorder(kernel, stride)
    this.#hosts = isLambda(scenario) ? [] : createHosts(scenario, () => this.#drawInstanceId())
    this.#applications = new Applications(this.#hosts, scenario, {
      nowMs: () => this.#nowMs,
      startDelayMs: (index) => this.#control.faults.startDelayMs(index),
      serving: (index, revision) => kernel.startServing(index, REVISIONS.indexOf(revision)),
      stopped: (index) => kernel.stopServing(index),
      changed: (instanceIndex, status) => this.#applicationChanged(instanceIndex, status),
      warmUp: (instanceIndex, startNumber, untilMs) =>
        this.#queue.push(untilMs * 1000, RANK.control, { lane: 'warm-up', instanceIndex, startNumber }),
    })
    this.#targets = new TargetGroups(scenario.loadBalancer, this.#hosts.map(initialHealth), {
      nowMs: () => this.#nowMs,
      schedule: (atMs, event) => this.#queue.push(atMs * 1000, RANK.target, { lane: 'target', event }),
      healthAnswer: (index) => this.#healthAnswer(index),
      registrationDelayMs: (index) => this.#control.faults.registrationDelayMs(index),
      setRoutable: kernel.setRoutable,
      cutOpenRequests: kernel.cutOpenRequests,
      beginSlowStart: kernel.beginSlowStart,
      endSlowStart: kernel.endSlowStart,
      isInSlowStart: kernel.isInSlowStart,
      healthChanged: (index, health) => this.#healthChanged(index, health),
    })
    this.#tally = new FleetTally(this.#hosts.map((_, index) => this.#standing(index)))
    this.#testListener = new TrackBuilder<FleetLabel | null>(hasTestListener(scenario) ? 'original' : null)
    this.#alarms = createAlarms(scenario.alarms, {
      targetGroupCount: isWeighted(scenario) ? 2 : 1,
      concurrency: scenario.fleet.concurrency,
    })
    this.#control = createControlPlane(this.#world())
    this.#begin()
  }

  get nowMs(): number {
    return this.#nowMs
  }
  get isDone(): boolean {
    return this.#endedBy !== null
  }

  /** When the run ends; null as long as a deployment is under way and the scenario names no end. */
  get endMs(): number | null {
    if (this.#scenario.durationMs !== null) return this.#scenario.durationMs
    if (this.#idleSinceMs === null) return null
    return Math.min(LIMITS.durationMsMax, Math.ceil((this.#idleSinceMs + SETTLE_MS) / ROW_MS) * ROW_MS)
  }

  takeSample(): void {
    this.#recorder.takeSample()
  }

  /** Everything up to and including `untilMs`, or to the end of the run. */
  advance(untilMs: number): void {
    while (!this.isDone) {
      const next = this.#queue.peek()
      if (next === undefined || next.atUs > untilMs * 1000) {
        this.#kernel.runUntil(untilMs * 1000, true)
        this.#nowMs = untilMs
        return
      }
      this.#queue.pop()
      this.#kernel.runUntil(next.atUs, next.rank > RANK.requests)
      this.#nowMs = next.atUs / 1000
      this.#handle(next.event)
    }
  }

  #handle(event: ColdEvent): void {
    switch (event.lane) {
      case 'control':
        this.#control.handle(event.event)
        break
      case 'target':
        this.#targets.handle(event.event)
        break
      case 'warm-up':
        this.#applications.warmedUp(event.instanceIndex, event.startNumber)
        break
      case 'sample':
        this.#closeRow()
    }
    if (!this.#control.isIdle()) this.#idleSinceMs = null
    else this.#idleSinceMs ??= this.#nowMs
  }

  #begin(): void {
    this.#hosts.forEach((host, index) => {
      this.#kernel.addInstance(index, 0)
      const revision = host.revision.value
      if (host.application.value === 'serving' && revision !== null)
        this.#kernel.startServing(index, REVISIONS.indexOf(revision))
    })
    this.#targets.start()
    this.#control.start()
    if (this.#control.isIdle()) this.#idleSinceMs = UNEVENTFUL_MS - SETTLE_MS
    this.#kernel.begin()
    this.#scheduleRow()
  }

  #scheduleRow(): void {
    const nextMs = Math.min(this.#nowMs + ROW_MS, this.endMs ?? LIMITS.durationMsMax)
    this.#queue.push(nextMs * 1000, RANK.sample, { lane: 'sample' })
  }

  #closeRow(): void {
    this.#recorder.closeRow(this.#gauges())
    this.#evaluateAlarms()
    this.#endedBy = this.#endOfRun()
    if (this.#endedBy === null) this.#scheduleRow()
  }

  /** Alarms are looked at on whole seconds, when the rows up to then are closed. */
  #evaluateAlarms(): void {
    if (this.#alarms.standings.length === 0 || this.#nowMs % ROW_MS !== 0) return
    const { columns, rowCount } = this.#recorder.rows()
    const { datapoint } = this.#control.faults
    for (const { alarmIndex, to, reason } of evaluateDue(this.#alarms, this.#nowMs, columns, rowCount, datapoint))
      this.#logEntry({ type: 'alarm', status: to, itemIndex: alarmIndex, detail: reason })
  }

  /** Why the run is over with the row that has just been closed; null when it goes on. */
  #endOfRun(): RunEnd | null {
    const { endMs } = this
    if (this.#nowMs >= (endMs ?? LIMITS.durationMsMax)) {
      if (this.#scenario.durationMs !== null) return 'duration'
      return this.#idleSinceMs !== null && this.#nowMs >= this.#idleSinceMs + SETTLE_MS ? 'settled' : 'durationLimit'
    }
    return this.#recorder.arrivedCount > LIMITS.requestsMax ? 'requestLimit' : null
  }

  #gauges(): Gauges {
    const requiredHealthy = this.#control.minimumHealthyCount()
    return { ...this.#tally.counts(), requiredHealthy, weightNew: this.#weightNew.value }
  }

  #standing(instanceIndex: number): Standing {
    const { application, revision } = this.#hosts[instanceIndex]
    return { health: this.#targets.health(instanceIndex), application: application.value, revision: revision.value }
  }

  #count(instanceIndex: number): void {
    this.#tally.move(instanceIndex, this.#standing(instanceIndex))
  }

  #applicationChanged(instanceIndex: number, state: ApplicationState): void {
    this.#count(instanceIndex)
    this.#logState('application', instanceIndex, state)
    if (state === 'serving') this.#control.faults.applicationServes(instanceIndex)
  }

  /** MODEL: a crashed instance does not even refuse a health check. */
  #healthAnswer(instanceIndex: number): HealthAnswer {
    const told = this.#control.faults.healthAnswer(instanceIndex)
    if (told !== null) return told
    const { application, isRunning } = this.#hosts[instanceIndex]
    if (application.value === 'serving') return 'passes'
    return isRunning ? 'fails' : 'hangs'
  }

  #installRevision(instanceIndex: number, revision: RevisionLabel): void {
    this.#hosts[instanceIndex].revision.set(this.#nowMs, revision)
    this.#count(instanceIndex)
    this.#control.faults.instanceChanged(instanceIndex)
  }

  #healthChanged(instanceIndex: number, health: TargetHealth): void {
    this.#count(instanceIndex)
    this.#logState('targetHealth', instanceIndex, health)
    this.#control.targetHealthChanged(instanceIndex, health)
  }

  #logState(
    type: 'application' | 'targetHealth',
    instanceIndex: number,
    status: ApplicationState | TargetHealth,
  ): void {
    this.#logEntry({ type, instanceIndex, status })
  }

  #logEntry(entry: Parameters<World['log']>[0]): void {
    this.#log.push({
      atMs: this.#nowMs,
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

  #addInstance(instance: NewInstance): number | null {
    const index = this.#hosts.length
    if (index >= this.#capacity) return null
    this.#hosts.push(newHost(this.#drawInstanceId(), instance, this.#nowMs))
    this.#kernel.addInstance(index, instance.targetGroupIndex)
    this.#targets.add(instance.targetGroupIndex)
    this.#tally.add()
    this.#logEntry({ type: 'instance', instanceIndex: index, status: instance.lifecycle })
    this.#control.faults.instanceChanged(index)
    return index
  }

  #terminateInstance(index: number): void {
    this.#hosts[index].isRunning = false
    this.#applications.stop(index)
    this.#targets.remove(index)
    this.#kernel.removeInstance(index)
    this.#setLifecycle(index, 'Terminated')
  }

  #setLifecycle(instanceIndex: number, lifecycle: InstanceLifecycle): void {
    this.#hosts[instanceIndex].lifecycle.set(this.#nowMs, lifecycle)
    this.#logEntry({ type: 'instance', instanceIndex, status: lifecycle })
  }

  #setWeightNew(basisPoints: number): void {
    if (this.#weightNew.value === basisPoints) return
    this.#weightNew.set(this.#nowMs, basisPoints)
    this.#kernel.setWeight(basisPoints)
    this.#logEntry({ type: 'traffic', status: String(basisPoints) })
  }

  #setTestListener(fleet: FleetLabel): void {
    if (this.#testListener.value === fleet) return
    this.#testListener.set(this.#nowMs, fleet)
    this.#logEntry({ type: 'traffic', status: fleet === 'original' ? 'testOriginal' : 'testReplacement' })
  }

  /** Fills laws, rates and streams; returns the sampling stride. */
  #prepareKernel(): number {
    const { fleet, loadBalancer, revisions, load } = this.#scenario
    const { laws, gapUs, random } = this.#kernel
    const seconds = Math.ceil((this.#scenario.durationMs ?? LIMITS.durationMsMax) / 1000)
    const peakRps = peakOf(this.#scenario, seconds)
    const sampleStride = Math.max(1, Math.ceil((peakRps * MARK_WINDOW_S) / MARKS_MAX))
    const meanServiceMs = Math.max(meanMs(revisions.old.serviceTime), meanMs(revisions.new.serviceTime))
    this.#capacity = capacityOf(this.#scenario)
    const environments = environmentSettingsOf(this.#scenario)
    this.#kernel.reset({
      capacity: this.#capacity,
      concurrency: fleet.concurrency,
      queueLimit: fleet.queueLimit,
      leastOutstanding: loadBalancer.algorithm === 'least_outstanding_requests',
      idleTimeoutUs: (environments === null ? loadBalancer.idleTimeoutMs : this.#scenario.lambda.timeoutMs) * 1000,
      slowStartUs: loadBalancer.slowStartMs * 1000,
      typicalGapUs: peakRps > 0 ? 1_000_000 / peakRps : 1_000_000,
      typicalServiceUs: meanServiceMs * 1000,
      sampleStride,
      environments,
    })
    seedStreams(random, this.#seed)
    fillArrivalGaps(gapUs, seconds, load)
    gapUs.fill(Number.POSITIVE_INFINITY, seconds)
    fillQuantiles(laws, 0, { kind: 'exponential', meanMs: 1 }, 1)
    REVISIONS.forEach((revision, index) => {
      fillQuantiles(laws, (index + 1) * QUANTILE_TABLE_LENGTH, revisions[revision].serviceTime, 1000)
      fillQuantiles(laws, LAW_INIT_OLD + index * QUANTILE_TABLE_LENGTH, revisions[revision].initTime, 1000)
      this.#kernel.setErrorRatePpm(index, revisions[revision].errorRatePpm)
    })
    return sampleStride
  }

  #drawInstanceId(): string {
    return `i-${[16, 16].map(() => this.#drawInteger('instanceIds', 65_536).toString(16).padStart(4, '0')).join('')}`
  }

  #drawInteger(stream: StreamName, bound: number): number {
    return drawInteger(this.#kernel.random, streamAt(stream), bound)
  }

  #drawDurationMs(distribution: Distribution): number {
    let table = this.#laws.get(distribution)
    if (table === undefined) {
      table = new Float64Array(QUANTILE_TABLE_LENGTH)
      fillQuantiles(table, 0, distribution, 1)
      this.#laws.set(distribution, table)
    }
    return Math.floor(quantileOf(table, 0, sfc32(this.#kernel.random, streamAt('hookDurations'))) + 0.5)
  }

  #world(): World {
    return {
      scenario: this.#scenario,
      nowMs: () => this.#nowMs,
      instanceCount: () => this.#hosts.length,
      instanceId: (index) => this.#hosts[index].id,
      zoneIndexOf: (index) => this.#hosts[index].zoneIndex,
      fleetOf: (index) => this.#hosts[index].fleet,
      lifecycle: (index) => this.#hosts[index].lifecycle.value,
      setLifecycle: (index, lifecycle) => this.#setLifecycle(index, lifecycle),
      addInstance: (instance) => this.#addInstance(instance),
      terminateInstance: (index) => this.#terminateInstance(index),
      schedule: (atMs, event) => this.#queue.push(atMs * 1000, RANK.control, { lane: 'control', event }),
      registerTarget: (index) => this.#targets.register(index),
      deregisterTarget: (index) => this.#targets.deregister(index),
      targetHealth: (index) => this.#targets.health(index),
      stopApplication: (index) => this.#applications.stop(index),
      startApplication: (index) => this.#applications.start(index),
      installRevision: (index, revision) => this.#installRevision(index, revision),
      installedRevision: (index) => this.#hosts[index].revision.value,
      isRunning: (index) => this.#hosts[index].isRunning,
      setErrorRatePpm: (revision, ppm) => this.#kernel.setErrorRatePpm(REVISIONS.indexOf(revision), ppm),
      setInstanceErrorRatePpm: (index, ppm) => this.#kernel.setInstanceErrorRatePpm(index, ppm),
      setServiceFactor: (index, permille) => this.#kernel.setServiceFactor(index, permille),
      setVersionServiceFactor: (revision, permille) =>
        this.#kernel.setVersionServiceFactor(REVISIONS.indexOf(revision), permille),
      setLoadFactor: (permille) => this.#kernel.setLoadFactor(permille),
      setRetryPolicy: (policy) => this.#kernel.setRetryPolicy(policy),
      stealConcurrency: (count) => this.#kernel.stealConcurrency(count),
      restartApplication: (index, afterMs) => this.#applications.restart(index, afterMs),
      crashInstance: (index) => this.#applications.crash(index),
      restoreInstance: (index) => this.#applications.restore(index),
      crashOf: (index) => this.#hosts[index].crash,
      servingSinceMs: (index) => this.#applications.servingSinceMs(index),
      setWeightNew: (basisPoints) => this.#setWeightNew(basisPoints),
      weightNew: () => this.#weightNew.value,
      setTestListener: (fleet) => this.#setTestListener(fleet),
      provision: (revision, count) => this.#kernel.provision(REVISIONS.indexOf(revision), count),
      unprovision: (revision, count) => this.#kernel.unprovision(REVISIONS.indexOf(revision), count),
      reclaimIdle: (sinceMs) => this.#kernel.reclaimIdle(sinceMs * 1000),
      alarmState: (alarmIndex) => alarmState(this.#alarms, alarmIndex),
      isAlarmReadable: (alarmIndex) => isAlarmReadable(this.#alarms, alarmIndex, this.#nowMs),
      rows: () => this.#recorder.rows(),
      drawDurationMs: (distribution) => this.#drawDurationMs(distribution),
      drawInteger: (stream, bound) => this.#drawInteger(stream, bound),
      drawPpmAt: (faultIndex, deploymentIndex, targetIndex) =>
        drawPpmAt(this.#seed, faultIndex, deploymentIndex, targetIndex),
      log: (entry) => this.#logEntry(entry),
    }
  }

  /** The finished recording with its identity. Throws when the run is not done. */
  record(source: Pick<RunIdentity, 'scenarioDigest' | 'interventions'>, plan: DeploymentPlan | null): RunResult {
    if (this.#endedBy === null) throw new Error('A run that goes on has no recording yet.')
    const series = this.#recorder.series()
    const recording = {
      scenario: this.#scenario,
      plan,
      endedAtMs: this.#nowMs,
      endedBy: this.#endedBy,
      instances: this.#hosts.map((host, index) => ({
        id: host.id,
        zoneIndex: host.zoneIndex,
        fleet: host.fleet,
        targetGroupIndex: host.targetGroupIndex,
        lifecycle: host.lifecycle.changes(),
        health: this.#targets.track(index).changes(),
        application: host.application.changes(),
        revision: host.revision.changes(),
      })),
      deployments: this.#control.deployments(),
      traffic: { weightNew: this.#weightNew.changes(), testListener: this.#testListener.changes() },
      autoScaling: this.#control.autoScaling(),
      alarms: alarmRecords(this.#alarms),
      log: this.#log,
      series,
      latency: this.#recorder.latency(),
      sample: this.#recorder.sample(),
      totals: totalsOf(series),
    }
    const identity = {
      engineVersion: ENGINE_VERSION,
      scenarioDigest: source.scenarioDigest,
      seed: this.#seed,
      interventions: source.interventions,
      digest: digestOf(recording),
    }
    return { identity, ...recording }
  }
}

const isLambda = ({ deployment }: Scenario): boolean =>
  deployment !== null && strategyOf(deployment.strategy).platform === 'Lambda'

const isWeighted = ({ deployment }: Scenario): boolean =>
  deployment !== null && strategyOf(deployment.strategy).isWeighted

const hasTestListener = ({ deployment, ecs }: Scenario): boolean =>
  deployment !== null && strategyOf(deployment.strategy).platform === 'ECS' && ecs.testListener

/** A generator of its own for each place: what is drawn there depends on no other draw. */
function drawPpmAt(seed: number, faultIndex: number, deploymentIndex: number, targetIndex: number): number {
  const state = new Int32Array(SFC32_WORDS)
  const place = (faultIndex * LIMITS.deploymentsMax + deploymentIndex) * LIMITS.instanceCountMax + targetIndex
  seedSfc32(state, 0, seed, FIRST_PLACE + place)
  return drawInteger(state, 0, 1_000_000)
}

/** The highest offered rate of any second of the run. */
function peakOf(scenario: Scenario, seconds: number): number {
  const { load } = scenario
  if (load.kind === 'constant') return load.rps
  if (load.kind === 'daily') return load.peakRps
  return load.points.reduce(
    (peak, point) => (point.atMs < seconds * 1000 ? Math.max(peak, point.rps) : peak),
    offeredRps(load, 0),
  )
}

import type { NewInstance } from '../engine/world'
import type { ApplicationState, FleetLabel, InstanceLifecycle, Ms, RevisionLabel } from '../result/types'
import type { Scenario } from '../scenario/schema'
import { TrackBuilder } from './tracks'

/** An instance has gone down with everything on it, without anyone having asked for it. */
export interface Crash {
  readonly atMs: Ms
  /** Its application was up, and so comes back with it. */
  readonly wasUp: boolean
  isOver: boolean
}

export interface Host {
  readonly id: string
  readonly zoneIndex: number
  readonly fleet: FleetLabel
  readonly targetGroupIndex: number
  readonly lifecycle: TrackBuilder<InstanceLifecycle>
  /** False for a stopped, crashed or terminated instance. */
  isRunning: boolean
  /** The last crash; null before the first. */
  crash: Crash | null
  readonly application: TrackBuilder<ApplicationState>
  readonly revision: TrackBuilder<RevisionLabel | null>
  /** Counts starts and stops, so that a warm-up that ends after a stop is recognised as stale. */
  startNumber: number
}

/** What the hosts tell the rest of the world: the data plane serves or not, the log hears of it, a warm-up needs a timer. */
export interface HostEvents {
  nowMs(): Ms
  /** How much longer than usual the application that starts now takes; null: it never serves. */
  startDelayMs(instanceIndex: number): Ms | null
  serving(instanceIndex: number, revision: RevisionLabel): void
  stopped(instanceIndex: number): void
  changed(instanceIndex: number, state: ApplicationState): void
  warmUp(instanceIndex: number, startNumber: number, untilMs: Ms): void
}

/** The hosts of the fleet before the first event: what the scenario's exceptions say, otherwise the old revision serving. */
export function createHosts(scenario: Scenario, drawId: () => string): Host[] {
  const { fleet } = scenario
  const exceptions = new Map(fleet.exceptions.map((exception) => [exception.instanceIndex, exception]))
  return Array.from({ length: fleet.instanceCount }, (_, index) => {
    const exception = exceptions.get(index)
    const isRunning = exception?.state !== 'stopped'
    const revision = exception === undefined ? 'old' : exception.revision === 'none' ? null : exception.revision
    const serves = isRunning && revision !== null
    return {
      id: drawId(),
      zoneIndex: index % fleet.zones.length,
      fleet: 'original',
      targetGroupIndex: 0,
      lifecycle: new TrackBuilder<InstanceLifecycle>('InService'),
      isRunning,
      crash: null,
      application: new TrackBuilder<ApplicationState>(serves ? 'serving' : 'stopped'),
      revision: new TrackBuilder<RevisionLabel | null>(revision),
      startNumber: 0,
    }
  })
}

/** An instance that is launched now: it runs, and nothing is installed on it. */
export function newHost(id: string, { zoneIndex, fleet, targetGroupIndex, lifecycle }: NewInstance, nowMs: Ms): Host {
  const lifecycleTrack = new TrackBuilder<InstanceLifecycle>('NotLaunched')
  lifecycleTrack.set(nowMs, lifecycle)
  return {
    id,
    zoneIndex,
    fleet,
    targetGroupIndex,
    lifecycle: lifecycleTrack,
    isRunning: true,
    crash: null,
    application: new TrackBuilder<ApplicationState>('stopped'),
    revision: new TrackBuilder<RevisionLabel | null>(null),
    startNumber: 0,
  }
}

/** Starts and stops the applications of the hosts. */
export class Applications {
  readonly #hosts: readonly Host[]
  readonly #scenario: Scenario
  readonly #events: HostEvents

  constructor(hosts: readonly Host[], scenario: Scenario, events: HostEvents) {
    this.#hosts = hosts
    this.#scenario = scenario
    this.#events = events
  }

  stop(instanceIndex: number): void {
    const host = this.#hosts[instanceIndex]
    if (host.application.value === 'stopped') return
    host.startNumber++
    this.#set(instanceIndex, 'stopped')
    this.#events.stopped(instanceIndex)
  }

  /** `extraMs`: how much longer than the revision says it takes until the application serves. */
  start(instanceIndex: number, extraMs: Ms = 0): void {
    const host = this.#hosts[instanceIndex]
    const revision = host.revision.value
    if (!host.isRunning || revision === null || host.application.value !== 'stopped') return
    const { bootMs, warmUpMs } = this.#scenario.revisions[revision]
    host.startNumber++
    const delayMs = this.#events.startDelayMs(instanceIndex)
    // MODEL: a process that boots and one that warms up both refuse connections.
    if (delayMs === null) this.#set(instanceIndex, 'warming')
    else if (bootMs + warmUpMs + delayMs + extraMs === 0) this.#serve(instanceIndex, revision)
    else {
      this.#set(instanceIndex, 'warming')
      this.#events.warmUp(instanceIndex, host.startNumber, this.#events.nowMs() + bootMs + warmUpMs + delayMs + extraMs)
    }
  }

  /** The process dies and is started again after so long. No effect on an application that is stopped. */
  restart(instanceIndex: number, afterMs: Ms): void {
    if (this.#hosts[instanceIndex].application.value === 'stopped') return
    this.stop(instanceIndex)
    this.start(instanceIndex, afterMs)
  }

  /** The instance goes down: its application with it, and its agent. No effect on one that does not run. */
  crash(instanceIndex: number): void {
    const host = this.#hosts[instanceIndex]
    if (!host.isRunning) return
    host.isRunning = false
    host.crash = { atMs: this.#events.nowMs(), wasUp: host.application.value !== 'stopped', isOver: false }
    this.stop(instanceIndex)
  }

  /** A crashed instance is back, and starts the application that went down with it. No effect on others. */
  restore(instanceIndex: number): void {
    const host = this.#hosts[instanceIndex]
    if (host.crash === null || host.crash.isOver || host.lifecycle.value === 'Terminated') return
    host.crash.isOver = true
    host.isRunning = true
    if (host.crash.wasUp) this.start(instanceIndex)
  }

  /** Since when the application serves, 0: since before the run; null when it does not. */
  servingSinceMs(instanceIndex: number): Ms | null {
    const { application } = this.#hosts[instanceIndex]
    const last = application.changes().at(-1)
    return last?.value === 'serving' ? last.atMs : null
  }

  warmedUp(instanceIndex: number, startNumber: number): void {
    const host = this.#hosts[instanceIndex]
    if (host.startNumber === startNumber && host.revision.value !== null)
      this.#serve(instanceIndex, host.revision.value)
  }

  #serve(instanceIndex: number, revision: RevisionLabel): void {
    this.#set(instanceIndex, 'serving')
    this.#events.serving(instanceIndex, revision)
  }

  #set(instanceIndex: number, state: ApplicationState): void {
    this.#hosts[instanceIndex].application.set(this.#events.nowMs(), state)
    this.#events.changed(instanceIndex, state)
  }
}

import type { FleetFrame, InstanceFrame, LifecycleEventFrame, RevisionLabel, RunResult } from '@sim'
import { routingOf } from './routing'
import { deploymentIndexOf, eventRecord, type RunIndex } from './run-index'

/**
 * `filled` takes traffic, `refusing` is sent traffic while its application is down, `outlined` takes none, `dashed` starts
 * up, `draining` finishes what it has, `unhealthy` is passed over by the balancer, `failed` stopped at a lifecycle event,
 * `empty` runs nothing, `queued` is planned and not launched yet, `absent` will be launched and nobody knows it, `terminated`
 * is gone.
 */
export type Body =
  | 'filled'
  | 'refusing'
  | 'outlined'
  | 'dashed'
  | 'draining'
  | 'unhealthy'
  | 'failed'
  | 'empty'
  | 'queued'
  | 'absent'
  | 'terminated'

export type RingLook =
  | { readonly kind: 'events'; readonly events: readonly LifecycleEventFrame[]; readonly done: RevisionLabel }
  | { readonly kind: 'drain' | 'boot'; readonly progress: number }

/** How an instance looks at a moment: what is drawn, said and read out is made from this alone. */
export interface CellLook {
  readonly body: Body
  /** The revision whose shape and colour it has; null: none is installed. */
  readonly revision: RevisionLabel | null
  /** During Install: where it comes from, and how far the files are swapped, 0 to 1. */
  readonly morph: { readonly from: RevisionLabel; readonly to: RevisionLabel; readonly progress: number } | null
  readonly ring: RingLook | null
  readonly hasFault: boolean
  /** What happens now, below the id; empty when nothing does. */
  readonly liveText: string
  /** What is wrong beside that, in a word; empty when nothing is. */
  readonly trouble: '' | 'unhealthy' | 'refuses: 502'
  /** Whether `liveText` itself tells of a failure: a failed event. */
  readonly isFailedEvent: boolean
  readonly isFailure: boolean
}

/** The look of an instance in a frame. */
export function cellLook(result: RunResult, index: RunIndex, frame: FleetFrame, instance: InstanceFrame): CellLook {
  const body = bodyOf(result, frame, instance)
  const trouble = troubleOf(instance, body)
  return {
    body,
    revision: instance.revision ?? revisionToCome(result, index, instance),
    morph: morphOf(result, index, frame, instance),
    ring: ringOf(result, index, frame, instance),
    hasFault: hasFault(index, frame, instance),
    liveText: liveText(result, index, frame, instance, body),
    trouble,
    isFailedEvent: activeEvent(instance)?.status === 'Failed',
    isFailure: body === 'failed' || trouble !== '',
  }
}

function activeEvent(instance: InstanceFrame): LifecycleEventFrame | null {
  return instance.activeEventIndex === null ? null : (instance.lifecycleEvents[instance.activeEventIndex] ?? null)
}

/** Traffic first: an instance that requests are sent to is drawn so, whatever else happens on it. */
function bodyOf(result: RunResult, frame: FleetFrame, instance: InstanceFrame): Body {
  // Replacements are planned; what Auto Scaling will launch for the fleet itself is not known beforehand.
  if (instance.lifecycle === 'NotLaunched') return instance.fleet === 'replacement' ? 'queued' : 'absent'
  if (instance.lifecycle === 'Terminated') return 'terminated'
  if (routingOf(result, frame).takers.has(instance.index))
    return instance.application === 'serving' ? 'filled' : 'refusing'
  if (instance.health === 'draining') return 'draining'
  if (activeEvent(instance)?.status === 'Failed') return 'failed'
  if (instance.health === 'unhealthy') return 'unhealthy'
  if (isBooting(instance)) return 'dashed'
  if (instance.revision === null) return instance.fleet === 'replacement' ? 'dashed' : 'empty'
  return instance.application === 'warming' ? 'dashed' : 'outlined'
}

function isBooting({ lifecycle }: InstanceFrame): boolean {
  return lifecycle === 'Pending' || lifecycle === 'Pending:Wait' || lifecycle === 'Pending:Proceed'
}

/** Of an instance that was launched and has nothing installed yet: what the first deployment to it brings. */
function revisionToCome(result: RunResult, index: RunIndex, { index: at, fleet }: InstanceFrame): RevisionLabel | null {
  const first = result.deployments.find((_, deployment) => index.targets[deployment]?.[at] != null)
  const isLaunched = result.instances[at]?.lifecycle[0]?.value === 'NotLaunched'
  if (!isLaunched && fleet === 'original') return null
  return first?.revision ?? (fleet === 'replacement' ? 'new' : null)
}

/** A closed port answers with a reset, which the balancer turns into a 502 (ALB user guide, HTTP 502). */
function troubleOf(instance: InstanceFrame, body: Body): CellLook['trouble'] {
  if (body === 'refusing') return 'refuses: 502'
  return instance.health === 'unhealthy' ? 'unhealthy' : ''
}

function ringOf(result: RunResult, index: RunIndex, frame: FleetFrame, instance: InstanceFrame): RingLook | null {
  if (!instance.exists) return null
  if (instance.lifecycle === 'Pending') return { kind: 'boot', progress: bootProgress(result, instance, frame.atMs) }
  if (instance.drainProgress !== null) return { kind: 'drain', progress: instance.drainProgress }
  const isBusy = instance.targetStatus === 'InProgress' || instance.targetStatus === 'Failed'
  const deploymentIndex = deploymentIndexOf(result, index, instance.index, frame.atMs)
  if (!isBusy || instance.lifecycleEvents.length === 0 || deploymentIndex === null) return null
  const done = result.deployments[deploymentIndex]?.revision ?? 'new'
  return { kind: 'events', events: instance.lifecycleEvents, done }
}

/** How much of its time in Pending an instance has behind it, 0 to 1. */
function bootProgress(result: RunResult, { index }: InstanceFrame, atMs: number): number {
  const track = result.instances[index]?.lifecycle ?? []
  const now = track.findLastIndex((change) => change.atMs <= atMs)
  const fromMs = track[now]?.atMs ?? 0
  const untilMs = track[now + 1]?.atMs ?? result.endedAtMs
  return untilMs <= fromMs ? 1 : Math.min(1, (atMs - fromMs) / (untilMs - fromMs))
}

/** While Install runs, the square of one revision becomes the circle of the other. */
function morphOf(result: RunResult, index: RunIndex, frame: FleetFrame, instance: InstanceFrame): CellLook['morph'] {
  const event = activeEvent(instance)
  const deploymentIndex = deploymentIndexOf(result, index, instance.index, frame.atMs)
  if (event?.name !== 'Install' || event.status !== 'InProgress' || deploymentIndex === null) return null
  const to = result.deployments[deploymentIndex]?.revision
  const startMs = startOfActiveEvent(result, index, frame, instance)
  if (!to || startMs === null) return null
  const from = revisionBefore(result, instance.index, startMs)
  return from && from !== to ? { from, to, progress: Math.min(1, event.progress) } : null
}

function startOfActiveEvent(
  result: RunResult,
  index: RunIndex,
  frame: FleetFrame,
  instance: InstanceFrame,
): number | null {
  const deploymentIndex = deploymentIndexOf(result, index, instance.index, frame.atMs)
  if (deploymentIndex === null || instance.activeEventIndex === null) return null
  return eventRecord(index, deploymentIndex, instance.index, instance.activeEventIndex)?.startMs ?? null
}

function revisionBefore(result: RunResult, instanceIndex: number, atMs: number): RevisionLabel | null {
  const track = result.instances[instanceIndex]?.revision ?? []
  return track.findLast((change) => change.atMs < atMs)?.value ?? null
}

/** A fault of an earlier deployment stays on the instance until a later one has mended it. */
function hasFault(index: RunIndex, frame: FleetFrame, instance: InstanceFrame): boolean {
  const deploymentIndex = frame.deployment?.index ?? null
  if (!instance.exists) return false
  const isMended = instance.targetStatus === 'Succeeded'
  return (index.faults[instance.index] ?? []).some(
    (fault) => fault.atMs <= frame.atMs && (fault.deploymentIndex === deploymentIndex || !isMended),
  )
}

function liveText(result: RunResult, index: RunIndex, frame: FleetFrame, instance: InstanceFrame, body: Body): string {
  if (instance.drainProgress !== null) {
    const leftMs = (1 - instance.drainProgress) * result.scenario.loadBalancer.deregistrationDelayMs
    return `draining ${Math.ceil(leftMs / 1_000)} s`
  }
  const event = activeEvent(instance)
  if (event?.status === 'Failed') return event.name
  if (event) {
    const startMs = startOfActiveEvent(result, index, frame, instance)
    const elapsedSeconds = startMs === null ? 0 : Math.floor((frame.atMs - startMs) / 1_000)
    return elapsedSeconds > 0 ? `${event.name} ${elapsedSeconds} s` : event.name
  }
  return quietText(instance, body)
}

/** What there is to say of an instance on which no event runs. */
function quietText(instance: InstanceFrame, body: Body): string {
  if (body === 'queued' || body === 'absent' || body === 'terminated') return ''
  if (instance.lifecycle !== 'InService') return LIFECYCLE_TEXT[instance.lifecycle]
  if (instance.targetStatus === 'Ready') return 'ready'
  if (body === 'empty') return instance.application === 'stopped' ? 'stopped' : ''
  if (body === 'dashed') return instance.revision === null ? 'waiting' : 'warming up'
  return body === 'outlined' ? stateWord(instance) : ''
}

/** Words for the stages of an Auto Scaling instance, below a cell. */
const LIFECYCLE_TEXT: Readonly<Record<InstanceFrame['lifecycle'], string>> = {
  NotLaunched: '',
  Pending: 'booting',
  'Pending:Wait': 'launch hook',
  'Pending:Proceed': 'launch hook',
  InService: '',
  Terminating: 'terminating',
  'Terminating:Wait': 'termination hook',
  'Terminating:Proceed': 'terminating',
  Terminated: '',
}

function stateWord(instance: InstanceFrame): string {
  if (instance.application === 'stopped') return 'stopped'
  return instance.health === 'initial' ? 'initial' : 'no traffic'
}

/** Two looks with the same key are drawn alike. Progress counts to a thousandth: finer is less than a pixel. */
export function lookKey(look: CellLook): string {
  const fine = (progress: number) => Math.round(progress * 1_000)
  const ring =
    look.ring === null
      ? ''
      : look.ring.kind !== 'events'
        ? look.ring.kind + fine(look.ring.progress)
        : look.ring.done + look.ring.events.map((event) => event.status[0] + ringProgress(event, fine)).join('')
  const morph = look.morph ? `${look.morph.from}${fine(look.morph.progress)}` : ''
  return `${look.body}|${look.revision}|${morph}|${ring}|${look.hasFault}|${look.liveText}|${look.trouble}`
}

function ringProgress(event: LifecycleEventFrame, fine: (progress: number) => number): string {
  return event.status === 'InProgress' ? `${fine(event.progress)}${event.isOverdue}` : ''
}

/** What assistive technology reads for an instance: "i-05c9e41b, version 2, zone us-east-1b, lifecycle event ValidateService failed". */
export function cellName(result: RunResult, instance: InstanceFrame, look: CellLook): string {
  const record = result.instances[instance.index]
  const version = look.revision === null ? 'nothing installed' : `version ${look.revision === 'old' ? 1 : 2}`
  const zone = `zone ${result.scenario.fleet.zones[record?.zoneIndex ?? 0] ?? ''}`
  if (look.body === 'absent') return `Free place, ${zone}`
  if (look.body === 'queued') return `Place for an instance that is not launched yet, ${zone}`
  if (look.body === 'terminated') return `${record?.id ?? ''}, terminated, ${zone}`
  const parts = [record?.id ?? '', version, zone, stateSentence(instance, look)]
  return [...parts, look.hasFault ? 'fault injected' : ''].filter((part) => part !== '').join(', ')
}

function stateSentence(instance: InstanceFrame, look: CellLook): string {
  const event = activeEvent(instance)
  if (event?.status === 'Failed') {
    return [`lifecycle event ${event.name} failed`, ...trafficWords(instance, look)].join(', ')
  }
  if (look.body === 'draining') return 'draining'
  if (event) return [`lifecycle event ${event.name} in progress`, ...trafficWords(instance, look)].join(', ')
  if (look.body === 'filled' && look.trouble === '' && instance.health === 'healthy') return 'healthy, takes traffic'
  return [look.liveText, ...trafficWords(instance, look)].filter((part) => part !== '').join(', ')
}

/** Its health where that is not what one expects, and what becomes of the requests that are sent to it. */
function trafficWords(instance: InstanceFrame, look: CellLook): string[] {
  const health = instance.health === 'unhealthy' ? ['unhealthy'] : []
  if (look.body === 'refusing') return [...health, 'is sent traffic and refuses it: 502']
  return look.body === 'filled' ? [...health, 'takes traffic'] : health
}

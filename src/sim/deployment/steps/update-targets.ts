import type { LifecycleEventName, WavePhase } from '../../result/types'
import { blocksOriginals } from '../blocked-originals'
import { minimumHealthyCountOf } from '../configurations'
import type { StoredMinimumHealthyHosts } from '../configurations/types'
import { addTargets } from '../create-deployment'
import { type Gate, hasSucceeded, isStopped, plannedWaveSizes, startableCount } from '../gate'
import { inPlaceLifecycleEvents } from '../lifecycle/events'
import { type EventGroup, namesOfGroups } from '../lifecycle/registry'
import type { PlanContext, PlanSettings, TargetSet } from '../plan'
import type { Control, DeploymentState } from '../state'
import { failureOfTargets } from '../targets/failure'
import { startTargets } from '../targets/start-targets'
import { countCarried, countTargets, stretchOfStep } from '../targets/stretch'
import { plannedWaves, type ZonalPlan } from '../zonal'
import { DONE, type StepProgress, type StepRow, WAITING } from './progress'
import { reconcileZones } from './zones'

/** How many targets a step may have under way. */
export type UpdateRate =
  | {
      readonly kind: 'minimum-healthy-hosts'
      readonly minimumHealthyHosts: StoredMinimumHealthyHosts
      readonly scheduling: 'batch' | 'sliding'
      readonly zonal: ZonalPlan | null
    }
  /** `mustAllSucceed`: a single failure fails the deployment; otherwise one success is enough. */
  | { readonly kind: 'all-at-once'; readonly mustAllSucceed: boolean }

/**
 * Take every target of a set through some of its lifecycle events, at a rate. An update in place is one such step, a
 * blue/green deployment has one for the installation, one for rerouting and one for the original instances.
 */
export interface UpdateTargetsStep {
  readonly kind: 'update-targets'
  readonly phase: WavePhase
  readonly set: TargetSet
  readonly lifecycleEvents: readonly LifecycleEventName[]
  /** As far as it is known beforehand. */
  readonly targetCount: number
  readonly rate: UpdateRate
}

/** Updates the whole group where it stands, at the rate of the configuration. */
export function updateInPlace(settings: PlanSettings, context: PlanContext): UpdateTargetsStep {
  return {
    kind: 'update-targets',
    phase: 'update',
    set: 'original',
    lifecycleEvents: inPlaceLifecycleEvents(settings.trafficControl),
    targetCount: context.targetCount,
    rate: rateOf(settings, context),
  }
}

/** Brings the revision to every instance of the replacement, before it has any traffic. */
export function installOnReplacement(settings: PlanSettings, context: PlanContext): UpdateTargetsStep {
  return replacementStep('install', ['application'], settings, context)
}

/** Registers the replacement with its target group. */
export function reroute(settings: PlanSettings, context: PlanContext): UpdateTargetsStep {
  return replacementStep('reroute', ['allow'], settings, context)
}

function replacementStep(
  phase: WavePhase,
  groups: readonly EventGroup[],
  settings: PlanSettings,
  context: PlanContext,
): UpdateTargetsStep {
  return {
    kind: 'update-targets',
    phase,
    set: 'replacement',
    lifecycleEvents: namesOfGroups('Server', groups),
    targetCount: context.replacementCount,
    rate: rateOf(settings, context),
  }
}

/** Takes all original instances out of the load balancer together; one that fails fails the deployment (CodeDeploy user guide, instance health). */
export function blockOriginal(targetCount: number): UpdateTargetsStep {
  return blockStep('original', targetCount)
}

/** The same with the replacement, when a deployment is rolled back. */
export function blockReplacement(targetCount: number): UpdateTargetsStep {
  return blockStep('replacement', targetCount)
}

function blockStep(set: 'original' | 'replacement', targetCount: number): UpdateTargetsStep {
  return {
    kind: 'update-targets',
    phase: 'block',
    set,
    lifecycleEvents: namesOfGroups('Server', ['block']),
    targetCount,
    rate: { kind: 'all-at-once', mustAllSucceed: true },
  }
}

/** Registers the original instances again, when a deployment is rolled back. */
export function rerouteBack(settings: PlanSettings, context: PlanContext): UpdateTargetsStep {
  return {
    kind: 'update-targets',
    phase: 'reroute',
    set: 'original',
    lifecycleEvents: namesOfGroups('Server', ['allow']),
    targetCount: context.targetCount,
    rate: rateOf(settings, context),
  }
}

/** Which events of a service: all of them, or those on one side of the wait for the rerouting of production traffic. */
export type ServicePart = 'all' | 'until-reroute' | 'from-reroute'

/** Takes the one function or service through the events of its platform. */
export function updateService(platform: 'Lambda' | 'ECS', part: ServicePart = 'all'): UpdateTargetsStep {
  return {
    kind: 'update-targets',
    phase: 'update',
    set: 'service',
    lifecycleEvents: eventsOfPart(namesOfGroups(platform, ['application', 'allow']), part),
    targetCount: 1,
    rate: { kind: 'all-at-once', mustAllSucceed: true },
  }
}

function eventsOfPart(names: readonly LifecycleEventName[], part: ServicePart): readonly LifecycleEventName[] {
  if (part === 'all') return names
  const rerouteIndex = names.indexOf('BeforeAllowTraffic')
  return part === 'until-reroute' ? names.slice(0, rerouteIndex) : names.slice(rerouteIndex)
}

/** The rate that minimum healthy hosts allow; where the configuration shifts traffic instead, all at once. */
function rateOf({ scheduling }: PlanSettings, { minimumHealthyHosts, zonal }: PlanContext): UpdateRate {
  if (minimumHealthyHosts === null) return { kind: 'all-at-once', mustAllSucceed: true }
  return { kind: 'minimum-healthy-hosts', minimumHealthyHosts, scheduling, zonal }
}

/** A rollback goes the other way: traffic returns to the original, and the replacement is blocked. */
function phaseLabelOf({ phase, set }: UpdateTargetsStep): string | null {
  if (set === 'service') return null
  switch (phase) {
    case 'update':
      return 'Update'
    case 'install':
      return 'Install on the replacement'
    case 'reroute':
      return set === 'original' ? 'Reroute traffic back' : 'Reroute traffic'
    case 'block':
      return set === 'original' ? 'Block the original' : 'Block the replacement'
  }
}

/** The gate of a step for so many targets. All at once is a gate that keeps nobody healthy. */
function gateOf({ rate }: UpdateTargetsStep, targetCount: number, carriedFailures: number): Gate {
  return rate.kind === 'all-at-once'
    ? { targetCount, minimumHealthyCount: 0, scheduling: 'batch', carriedFailures }
    : {
        targetCount,
        minimumHealthyCount: minimumHealthyCountOf(rate, targetCount),
        scheduling: rate.scheduling,
        carriedFailures,
      }
}

function zonalOf({ rate }: UpdateTargetsStep): ZonalPlan | null {
  return rate.kind === 'all-at-once' ? null : rate.zonal
}

function plannedSizes(step: UpdateTargetsStep): readonly number[] {
  if (step.targetCount === 0) return []
  const gate = gateOf(step, step.targetCount, 0)
  const zonal = zonalOf(step)
  if (zonal === null) return plannedWaveSizes(gate)
  return plannedWaves({ ...gate, ...zonal }).flatMap(({ waveSizes }) => waveSizes)
}

/**
 * Original instances that their Auto Scaling group has launched since the deployment was created leave the load balancer
 * with the others (MODEL): they run the revision before, and would serve it for ever.
 */
function takeInLaunched(control: Control, deployment: DeploymentState, step: UpdateTargetsStep): void {
  if (control.state.scaling !== null && blocksOriginals(step)) addTargets(control, deployment, step.set)
}

/** Compares what is with what the gate allows; the targets in flight finish before the deployment ends. */
function reconcile(control: Control, deployment: DeploymentState, step: UpdateTargetsStep): StepProgress {
  const stretch = stretchOfStep(deployment, deployment.stepIndex)
  const counts = countTargets(deployment, stretch)
  const targetCount = counts.pending + counts.inProgress + counts.succeeded + counts.failed
  if (targetCount === 0) return DONE
  const gate = gateOf(step, targetCount, countCarried(deployment, stretch))
  const zonal = zonalOf(step)
  if (zonal !== null) return reconcileZones(control, deployment, { gate: { ...gate, ...zonal }, stretch })
  const count = startableCount(gate, counts)
  if (count > 0) {
    startTargets(control, deployment, stretch, count, step.phase)
    return WAITING
  }
  if (counts.inProgress > 0) return WAITING
  const isTolerated = step.rate.kind !== 'all-at-once' || !step.rate.mustAllSucceed || counts.failed === 0
  if (isTolerated && !isStopped(gate, counts) && hasSucceeded(gate, counts)) return DONE
  return { kind: 'failed', failure: failureOfTargets(deployment, stretch) }
}

export const updateTargetsRow: StepRow<UpdateTargetsStep> = {
  phaseLabel: phaseLabelOf,
  forecast: (step) => ({
    failure: null,
    waveSizes: plannedSizes(step),
  }),
  run: (control, deployment, step) => {
    takeInLaunched(control, deployment, step)
    return reconcile(control, deployment, step)
  },
}

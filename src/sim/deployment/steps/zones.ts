import type { Ms } from '../../result/types'
import type { TargetCounts } from '../gate'
import { beginPhase, endPhase } from '../phases'
import type { Control, DeploymentState, TargetState } from '../state'
import { failureOfTargets } from '../targets/failure'
import { startTargetsAt } from '../targets/start-targets'
import { countStandings, type Stretch, standingOf } from '../targets/stretch'
import { hasSucceeded, isStopped, startableCount, type ZonalGate, zoneUnderWay } from '../zonal'
import { DONE, type StepProgress, WAITING } from './progress'

/** A zonal update as it stands: its gate, and the lifecycle events that it is about. */
interface ZonalUpdate {
  readonly gate: ZonalGate
  readonly stretch: Stretch
}

/**
 * One zone after the other, with a watch of the zone before (CodeDeploy user guide, zonal configuration). A zone that
 * falls below its own minimum stops the deployment in all zones.
 */
export function reconcileZones(control: Control, deployment: DeploymentState, update: ZonalUpdate): StepProgress {
  const { gate, stretch } = update
  const zones = gate.zones.map(({ name }) => targetsOfZone(control, deployment, name))
  const counts = zones.map((targets) => countStandings(targets, stretch))
  if (isStopped(gate, counts)) return isUnderWay(counts) ? WAITING : failed(deployment, stretch)
  const zoneIndex = zoneUnderWay(counts)
  if (zoneIndex === zones.length) return hasSucceeded(gate, counts) ? DONE : failed(deployment, stretch)
  if (isWatching(control, deployment, update, zones, zoneIndex)) return WAITING
  startInZone(control, deployment, zones[zoneIndex], stretch, startableCount(gate, counts))
  return WAITING
}

function targetsOfZone({ world }: Control, { targets }: DeploymentState, name: string): readonly TargetState[] {
  const { zones } = world.scenario.fleet
  return targets.filter(
    ({ instanceIndex }) => instanceIndex !== null && zones[world.zoneIndexOf(instanceIndex)] === name,
  )
}

function isUnderWay(counts: readonly TargetCounts[]): boolean {
  return counts.some(({ inProgress }) => inProgress > 0)
}

function failed(deployment: DeploymentState, stretch: Stretch): StepProgress {
  return { kind: 'failed', failure: failureOfTargets(deployment, stretch) }
}

/** Whether the zone before the one under way is still being watched; sets the timer for the end of it. */
function isWatching(
  control: Control,
  deployment: DeploymentState,
  { gate, stretch }: ZonalUpdate,
  zones: readonly (readonly TargetState[])[],
  zoneIndex: number,
): boolean {
  const hasBegun = zones[zoneIndex].some((target) => standingOf(target, stretch) !== 'pending')
  if (zoneIndex === 0 || hasBegun) return false
  const { world } = control
  const before = gate.zones[zoneIndex - 1]
  const endedAtMs = lastEndOf(zones[zoneIndex - 1])
  if (world.nowMs() >= endedAtMs + before.monitorMs) {
    if (before.monitorMs > 0) changePhase(control, deployment, 'update-targets', 'Update')
    return false
  }
  if (world.nowMs() === endedAtMs) {
    changePhase(control, deployment, 'monitor-zone', `Monitor ${before.name}`)
    const { index: deploymentIndex, stepIndex } = deployment
    world.schedule(endedAtMs + before.monitorMs, { kind: 'step-due', deploymentIndex, stepIndex })
  }
  return true
}

function lastEndOf(targets: readonly TargetState[]): Ms {
  return Math.max(...targets.map(({ endMs }) => endMs ?? 0))
}

function changePhase(control: Control, deployment: DeploymentState, kind: string, label: string): void {
  endPhase(control, deployment)
  beginPhase(control, deployment, kind, label)
}

function startInZone(
  control: Control,
  deployment: DeploymentState,
  zone: readonly TargetState[],
  stretch: Stretch,
  count: number,
): void {
  if (count === 0) return
  const targetIndexes = zone
    .filter((target) => standingOf(target, stretch) === 'pending')
    .slice(0, count)
    .map((target) => deployment.targets.indexOf(target))
  startTargetsAt(control, deployment, stretch, targetIndexes, 'update')
}

import { endBoot } from '../auto-scaling/copy-group'
import { recordScaling, scalingStateOf } from '../auto-scaling/record'
import { handleScaling, startScaling, targetHealthOfInstance } from '../auto-scaling/run'
import { isAwaited } from '../auto-scaling/run-end'
import type { ControlEvent, ControlPlane, ScalingAct, World } from '../engine/world'
import { createFaults } from '../faults/inject'
import { createDeployment } from './create-deployment'
import { handleService, recordService, startService, targetHealthOfTask } from './ecs/service'
import { newServiceState } from './ecs/state'
import { fleetSizes } from './fleet-sizes'
import { initialHosts, initialLastSuccessfulRevision } from './hosts'
import { intervene } from './interventions'
import { handleLambda, startLambda } from './lambda/run'
import { newLambdaState } from './lambda/state'
import { locate } from './lifecycle/place'
import { takeUpPending } from './lifecycle/run-event'
import { reportHealth } from './lifecycle/traffic'
import { planDeployment, planFor } from './plan-deployment'
import { platformOf } from './platform'
import { recordOf } from './records'
import { pollAlarms, proceed, startDeployment, timeOut } from './run-deployment'
import { shiftTraffic } from './shift'
import { type Control, type EventPlace, settingsOf } from './state'
import { advanceTarget } from './targets/advance-target'

/** The control plane of one run: deployments, lifecycle events, scaling, rollback, interventions, faults. */
export function createControlPlane(world: World): ControlPlane {
  const { scenario } = world
  const control: Control = {
    world,
    state: {
      hosts: initialHosts(scenario.fleet),
      lastSuccessfulRevision: initialLastSuccessfulRevision(scenario.fleet),
      groupFleet: 'original',
      outsiders: [],
      deployments: [],
      scaling: scalingStateOf(scenario),
      lambda: platformOf(scenario) === 'Lambda' ? newLambdaState() : null,
      service: newServiceState(scenario),
    },
    faults: createFaults(
      {
        world,
        instancesOfWave: (waveNumber) => instancesOfWave(control, waveNumber),
        startedCount: () => startedCount(control),
      },
      () => takeUpPending(control),
    ),
  }
  // Asked every second until the first deployment is there, so made once.
  const planned = planDeployment(scenario)
  return {
    start: () => start(control),
    handle: (event) => {
      handle(control, event)
      control.faults.refresh()
    },
    targetHealthChanged: (instanceIndex, health) => {
      reportHealth(control, instanceIndex, health)
      if (platformOf(scenario) === 'ECS') targetHealthOfTask(control, instanceIndex, health)
      else targetHealthOfInstance(control, instanceIndex, health)
    },
    isIdle: () => isIdle(control),
    minimumHealthyCount: () => (mainDeployment(control)?.plan ?? planned)?.minimumHealthyCount ?? 0,
    deployments: () => control.state.deployments.map(recordOf),
    autoScaling: () => recordScaling(control.state.scaling) ?? recordService(scenario, control.state.service),
    faults: control.faults.answers,
  }
}

function start(control: Control): void {
  const { world } = control
  control.faults.start()
  startScaling(control)
  if (platformOf(world.scenario) === 'ECS') startService(control)
  startLambda(control)
  if (world.scenario.deployment !== null) world.schedule(world.scenario.startAtMs, { kind: 'create-deployment' })
  for (const [interventionIndex, { atMs }] of world.scenario.interventions.entries())
    world.schedule(atMs, { kind: 'intervention', interventionIndex })
}

function handle(control: Control, event: ControlEvent): void {
  const { deployments } = control.state
  switch (event.kind) {
    case 'create-deployment':
      createFirst(control)
      break
    case 'lifecycle-event-ended':
      endEvent(control, event, false)
      break
    case 'allow-traffic-timed-out':
      endEvent(control, event, true)
      break
    case 'agent-timed-out':
      if (locate(control, event).event.startMs === null) endEvent(control, event, false)
      break
    case 'step-due':
      proceed(control, deployments[event.deploymentIndex])
      break
    case 'weight-shift':
      shiftTraffic(control, deployments[event.deploymentIndex], event.shiftIndex)
      proceed(control, deployments[event.deploymentIndex])
      break
    case 'alarm-poll':
      pollAlarms(control, deployments[event.deploymentIndex])
      break
    case 'deployment-timed-out':
      timeOut(control, deployments[event.deploymentIndex])
      break
    case 'intervention':
      intervene(control, event.interventionIndex)
      break
    case 'scaling':
      scale(control, event.act, event.instanceIndex)
      break
    case 'lambda':
      handleLambda(control, event.act, event.provisionNumber)
      break
    case 'fault-starts':
    case 'fault-ends':
    case 'fault-goes-on':
      control.faults.handle(event)
      break
  }
}

/** The deployment that the scenario is about. */
function createFirst(control: Control): void {
  const settings = settingsOf(control.world.scenario)
  const plan = planFor(settings, fleetSizes(control))
  const request = { creator: 'user', revision: 'new', plan, scope: { kind: 'group' }, ignoresAlarms: false } as const
  startDeployment(control, createDeployment(control, request))
}

/** A timer of scaling: about a copied group, about the service of ECS, or about the Auto Scaling group. */
function scale(control: Control, act: ScalingAct, instanceIndex: number | null): void {
  const copying = endBoot(control, act, instanceIndex)
  if (copying !== null) proceed(control, copying)
  else if (platformOf(control.world.scenario) === 'ECS') handleService(control, act, instanceIndex)
  else handleScaling(control, act, instanceIndex)
}

function endEvent(
  control: Control,
  { deploymentIndex, targetIndex, eventIndex }: EventPlace,
  isTimedOut: boolean,
): void {
  const hasTargetEnded = advanceTarget(control, { deploymentIndex, targetIndex, eventIndex }, isTimedOut)
  if (hasTargetEnded) proceed(control, control.state.deployments[deploymentIndex])
}

/** The first deployment of the whole group: that of Auto Scaling to an instance may be older. */
function firstDeployment({ state }: Control) {
  return state.deployments.find(({ scope }) => scope.kind !== 'instances')
}

/** Instances of a wave of the first deployment, from 1; none before it has begun. */
function instancesOfWave(control: Control, waveNumber: number): readonly number[] {
  return firstDeployment(control)?.waves[waveNumber - 1]?.instanceIndexes ?? []
}

/** How many instances have begun in the waves of the first deployment. */
function startedCount(control: Control): number {
  const waves = firstDeployment(control)?.waves ?? []
  return waves.reduce((count, { instanceIndexes }) => count + instanceIndexes.length, 0)
}

/** The last deployment of the whole group. */
function mainDeployment({ state }: Control) {
  return state.deployments.findLast(({ scope }) => scope.kind !== 'instances')
}

/** Nothing is under way, and nothing that a person has decided on is still to come. */
function isIdle(control: Control): boolean {
  const { world, state } = control
  const { deployment, startAtMs, interventions } = world.scenario
  const isToCome =
    deployment !== null &&
    state.deployments.every(({ scope }) => scope.kind === 'instances') &&
    world.nowMs() <= startAtMs
  const lastActMs = Math.max(-1, ...interventions.map(({ atMs }) => atMs))
  return !isToCome && world.nowMs() >= lastActMs && !isAwaited(control)
}

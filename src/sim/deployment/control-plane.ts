import { recordScaling, scalingStateOf } from '../auto-scaling/record'
import { handleScaling, startScaling, targetHealthOfInstance } from '../auto-scaling/run'
import type { ControlEvent, ControlPlane, World } from '../engine/world'
import { changeTimedFault, scheduleTimedFaults } from '../faults/inject'
import { createDeployment } from './create-deployment'
import { initialHosts, initialLastSuccessfulRevision } from './hosts'
import { groupInstances } from './instances'
import { intervene } from './interventions'
import { handleLambda, startLambda } from './lambda/run'
import { reportHealth } from './lifecycle/traffic'
import { planDeployment, planFor } from './plan-deployment'
import { pollAlarms } from './poll-alarms'
import { recordOf } from './records'
import { proceed, startDeployment, timeOut } from './run-deployment'
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
      deployments: [],
      scaling: scalingStateOf(scenario),
      lambda: { provisionNumber: 0, provisionedOld: 0, provisionedNew: 0 },
    },
  }
  // Asked every second until the first deployment is there, so made once.
  const planned = planDeployment(scenario)
  return {
    start: () => start(control),
    handle: (event) => handle(control, event),
    targetHealthChanged: (instanceIndex, health) => {
      reportHealth(control, instanceIndex, health)
      targetHealthOfInstance(control, instanceIndex, health)
    },
    isIdle: () => isIdle(control),
    minimumHealthyCount: () => (mainDeployment(control)?.plan ?? planned)?.minimumHealthyCount ?? 0,
    deployments: () => control.state.deployments.map(recordOf),
    autoScaling: () => recordScaling(control.state.scaling),
  }
}

function start(control: Control): void {
  const { world } = control
  scheduleTimedFaults(world)
  startScaling(control)
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
      handleScaling(control, event.act, event.instanceIndex)
      break
    case 'lambda':
      handleLambda(control, event.act, event.provisionNumber)
      break
    case 'fault-starts':
      changeTimedFault(control.world, event.faultIndex, 'injected')
      break
    case 'fault-ends':
      changeTimedFault(control.world, event.faultIndex, 'lifted')
      break
  }
}

/** The deployment that the scenario is about. */
function createFirst(control: Control): void {
  const settings = settingsOf(control.world.scenario)
  const targetCount = groupInstances(control).length
  const plan = planFor(settings, {
    targetCount,
    replacementCount: settings.blueGreen.replacementCount ?? targetCount,
  })
  const request = { creator: 'user', revision: 'new', plan, scope: { kind: 'group' }, ignoresAlarms: false } as const
  startDeployment(control, createDeployment(control, request))
}

function endEvent(
  control: Control,
  { deploymentIndex, targetIndex, eventIndex }: EventPlace,
  isTimedOut: boolean,
): void {
  const hasTargetEnded = advanceTarget(control, { deploymentIndex, targetIndex, eventIndex }, isTimedOut)
  if (hasTargetEnded) proceed(control, control.state.deployments[deploymentIndex])
}

/** The last deployment of the whole group. */
function mainDeployment({ state }: Control) {
  return state.deployments.findLast(({ scope }) => scope.kind !== 'instances')
}

/** Nothing is under way, and nothing that a person has decided on is still to come. */
function isIdle({ world, state }: Control): boolean {
  const { deployment, startAtMs, interventions } = world.scenario
  const isToCome = deployment !== null && state.deployments.length === 0 && world.nowMs() <= startAtMs
  const lastActMs = Math.max(-1, ...interventions.map(({ atMs }) => atMs))
  return !isToCome && world.nowMs() >= lastActMs && state.deployments.every(({ endedAtMs }) => endedAtMs !== null)
}

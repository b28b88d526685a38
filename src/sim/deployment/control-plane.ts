import type { ControlEvent, ControlPlane, World } from '../engine/world'
import { changeTimedFault, drawHookChances, scheduleTimedFaults } from '../faults/inject'
import { createDeployment } from './create-deployment'
import { initialHosts, initialLastSuccessfulRevision } from './hosts'
import { reportHealth } from './lifecycle/traffic'
import { planDeployment } from './plan-deployment'
import { recordOf } from './records'
import { proceed, startDeployment, timeOut } from './run-deployment'
import type { Control, EventPlace } from './state'
import { advanceTarget } from './targets/advance-target'

/** The control plane of one run: deployments, lifecycle events, rollback, faults. */
export function createControlPlane(world: World): ControlPlane {
  const { fleet } = world.scenario
  const control: Control = {
    world,
    state: {
      hosts: initialHosts(fleet),
      lastSuccessfulRevision: initialLastSuccessfulRevision(fleet),
      deployments: [],
      hookChances: [],
    },
  }
  // Asked every second until the first deployment is there, so made once.
  const planned = planDeployment(world.scenario)
  return {
    start: () => start(control),
    handle: (event) => handle(control, event),
    targetHealthChanged: (instanceIndex, health) => reportHealth(control, instanceIndex, health),
    isIdle: () => isIdle(control),
    minimumHealthyCount: () => (control.state.deployments.at(-1)?.plan ?? planned)?.minimumHealthyCount ?? 0,
    deployments: () => control.state.deployments.map(recordOf),
  }
}

function start({ world, state }: Control): void {
  state.hookChances.push(...drawHookChances(world))
  scheduleTimedFaults(world)
  if (world.scenario.deployment !== null) world.schedule(world.scenario.startAtMs, { kind: 'create-deployment' })
}

function handle(control: Control, event: ControlEvent): void {
  switch (event.kind) {
    case 'create-deployment':
      startDeployment(control, createDeployment(control, { creator: 'user', revision: 'new' }))
      break
    case 'lifecycle-event-ended':
      endEvent(control, event, false)
      break
    case 'allow-traffic-timed-out':
      endEvent(control, event, true)
      break
    case 'deployment-timed-out':
      timeOut(control, control.state.deployments[event.deploymentIndex])
      break
    case 'fault-starts':
      changeTimedFault(control.world, event.faultIndex, 'injected')
      break
    case 'fault-ends':
      changeTimedFault(control.world, event.faultIndex, 'lifted')
      break
  }
}

function endEvent(
  control: Control,
  { deploymentIndex, targetIndex, eventIndex }: EventPlace,
  isTimedOut: boolean,
): void {
  const hasTargetEnded = advanceTarget(control, { deploymentIndex, targetIndex, eventIndex }, isTimedOut)
  if (hasTargetEnded) proceed(control, control.state.deployments[deploymentIndex])
}

function isIdle({ world, state }: Control): boolean {
  const last = state.deployments.at(-1)
  return last === undefined ? world.scenario.deployment === null : last.endedAtMs !== null
}

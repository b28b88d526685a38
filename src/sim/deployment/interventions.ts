import { setDesiredCapacity } from '../auto-scaling/desired-capacity'
import { liftRefusal } from '../faults/faults-of'
import type { Intervention } from '../scenario/schema'
import { watchesAlarms } from './alarms'
import { createDeployment } from './create-deployment'
import { setDesiredCount } from './ecs/service'
import { fleetSizes } from './fleet-sizes'
import { aliasRefusal } from './lambda/alias'
import { planFor } from './plan-deployment'
import { platformOf } from './platform'
import { proceed, startDeployment, stopDeployment } from './run-deployment'
import { type Control, type DeploymentState, settingsOf } from './state'

/** Does what a person has decided to do now; what is not possible is refused with a sentence in the log. */
export function intervene(control: Control, interventionIndex: number): void {
  const { world } = control
  const refusal = act(control, world.scenario.interventions[interventionIndex])
  world.log({
    type: 'intervention',
    status: refusal === null ? 'done' : 'refused',
    itemIndex: interventionIndex,
    detail: refusal ?? '',
  })
}

/** null, or why it is refused. */
function act(control: Control, intervention: Intervention): string | null {
  switch (intervention.kind) {
    case 'stop':
      return stop(control, intervention.autoRollbackEnabled)
    case 'continue':
      return continueWait(control, intervention.deploymentWaitType)
    case 'deploy':
      return deploy(control, intervention)
    case 'set-desired-capacity':
      return platformOf(control.world.scenario) === 'ECS'
        ? setDesiredCount(control, intervention.desiredCapacity)
        : setDesiredCapacity(control, intervention.desiredCapacity)
    case 'inject-fault':
      // Its window begins with the act, and the faults themselves put that into the queue.
      return null
    case 'lift-fault':
      return liftRefusal(control.world.scenario, intervention)
    case 'override-alarms':
      return overrideAlarms(control)
  }
}

/** The deployment of the whole group that is under way; those that Auto Scaling asked for are not. */
function underWay({ state }: Control): DeploymentState | undefined {
  return state.deployments.findLast(({ endedAtMs, scope }) => endedAtMs === null && scope.kind !== 'instances')
}

const NOTHING_UNDER_WAY = 'No deployment is under way.'

function stop(control: Control, autoRollbackEnabled: boolean | null): string | null {
  const deployment = underWay(control)
  if (deployment === undefined) return NOTHING_UNDER_WAY
  const { autoRollback } = settingsOf(control.world.scenario)
  stopDeployment(control, deployment, {
    errorCode: 'MANUAL_STOP',
    message: 'The deployment was stopped by a person.',
    rollsBack:
      autoRollbackEnabled ?? (autoRollback.enabled && autoRollback.events.includes('DEPLOYMENT_STOP_ON_REQUEST')),
  })
  return null
}

const STEP_OF_WAIT = { READY_WAIT: 'wait-ready', TERMINATION_WAIT: 'wait-termination' } as const

function continueWait(control: Control, wait: keyof typeof STEP_OF_WAIT): string | null {
  const deployment = underWay(control)
  if (deployment === undefined) return NOTHING_UNDER_WAY
  const step = deployment.plan.steps[deployment.stepIndex]
  if (step?.kind !== STEP_OF_WAIT[wait]) {
    return wait === 'READY_WAIT'
      ? 'DeploymentIsNotInReadyStateException: the deployment does not wait to be continued now.'
      : 'The deployment is not in its termination wait now.'
  }
  deployment.isWaitEnded = true
  proceed(control, deployment)
  return null
}

function overrideAlarms(control: Control): string | null {
  const deployment = underWay(control)
  if (deployment === undefined) return NOTHING_UNDER_WAY
  if (deployment.stop !== null) return 'The deployment is being stopped already.'
  if (!watchesAlarms(control, deployment)) return 'The deployment watches no alarm that could stop it.'
  deployment.ignoresAlarms = true
  return null
}

function deploy(control: Control, { revision, overrideAlarms }: Extract<Intervention, { kind: 'deploy' }>) {
  const { startAtMs } = control.world.scenario
  if (control.world.nowMs() < startAtMs)
    return `The deployment of the scenario is created at ${startAtMs} ms and is the first one.`
  const deployment = underWay(control)
  if (deployment !== undefined)
    return `DeploymentLimitExceededException: deployment ${deployment.id} of the deployment group is under way.`
  const refusal = aliasRefusal(control, revision)
  if (refusal !== null) return refusal
  const settings = settingsOf(control.world.scenario)
  const plan = planFor(settings, fleetSizes(control))
  const request = { creator: 'user', revision, plan, scope: { kind: 'group' }, ignoresAlarms: overrideAlarms } as const
  startDeployment(control, createDeployment(control, request))
  return null
}

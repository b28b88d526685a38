import type { RevisionLabel } from '../result/types'
import { strategyOf } from '../strategies'
import { createDeployment } from './create-deployment'
import { fleetSizes } from './fleet-sizes'
import { rollbackPlanFor } from './plan-deployment'
import { type Control, type DeploymentState, settingsOf } from './state'
import { hasTouched } from './touched-service'

/**
 * Creates the rollback of a deployment that has failed or was stopped: a new deployment of the group's last successful
 * revision (CodeDeploy user guide, redeploy and roll back a deployment). null when there is none to create.
 *
 * MODEL: in place it goes to all instances of the group with the group's configuration; a rollback is never rolled back
 * itself.
 */
export function createRollback(control: Control, ended: DeploymentState): DeploymentState | null {
  if (!isRolledBack(control, ended)) return null
  if (!hasTouched(ended)) {
    ended.rollbackMessage = `Deployment ${ended.id} terminated. No automatic rollback is triggered: nothing has moved, so there is nothing to roll back.`
    return null
  }
  const revision = control.state.lastSuccessfulRevision
  if (revision === null) {
    ended.rollbackMessage =
      `Deployment ${ended.id} terminated. No automatic rollback is triggered: ` +
      'no revision was ever deployed to the deployment group with success.'
    return null
  }
  const rollback = createDeployment(control, requestOf(control, ended, revision))
  link(ended, rollback)
  return rollback
}

function isRolledBack({ world }: Control, { status, creator, stop, scope }: DeploymentState): boolean {
  if (status === 'Succeeded' || creator === 'codeDeployRollback' || scope.kind === 'instances') return false
  if (stop !== null) return stop.rollsBack
  // A wait that nobody has ended: no failure, and nobody's request either (MODEL).
  if (status === 'Stopped') return false
  const { autoRollback } = settingsOf(world.scenario)
  return autoRollback.enabled && autoRollback.events.includes('DEPLOYMENT_FAILURE')
}

function requestOf(control: Control, ended: DeploymentState, revision: RevisionLabel) {
  const settings = settingsOf(control.world.scenario)
  const turnsBack = strategyOf(settings.strategy).rollback !== undefined
  const sizes = { ...fleetSizes(control), replacementCount: (ended.replacement ?? []).length }
  const hasBlockedOriginal = ended.targets.some(({ set, startMs }) => set === 'original' && startMs !== null)
  // What could not begin fails alike the other way: without its zones it would take the whole fleet down for nothing.
  const keepsZones = ended.errorCode === 'HEALTH_CONSTRAINTS_INVALID'
  const plan = rollbackPlanFor(settings, sizes, { hasBlockedOriginal, keepsZones })
  return {
    creator: 'codeDeployRollback',
    revision,
    plan,
    scope: turnsBack ? ({ kind: 'rollback', of: ended.index } as const) : ({ kind: 'group' } as const),
    // A rollback ran to its end while the alarm that had caused it was still red: OBSERVED.
    ignoresAlarms: true,
  } as const
}

/** Each of the two names the other, in the words of the service (API: RollbackInfo). */
function link(ended: DeploymentState, rollback: DeploymentState): void {
  ended.rollbackDeploymentId = rollback.id
  ended.rollbackMessage = `Deployment ${ended.id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`
  rollback.rollbackTriggeringDeploymentId = ended.id
  rollback.rollbackMessage = `Deployment ${rollback.id} is triggered to roll back deployment ${ended.id}.`
}

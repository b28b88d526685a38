import { createDeployment } from './create-deployment'
import { type Control, type DeploymentState, settingsOf } from './state'

/**
 * Creates the automatic rollback of a deployment that has failed: a new deployment of the group's last successful
 * revision (CodeDeploy user guide, redeploy and roll back a deployment). null when there is none to create.
 *
 * MODEL: it goes to all instances of the group with the group's configuration, and is never rolled back itself.
 */
export function createRollback(control: Control, failed: DeploymentState): DeploymentState | null {
  const { autoRollback } = settingsOf(control.world.scenario)
  if (failed.status !== 'Failed' || failed.creator === 'codeDeployRollback') return null
  if (!autoRollback.enabled || !autoRollback.events.includes('DEPLOYMENT_FAILURE')) return null
  const revision = control.state.lastSuccessfulRevision
  if (revision === null) {
    failed.rollbackMessage =
      `Deployment ${failed.id} terminated. No automatic rollback is triggered: ` +
      'no revision was ever deployed to the deployment group with success.'
    return null
  }
  const rollback = createDeployment(control, { creator: 'codeDeployRollback', revision })
  link(failed, rollback)
  return rollback
}

/** Each of the two names the other, in the words of the service (API: RollbackInfo). */
function link(failed: DeploymentState, rollback: DeploymentState): void {
  failed.rollbackDeploymentId = rollback.id
  failed.rollbackMessage = `Deployment ${failed.id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`
  rollback.rollbackTriggeringDeploymentId = failed.id
  rollback.rollbackMessage = `Deployment ${rollback.id} is triggered to roll back deployment ${failed.id}.`
}

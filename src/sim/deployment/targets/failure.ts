import type { DeploymentState } from '../state'
import type { DeploymentFailure } from '../steps/progress'
import type { Stretch } from './stretch'

const TOO_FEW_HEALTHY: DeploymentFailure = {
  errorCode: 'HEALTH_CONSTRAINTS',
  message:
    'The overall deployment failed because too many individual instances failed deployment, too few healthy ' +
    'instances are available for deployment, or some instances in your deployment group are experiencing problems.',
}

/** Why a deployment has failed with the targets of a stretch: too few instances, or what became of the one function or service. */
export function failureOfTargets(deployment: DeploymentState, { set }: Stretch): DeploymentFailure {
  if (set !== 'service') return TOO_FEW_HEALTHY
  const failed = deployment.targets
    .flatMap(({ lifecycleEvents }) => lifecycleEvents)
    .find(({ status }) => status === 'Failed')
  if (failed === undefined) throw new Error(`Deployment ${deployment.id} has failed without a failed event`)
  return {
    errorCode: failed.name === 'Install' ? 'ECS_UPDATE_ERROR' : 'HOOK_EXECUTION_FAILURE',
    message: `The deployment failed in ${failed.name}: ${failed.message}`,
  }
}

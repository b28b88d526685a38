import { formatCount } from '../../result/number-words'
import { LIMITS } from '../../scenario/limits'
import { checkRow, type DeploymentFailure } from './progress'

/** Fail at once when the deployment group resolves to no instance, or to more than the quota allows. */
export interface CheckTargetsStep {
  readonly kind: 'check-targets'
  /** Which instances are counted. */
  readonly set: 'original' | 'replacement'
  readonly targetCount: number
  /** Quota: instances in one deployment (CodeDeploy user guide, limits). */
  readonly targetCountMax: number
}

/** The first step of every deployment to instances. */
export function checkTargets(targetCount: number): CheckTargetsStep {
  return { kind: 'check-targets', set: 'original', targetCount, targetCountMax: LIMITS.targetsPerDeploymentMax }
}

/** The same of the instances that are to replace them. */
export function checkReplacement(targetCount: number): CheckTargetsStep {
  return { ...checkTargets(targetCount), set: 'replacement' }
}

const NO_TARGET: DeploymentFailure = {
  errorCode: 'NO_INSTANCES',
  message: 'The deployment failed because no instances were found for it.',
}

/** Why a blue/green deployment fails that has nothing to install the revision on. */
export const NO_REPLACEMENT: DeploymentFailure = {
  errorCode: 'NO_INSTANCES',
  message: 'The deployment failed because no instances were found for its replacement environment.',
}

function failureOf(step: CheckTargetsStep): DeploymentFailure | null {
  if (step.targetCount === 0) return step.set === 'original' ? NO_TARGET : NO_REPLACEMENT
  if (step.targetCount <= step.targetCountMax) return null
  return {
    errorCode: 'OVER_MAX_INSTANCES',
    message: `The deployment failed because it has ${formatCount(step.targetCount)} instances; the quota is ${formatCount(step.targetCountMax)} in this model, whatever the Region.`,
  }
}

export const checkTargetsRow = checkRow(failureOf)

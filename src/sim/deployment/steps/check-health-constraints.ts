import { checkRow, type DeploymentFailure } from './progress'

/** Fail at once when the configuration leaves no host that may be taken out of service. */
export interface CheckHealthConstraintsStep {
  readonly kind: 'check-health-constraints'
  readonly targetCount: number
  readonly minimumHealthyCount: number
}

/** Before anything is touched: minimum healthy hosts must leave at least one instance to work on. */
export function checkHealthConstraints(targetCount: number, minimumHealthyCount: number): CheckHealthConstraintsStep {
  return { kind: 'check-health-constraints', targetCount, minimumHealthyCount }
}

// MODEL: AWS hints that instances which never had a deployment could be updated all the same, because that makes none
// less healthy, and does not say more; the plain rule holds for every fleet here.
function failureOf({ targetCount, minimumHealthyCount }: CheckHealthConstraintsStep): DeploymentFailure | null {
  if (targetCount > minimumHealthyCount) return null
  return {
    errorCode: 'HEALTH_CONSTRAINTS_INVALID',
    message:
      `The deployment cannot start: ${minimumHealthyCount} of ${targetCount} instances must stay healthy, ` +
      'so none may be taken out of service.',
  }
}

export const checkHealthConstraintsRow = checkRow(failureOf)

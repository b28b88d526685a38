import type { ZonalPlan, ZoneGate } from '../zonal'
import { checkRow, type DeploymentFailure } from './progress'

/** Fail at once when the configuration leaves no host that may be taken out of service. */
export interface CheckHealthConstraintsStep {
  readonly kind: 'check-health-constraints'
  readonly targetCount: number
  readonly minimumHealthyCount: number
  /** Those of a zonal configuration: each must leave a host of its own. */
  readonly zones: readonly ZoneGate[]
}

/** Before anything is touched: minimum healthy hosts must leave at least one instance to work on. */
export function checkHealthConstraints(
  targetCount: number,
  minimumHealthyCount: number,
  zonal: ZonalPlan | null = null,
): CheckHealthConstraintsStep {
  return { kind: 'check-health-constraints', targetCount, minimumHealthyCount, zones: zonal?.zones ?? [] }
}

// MODEL: AWS hints that instances which never had a deployment could be updated all the same, because that makes none
// less healthy, and does not say more; the plain rule holds for every fleet here.
function failureOf(step: CheckHealthConstraintsStep): DeploymentFailure | null {
  const full = [{ name: null, ...step }, ...step.zones].find((part) => part.targetCount <= part.minimumHealthyCount)
  if (full === undefined) return null
  const where = full.name === null ? 'instances' : `instances of ${full.name}`
  return {
    errorCode: 'HEALTH_CONSTRAINTS_INVALID',
    message:
      `The deployment cannot start: ${full.minimumHealthyCount} of ${full.targetCount} ${where} must stay healthy, ` +
      'so none may be taken out of service.',
  }
}

export const checkHealthConstraintsRow = checkRow(failureOf)

import { deploymentIndexAt, deploymentStatusAt } from './fleet-at'
import { isRollback } from './roles'
import { shiftWordAt } from './shifts'
import type { DeploymentStatus, LifecycleEventStatus, Ms, RunResult, TargetStatus } from './types'

/** Statuses of deployments, targets and lifecycle events as people read them. */
export const STATUS_WORDS: Readonly<Record<DeploymentStatus | TargetStatus | LifecycleEventStatus, string>> = {
  Created: 'Created',
  Pending: 'Pending',
  InProgress: 'In progress',
  Ready: 'Ready',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Skipped: 'Skipped',
  Stopped: 'Stopped',
}

/**
 * What the window calls the state of things at a time; "Shifting", "Baking", "Rolling back" and "Rolled back" are words,
 * no statuses of AWS.
 */
export function stateWords(result: RunResult, tMs: Ms): string {
  const deploymentIndex = deploymentIndexAt(result, tMs)
  if (deploymentIndex === null) return result.scenario.deployment === null ? 'No deployment' : 'Not yet created'
  const deployment = result.deployments[deploymentIndex]
  const status = deploymentStatusAt(result, deploymentIndex, tMs)
  const isUnderWay = status === 'InProgress'
  if (!isRollback(deployment)) return (isUnderWay && shiftWordAt(result, deployment, tMs)) || STATUS_WORDS[status]
  if (isUnderWay) return 'Rolling back'
  return status === 'Succeeded' ? 'Rolled back' : 'Rollback failed'
}

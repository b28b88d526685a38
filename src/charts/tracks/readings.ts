import { type DeploymentRecord, groupDeploymentsOf, type Ms, type RunResult } from '@sim'

/** The deployment of the group under way at a time, or the last one created before it; null before the first. */
export function deploymentAt(result: RunResult, tMs: Ms): DeploymentRecord | null {
  return groupDeploymentsOf(result).findLast(({ createdAtMs }) => createdAtMs <= tMs) ?? null
}

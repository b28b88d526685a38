import type { DeploymentRecord, Ms, RunResult } from '@sim'

/** The deployment under way at a time, or the last one created before it; null before the first. */
export function deploymentAt(result: RunResult, tMs: Ms): DeploymentRecord | null {
  return result.deployments.findLast(({ createdAtMs }) => createdAtMs <= tMs) ?? null
}

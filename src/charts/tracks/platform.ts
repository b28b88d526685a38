import { type ComputePlatform, type RunResult, userDeploymentOf } from '@sim'

/** The platform of a run; a run without a deployment is one of EC2 instances. */
export function platformOf(result: RunResult): ComputePlatform {
  return result.plan?.computePlatform ?? userDeploymentOf(result)?.computePlatform ?? 'Server'
}

export function isOnLambda(result: RunResult): boolean {
  return platformOf(result) === 'Lambda'
}

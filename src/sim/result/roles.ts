import type { DeploymentCreator, DeploymentRecord, RunResult } from './types'

/** What people call a deployment, by who created it. Total over the creators: the compiler names the one that is missing. */
const NOUNS: Readonly<Record<DeploymentCreator, string>> = {
  user: 'deployment',
  codeDeployRollback: 'rollback',
  autoscaling: 'launch deployment',
  autoscalingTermination: 'termination deployment',
  CodeDeployAutoUpdate: 'follow-on deployment',
}

/** `deployment`, `rollback`, or what kind of deployment to single instances of an Auto Scaling group it is. */
export function deploymentNoun({ creator }: Pick<DeploymentRecord, 'creator'>): string {
  return NOUNS[creator]
}

/** `Deployment d-...` at the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** True for a deployment that takes the group back to its last good revision. */
export function isRollback({ creator }: Pick<DeploymentRecord, 'creator'>): boolean {
  return creator === 'codeDeployRollback'
}

/**
 * True for a deployment of the whole group; those that follow from Auto Scaling go to single instances, some of them
 * beside it.
 */
export function isOfGroup({ creator }: Pick<DeploymentRecord, 'creator'>): boolean {
  return creator === 'user' || creator === 'codeDeployRollback'
}

/** The deployment that the run is about: the first that a user created; null when there is none. */
export function userDeploymentOf({ deployments }: Pick<RunResult, 'deployments'>): DeploymentRecord | null {
  return deployments.find(({ creator }) => creator === 'user') ?? null
}

/** The deployments of the whole group, in the order in which they were created. */
export function groupDeploymentsOf({ deployments }: Pick<RunResult, 'deployments'>): DeploymentRecord[] {
  return deployments.filter(isOfGroup)
}

/** The rollback that a deployment triggered; null when it triggered none. */
export function rollbackOf(
  { deployments }: Pick<RunResult, 'deployments'>,
  { rollbackDeploymentId }: DeploymentRecord,
): DeploymentRecord | null {
  return deployments.find(({ id }) => id === rollbackDeploymentId) ?? null
}

/** True when the deployment goes to instances; false for one function or one service. */
export function isToInstances({ computePlatform }: Pick<DeploymentRecord, 'computePlatform'>): boolean {
  return computePlatform === 'Server'
}

/** What stands behind the load balancer: an instance, or a task of ECS. */
export function hostNoun({ plan }: Pick<RunResult, 'plan'>): 'instance' | 'task' {
  return plan?.computePlatform === 'ECS' ? 'task' : 'instance'
}

/** Words of ours about instances, as they are said of the tasks of ECS. */
export function hostWords(result: Pick<RunResult, 'plan'>, text: string): string {
  return hostNoun(result) === 'task' ? text.replaceAll('instance', 'task') : text
}

/** `1 instance`, `12 instances`; `1 function`, `1 service` are what a deployment of Lambda or ECS counts. */
export function targetNoun({ computePlatform }: Pick<DeploymentRecord, 'computePlatform'>): string {
  return TARGET_NOUNS[computePlatform]
}

const TARGET_NOUNS: Readonly<Record<DeploymentRecord['computePlatform'], string>> = {
  Server: 'instance',
  Lambda: 'function',
  ECS: 'service',
}

import {
  type ComputePlatform,
  type DeploymentRecord,
  type LifecycleEventName,
  type RunResult,
  type Scenario,
  STRATEGIES,
  type Strategy,
  type TargetHealth,
  type TargetRecord,
} from '@sim'

/** The strategy of a scenario; null without a deployment. */
export function strategyOf({ deployment }: Scenario): Strategy | null {
  return STRATEGIES.find(({ id }) => id === deployment?.strategy) ?? null
}

/** Where the scenario's requests go: a run without a deployment is one of instances. */
export const platformOf = (scenario: Scenario): ComputePlatform => strategyOf(scenario)?.platform ?? 'Server'

/**
 * What a target must be to get a request while none of its group is healthy: registered and not draining. A Classic Load
 * Balancer does not fail open (Classic Load Balancer user guide, health checks).
 */
export function openStates({ loadBalancer }: Scenario): readonly TargetHealth[] {
  return loadBalancer.type === 'classic' ? [] : ['initial', 'unhealthy']
}

/** Auto Scaling asked for it, or it follows on for instances that were launched meanwhile: not the group's own. */
export const isOfInstances = ({ creator }: DeploymentRecord): boolean =>
  creator === 'autoscaling' || creator === 'autoscalingTermination' || creator === 'CodeDeployAutoUpdate'

/** Deployments of the whole group, in the order of their creation. */
export const groupDeployments = ({ deployments }: RunResult): DeploymentRecord[] =>
  deployments.filter((deployment) => !isOfInstances(deployment))

const BLOCK: readonly LifecycleEventName[] = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']
const APPLICATION: readonly LifecycleEventName[] = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
]
const ALLOW: readonly LifecycleEventName[] = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const ECS_BEFORE_TRAFFIC: readonly LifecycleEventName[] = [
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'AllowTestTraffic',
  'AfterAllowTestTraffic',
]

type Stretches = readonly (readonly LifecycleEventName[])[]

/**
 * The lifecycle events of a target as the user guide lists them (AppSpec hooks: scenarios A to I of EC2, Lambda, ECS), in
 * stretches: between two of them the target may stand Ready and wait, inside one nothing waits.
 */
export function stretchesOf(run: RunResult, deployment: DeploymentRecord, target: TargetRecord): Stretches {
  if (target.targetType === 'LambdaTarget') return [ALLOW]
  if (target.targetType === 'ECSTarget') return [ECS_BEFORE_TRAFFIC, ALLOW]
  const isTold = run.scenario.deployment?.trafficControl !== false
  if (deployment.creator === 'autoscaling') return [[...APPLICATION, ...(isTold ? ALLOW : [])]]
  if (deployment.creator === 'autoscalingTermination') return [[...(isTold ? BLOCK : []), 'ApplicationStop']]
  if (target.label === null) return [isTold ? [...BLOCK, ...APPLICATION, ...ALLOW] : APPLICATION]
  const returns = deployment.creator === 'codeDeployRollback'
  if (target.label === 'Blue') return [returns ? ALLOW : BLOCK]
  return returns ? [BLOCK] : [APPLICATION, ALLOW]
}

/** Targets whose number decides minimum healthy hosts: those that are installed on, not the fleet that leaves. */
export const gatedTargets = ({ targets, creator }: DeploymentRecord): readonly TargetRecord[] => {
  const leaving = creator === 'codeDeployRollback' ? 'Green' : 'Blue'
  return targets.filter(({ instanceIndex, label }) => instanceIndex !== null && label !== leaving)
}

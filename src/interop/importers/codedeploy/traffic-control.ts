import { entryOf, type MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import { choiceField, listField, mappingField } from '../fields'
import type { DeploymentSettingsRead, Located } from '../pieces'

const DEPLOYMENT_TYPES = ['IN_PLACE', 'BLUE_GREEN'] as const
const DEPLOYMENT_OPTIONS = ['WITH_TRAFFIC_CONTROL', 'WITHOUT_TRAFFIC_CONTROL'] as const

type StyleRead = Pick<DeploymentSettingsRead, 'deploymentType' | 'trafficControl' | 'loadBalancerType'>

/**
 * Whether the deployment is in place, and whether it takes each instance out of the load balancer: WITH_TRAFFIC_CONTROL and a load balancer
 * (CodeDeploy API, DeploymentStyle and LoadBalancerInfo). Left out is what nothing is said about.
 */
export function readStyle(info: MappingNode, findings: Findings): StyleRead {
  const style = mappingField(info, 'deploymentStyle', findings)
  const option = style && choiceField(style, 'deploymentOption', DEPLOYMENT_OPTIONS, findings)
  const deploymentType = style && choiceField(style, 'deploymentType', DEPLOYMENT_TYPES, findings)
  const { count, classic } = readBalancers(info, findings)
  // Without a balancer a blue/green deployment is refused as a whole, not done without traffic control.
  const isInPlace = deploymentType?.value !== 'BLUE_GREEN'
  return {
    ...(deploymentType ? { deploymentType } : {}),
    ...(option ? { trafficControl: trafficControlOf(option, info, isInPlace ? count : 1, findings) } : {}),
    ...(classic ? { loadBalancerType: classic } : {}),
  }
}

function trafficControlOf(
  option: Located<(typeof DEPLOYMENT_OPTIONS)[number]>,
  info: MappingNode,
  balancerCount: number,
  findings: Findings,
): Located<boolean> {
  if (option.value === 'WITHOUT_TRAFFIC_CONTROL') return { value: false, place: option.place }
  // A deployment need not repeat the load balancer of its group.
  const isGroup = entryOf(info, 'deploymentId') === undefined
  if (balancerCount > 0 || !isGroup) return { value: true, place: option.place }
  const message =
    'WITH_TRAFFIC_CONTROL needs a load balancer, and loadBalancerInfo names none: the balancer is not told of the deployment.'
  findings.warning(option.place, message, 'Add a target group to the deployment group.')
  return { value: false, place: option.place }
}

interface BalancersRead {
  readonly count: number
  /** Where a Classic Load Balancer is the only one that is named. */
  readonly classic: Located<'classic'> | undefined
}

/** Load balancers and target groups that are named; whether an ALB or an NLB stands behind a target group is not said. */
function readBalancers(info: MappingNode, findings: Findings): BalancersRead {
  const balancers = mappingField(info, 'loadBalancerInfo', findings)
  if (!balancers) return { count: 0, classic: undefined }
  const classic = listField(balancers, 'elbInfoList', findings)
  const targetGroups = listField(balancers, 'targetGroupInfoList', findings)
  const pairs = listField(balancers, 'targetGroupPairInfoList', findings)
  const count = classic.length + targetGroups.length + pairs.length
  if (count > 1) findings.warning(balancers.place, `${count} load balancers are named; one is simulated.`)
  const isClassic = classic.length > 0 && count === classic.length
  return { count, classic: isClassic ? { value: 'classic', place: balancers.place } : undefined }
}

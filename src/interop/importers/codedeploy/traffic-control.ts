import { entryOf, type MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'
import { choiceField, listField, mappingField } from '../fields'
import type { DeploymentSettingsRead, Located } from '../pieces'

const DEPLOYMENT_TYPES = ['IN_PLACE', 'BLUE_GREEN'] as const
const DEPLOYMENT_OPTIONS = ['WITH_TRAFFIC_CONTROL', 'WITHOUT_TRAFFIC_CONTROL'] as const

type StyleRead = Pick<DeploymentSettingsRead, 'strategy' | 'trafficControl'>

/**
 * Whether the deployment is in place, and whether it takes each instance out of the load balancer: WITH_TRAFFIC_CONTROL and a load balancer
 * (CodeDeploy API, DeploymentStyle and LoadBalancerInfo). Left out is what nothing is said about.
 */
export function readStyle(info: MappingNode, findings: Findings): StyleRead {
  const style = mappingField(info, 'deploymentStyle', findings)
  const option = style && choiceField(style, 'deploymentOption', DEPLOYMENT_OPTIONS, findings)
  const type = style && choiceField(style, 'deploymentType', DEPLOYMENT_TYPES, findings)
  if (type?.value === 'BLUE_GREEN') tellBlueGreen(type.place, findings)
  const balancerCount = countBalancers(info, findings)
  return {
    ...(type?.value === 'IN_PLACE' ? { strategy: { value: 'in-place', place: type.place } as const } : {}),
    ...(option ? { trafficControl: trafficControlOf(option, info, balancerCount, findings) } : {}),
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

function tellBlueGreen(place: Place, findings: Findings): void {
  const message = 'This is a blue/green deployment; Fleetshift simulates in-place deployments (IN_PLACE) of EC2 so far.'
  findings.error(place, message, 'Import a deployment group whose deploymentType is IN_PLACE.')
}

/** Load balancers and target groups that are named; what stands behind them is simulated as one ALB target group. */
function countBalancers(info: MappingNode, findings: Findings): number {
  const balancers = mappingField(info, 'loadBalancerInfo', findings)
  if (!balancers) return 0
  const classic = listField(balancers, 'elbInfoList', findings)
  const targetGroups = listField(balancers, 'targetGroupInfoList', findings)
  const pairs = listField(balancers, 'targetGroupPairInfoList', findings)
  if (pairs.length > 0)
    findings.warning(balancers.place, 'targetGroupPairInfoList is for ECS; EC2 deployments ignore it.')
  if (classic.length > 0) {
    findings.warning(balancers.place, 'A Classic Load Balancer is simulated as an Application Load Balancer.')
  }
  const count = classic.length + targetGroups.length
  if (count > 1) findings.warning(balancers.place, `${count} load balancers are named; one target group is simulated.`)
  return count
}

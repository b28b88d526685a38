import { entryOf, type MappingNode, type SourceNode } from '../document/node'
import type { Findings } from '../findings'
import { readSettings } from './codedeploy/settings'
import { shareOfKeys, tellUnknownFields, unwrap } from './codedeploy/wrapped'
import { booleanField, listField, mappingField } from './fields'
import type { DocumentImporter, Score } from './importer'
import type { DeploymentGroupPiece } from './pieces'

const WRAPPER = 'deploymentGroupInfo'
/** Of `DeploymentGroupInfo` in the CodeDeploy API; the last three are of `create-deployment-group`. */
const KNOWN_FIELDS = [
  'applicationName',
  'deploymentGroupId',
  'deploymentGroupName',
  'deploymentConfigName',
  'ec2TagFilters',
  'onPremisesInstanceTagFilters',
  'autoScalingGroups',
  'serviceRoleArn',
  'targetRevision',
  'triggerConfigurations',
  'alarmConfiguration',
  'autoRollbackConfiguration',
  'deploymentStyle',
  'outdatedInstancesStrategy',
  'blueGreenDeploymentConfiguration',
  'loadBalancerInfo',
  'lastSuccessfulDeployment',
  'lastAttemptedDeployment',
  'ec2TagSet',
  'onPremisesTagSet',
  'computePlatform',
  'ecsServices',
  'terminationHookEnabled',
  'tags',
  'currentDeploymentGroupName',
  'newDeploymentGroupName',
]

/** The JSON that `aws deploy get-deployment-group` prints, or the input of `create-deployment-group`. */
export const deploymentGroup: DocumentImporter = {
  id: 'deployment-group',
  title: 'the output of aws deploy get-deployment-group',
  reads: 'document',
  recognise: recogniseGroup,
  read: readGroup,
}

function recogniseGroup(root: SourceNode): Score {
  if (entryOf(root, WRAPPER)) return 1
  const info = unwrap(root, WRAPPER)
  if (!info || !entryOf(info, 'deploymentGroupName')) return 0
  if (entryOf(info, 'deploymentGroupId')) return 0.8
  return shareOfKeys(info, ['serviceRoleArn']) + shareOfKeys(info, ['ec2TagFilters', 'autoScalingGroups']) > 0 ? 0.7 : 0
}

function readGroup(root: SourceNode, findings: Findings): DeploymentGroupPiece {
  const info = unwrap(root, WRAPPER)
  const piece = { kind: 'deployment-group', place: root.place, targetsBy: 'nothing' } as const
  if (!info) {
    findings.error(root.place, `"${WRAPPER}" holds no deployment group.`)
    return piece
  }
  tellUnknownFields(info, KNOWN_FIELDS, findings)
  const terminationHook = booleanField(info, 'terminationHookEnabled', findings)
  if (terminationHook?.value) {
    findings.warning(terminationHook.place, 'The termination hook is not simulated yet: no instance is scaled in.')
  }
  return { ...piece, ...readSettings(info, findings), targetsBy: describeTargets(info, findings) }
}

/** How the group finds its instances, in words. How many there are, the group does not know. */
function describeTargets(info: MappingNode, findings: Findings): string {
  const scalingGroups = listField(info, 'autoScalingGroups', findings)
  const [first] = scalingGroups
  if (first) {
    const message = 'Scaling during the deployment is not simulated yet: the fleet keeps its size.'
    findings.warning(first.place, message)
  }
  const tagSet = mappingField(info, 'ec2TagSet', findings)
  const tags =
    listField(info, 'ec2TagFilters', findings).length +
    (tagSet ? listField(tagSet, 'ec2TagSetList', findings).length : 0)
  const parts = [
    ...(scalingGroups.length > 0 ? [counted(scalingGroups.length, 'Auto Scaling group')] : []),
    ...(tags > 0 ? ['tags'] : []),
    ...(hasOnPremises(info, findings) ? ['on-premises tags'] : []),
  ]
  return parts.length > 0 ? parts.join(' and ') : 'nothing'
}

function hasOnPremises(info: MappingNode, findings: Findings): boolean {
  const tagSet = mappingField(info, 'onPremisesTagSet', findings)
  const tags = [
    ...listField(info, 'onPremisesInstanceTagFilters', findings),
    ...(tagSet ? listField(tagSet, 'onPremisesTagSetList', findings) : []),
  ]
  const [first] = tags
  if (first) findings.warning(first.place, 'On-premises instances are simulated as EC2 instances.')
  return tags.length > 0
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

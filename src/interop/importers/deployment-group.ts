import { entryOf, type MappingNode, quoted, type SourceNode, textOf, valueAt } from '../document/node'
import type { Findings } from '../findings'
import { readSettings } from './codedeploy/settings'
import { shareOfKeys, tellUnknownFields, unwrap } from './codedeploy/wrapped'
import { booleanField, choiceField, listField, mappingField, textField } from './fields'
import type { DocumentImporter, Score } from './importer'
import type { DeploymentGroupPiece, Located } from './pieces'

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
  return shareOfKeys(info, ['serviceRoleArn', 'ec2TagFilters', 'autoScalingGroups', 'ecsServices']) > 0 ? 0.7 : 0
}

function readGroup(root: SourceNode, findings: Findings): DeploymentGroupPiece {
  const info = unwrap(root, WRAPPER)
  const piece = { kind: 'deployment-group', place: root.place, targetsBy: 'nothing' } as const
  if (!info) {
    findings.error(root.place, `"${WRAPPER}" holds no deployment group.`)
    return piece
  }
  tellUnknownFields(info, KNOWN_FIELDS, findings)
  const autoScalingGroup = readAutoScalingGroup(info, findings)
  const ecsServiceName = readEcsService(info, findings)
  const outdated = choiceField(info, 'outdatedInstancesStrategy', ['UPDATE', 'IGNORE'], findings)
  const terminationHookEnabled = booleanField(info, 'terminationHookEnabled', findings)
  return {
    ...piece,
    ...readSettings(info, findings),
    targetsBy: describeTargets(info, findings),
    ...(autoScalingGroup ? { autoScalingGroup } : {}),
    ...(ecsServiceName ? { ecsServiceName } : {}),
    ...(outdated ? { outdatedInstancesStrategy: outdated } : {}),
    ...(terminationHookEnabled ? { terminationHookEnabled } : {}),
  }
}

/** CodeDeploy API, AutoScalingGroup: an object with a name, or the name alone in the input of a command. */
function readAutoScalingGroup(info: MappingNode, findings: Findings): Located<string> | undefined {
  const [first, ...others] = listField(info, 'autoScalingGroups', findings).flatMap((group) => {
    const value = textOf(group) ?? textOf(valueAt(group, 'name'))
    if (value) return [{ value, place: group.place }]
    findings.error(group.place, 'An Auto Scaling group has no name; allowed is an object with a "name".')
    return []
  })
  for (const { value, place } of others) {
    const message = `The Auto Scaling group ${quoted(value)} has no influence: one group is simulated, ${quoted(first?.value ?? '')}.`
    findings.warning(place, message)
  }
  return first
}

/** CodeDeploy API, ECSService: one for each deployment group. */
function readEcsService(info: MappingNode, findings: Findings): Located<string> | undefined {
  const [first, second] = listField(info, 'ecsServices', findings)
  if (second) findings.error(second.place, 'This is a second ECS service; allowed is one in a deployment group.')
  return first?.kind === 'mapping' ? textField(first, 'serviceName', findings) : undefined
}

/** How the group finds its instances, in words. How many there are, the group does not know. */
function describeTargets(info: MappingNode, findings: Findings): string {
  const scalingGroups = listField(info, 'autoScalingGroups', findings)
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

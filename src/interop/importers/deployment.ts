import { entryOf, type MappingNode, quoted, type SourceNode, textOf, valueAt } from '../document/node'
import type { Findings } from '../findings'
import { readAlarms } from './codedeploy/alarms'
import { readComputePlatform } from './codedeploy/platform'
import { readSettings } from './codedeploy/settings'
import { tellUnknownFields, unwrap } from './codedeploy/wrapped'
import { booleanField, countField, mappingField, textField } from './fields'
import type { DocumentImporter, Score } from './importer'
import type { DeploymentPiece, Located } from './pieces'

const WRAPPER = 'deploymentInfo'
/** Of `DeploymentInfo` in the CodeDeploy API, and of the input of `create-deployment`. */
const KNOWN_FIELDS = [
  'applicationName',
  'deploymentGroupName',
  'deploymentConfigName',
  'deploymentId',
  'previousRevision',
  'revision',
  'status',
  'errorInformation',
  'createTime',
  'startTime',
  'completeTime',
  'deploymentOverview',
  'description',
  'creator',
  'ignoreApplicationStopFailures',
  'autoRollbackConfiguration',
  'updateOutdatedInstancesOnly',
  'rollbackInfo',
  'deploymentStyle',
  'targetInstances',
  'instanceTerminationWaitTimeStarted',
  'blueGreenDeploymentConfiguration',
  'loadBalancerInfo',
  'additionalDeploymentStatusInfo',
  'fileExistsBehavior',
  'deploymentStatusMessages',
  'computePlatform',
  'externalId',
  'relatedDeployments',
  'overrideAlarmConfiguration',
  'deploymentMode',
]
/** CodeDeploy API, DeploymentOverview: every target is in exactly one of these. */
const TARGET_COUNTS = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Ready']

/** The JSON that `aws deploy get-deployment` prints, or the input of `create-deployment`. */
export const deployment: DocumentImporter = {
  id: 'deployment',
  title: 'the output of aws deploy get-deployment',
  reads: 'document',
  recognise: recogniseDeployment,
  read: readDeployment,
}

function recogniseDeployment(root: SourceNode): Score {
  if (entryOf(root, WRAPPER)) return 1
  if (entryOf(root, 'deploymentId') && entryOf(root, 'deploymentOverview')) return 0.8
  return entryOf(root, 'applicationName') && entryOf(root, 'revision') ? 0.7 : 0
}

function readDeployment(root: SourceNode, findings: Findings): DeploymentPiece {
  const info = unwrap(root, WRAPPER)
  const piece = { kind: 'deployment', place: root.place } as const
  if (!info) {
    findings.error(root.place, `"${WRAPPER}" holds no deployment.`)
    return piece
  }
  tellUnknownFields(info, KNOWN_FIELDS, findings)
  checkRevision(info, findings)
  tellHistory(info, findings)
  checkMode(info, findings)
  const instanceCount = readInstanceCount(info, findings)
  const ignoreApplicationStopFailures = booleanField(info, 'ignoreApplicationStopFailures', findings)
  const overrideAlarmConfiguration = readAlarms(info, 'overrideAlarmConfiguration', findings)
  return {
    ...piece,
    ...readSettings(info, findings),
    ...(instanceCount ? { instanceCount } : {}),
    ...(ignoreApplicationStopFailures ? { ignoreApplicationStopFailures } : {}),
    ...(overrideAlarmConfiguration ? { overrideAlarmConfiguration } : {}),
  }
}

/** In place, the targets that are counted are the fleet. */
function readInstanceCount(info: MappingNode, findings: Findings): Located<number> | undefined {
  const overview = mappingField(info, 'deploymentOverview', findings)
  if (!overview) return undefined
  const value = TARGET_COUNTS.reduce((sum, key) => sum + (countField(overview, key, findings)?.value ?? 0), 0)
  return value > 0 ? { value, place: overview.place } : undefined
}

/** CodeDeploy API, S3Location: the bundle types YAML and JSON are AppSpecs of Lambda and ECS. */
function checkRevision(info: MappingNode, findings: Findings): void {
  const bundleType = valueAt(info, 'revision', 's3Location', 'bundleType')
  const hasAppspecContent = valueAt(info, 'revision', 'appSpecContent') ?? valueAt(info, 'revision', 'string')
  const isOther = hasAppspecContent ?? (/^(yaml|json)$/i.test(textOf(bundleType) ?? '') ? bundleType : undefined)
  if (!isOther) return
  if (readComputePlatform(info, findings)?.value === 'Server') {
    findings.error(isOther.place, 'The revision is an AppSpec alone; allowed on EC2 are zip, tar and tgz.')
    return
  }
  const message = 'The revision is an AppSpec alone, as Lambda and ECS deployments have it; it is not read from here.'
  findings.note(isOther.place, message, 'Import the AppSpec file as well.')
}

/** What happened to the real deployment is not repeated: Fleetshift plays a new one. */
function tellHistory(info: MappingNode, findings: Findings): void {
  const error = mappingField(info, 'errorInformation', findings)
  const code = error && textField(error, 'code', findings)
  if (code) findings.note(code.place, `The real deployment ended with ${code.value}; what is simulated starts afresh.`)
  const creator = textField(info, 'creator', findings)
  if (!creator || creator.value === 'user') return
  const message = `The real deployment was created by ${quoted(creator.value)}; it is simulated as one of a user, on the whole fleet.`
  findings.warning(creator.place, message)
}

/** CodeDeploy API, create-deployment: modes that deploy less than the revision to all targets. */
function checkMode(info: MappingNode, findings: Findings): void {
  const mode = textField(info, 'deploymentMode', findings)
  if (mode && mode.value !== 'STANDARD') {
    findings.error(mode.place, `The deployment mode ${quoted(mode.value)} is not simulated yet; STANDARD is.`)
  }
  const outdatedOnly = booleanField(info, 'updateOutdatedInstancesOnly', findings)
  if (outdatedOnly?.value) {
    const message = 'updateOutdatedInstancesOnly is not simulated yet: the deployment goes to every instance.'
    findings.warning(outdatedOnly.place, message)
  }
}

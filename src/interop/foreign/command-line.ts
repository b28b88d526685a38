import { entryOf, type SourceNode, valueAt } from '../document/node'
import type { ForeignKind } from './foreign-kind'

const GET_GROUP = 'Save what `aws deploy get-deployment-group` prints for the group that you mean.'
const GET_DEPLOYMENT = 'Save what `aws deploy get-deployment --deployment-id ...` prints.'

/** Other things that the AWS CLI prints about CodeDeploy, and files of our own. */
export const COMMAND_LINE_KINDS: readonly ForeignKind[] = [
  kind('deployment-groups', 'a list of deployment groups', ['deploymentGroupsInfo', 'deploymentGroups'], GET_GROUP),
  kind(
    'deployment-configs',
    'a list of deployment configurations',
    ['deploymentConfigsList'],
    'Save what `aws deploy get-deployment-config` prints for the configuration that you mean.',
  ),
  kind('deployments', 'a list of deployments', ['deployments', 'deploymentsInfo'], GET_DEPLOYMENT),
  kind(
    'deployment-target',
    'the state of one target',
    ['deploymentTarget', 'deploymentTargets', 'instanceSummary'],
    GET_DEPLOYMENT,
  ),
  kind('application', 'a CodeDeploy application', ['application', 'applicationsInfo', 'applications'], GET_GROUP),
  kind('notification', 'a notification of CodeDeploy', ['eventTriggerName', 'detail-type'], GET_DEPLOYMENT),
  {
    id: 'scenario',
    title: 'a Fleetshift scenario',
    suggestion: 'It needs no import: run it as it is.',
    recognise: (root) => entryOf(root, 'schemaVersion') !== undefined,
  },
  {
    id: 'run',
    title: 'the result of a Fleetshift run',
    suggestion: 'Import the files that the scenario was made from, or run the scenario.',
    recognise: (root) => valueAt(root, 'identity', 'scenarioDigest') !== undefined,
  },
]

function kind(id: string, title: string, keys: readonly string[], suggestion: string): ForeignKind {
  return {
    id,
    title,
    suggestion,
    recognise: (root: SourceNode) => keys.some((key) => entryOf(root, key) !== undefined),
  }
}

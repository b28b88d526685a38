import type { MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import { choiceField, countField, mappingField } from '../fields'
import type { BlueGreenRead, Located } from '../pieces'
import { tellUnknownFields } from './wrapped'

const KNOWN_FIELDS = [
  'greenFleetProvisioningOption',
  'deploymentReadyOption',
  'terminateBlueInstancesOnDeploymentSuccess',
]
const PROVISIONING = ['DISCOVER_EXISTING', 'COPY_AUTO_SCALING_GROUP'] as const
const ON_TIMEOUT = ['CONTINUE_DEPLOYMENT', 'STOP_DEPLOYMENT'] as const
const ON_SUCCESS = ['TERMINATE', 'KEEP_ALIVE'] as const

/** CodeDeploy API, BlueGreenDeploymentConfiguration; what it leaves out is left out here. */
export function readBlueGreen(info: MappingNode, findings: Findings): BlueGreenRead | undefined {
  const configuration = mappingField(info, 'blueGreenDeploymentConfiguration', findings)
  if (!configuration) return undefined
  tellUnknownFields(configuration, KNOWN_FIELDS, findings)
  const part = (key: string, known: readonly string[]) => {
    const found = mappingField(configuration, key, findings)
    if (found) tellUnknownFields(found, known, findings)
    return found
  }
  const green = part('greenFleetProvisioningOption', ['action'])
  const ready = part('deploymentReadyOption', ['actionOnTimeout', 'waitTimeInMinutes'])
  const blue = part('terminateBlueInstancesOnDeploymentSuccess', ['action', 'terminationWaitTimeInMinutes'])
  return {
    greenFleetProvisioning: green && choiceField(green, 'action', PROVISIONING, findings),
    actionOnTimeout: ready && choiceField(ready, 'actionOnTimeout', ON_TIMEOUT, findings),
    waitTimeInMinutes: ready && readWait(ready, findings),
    terminateBlueInstances: blue && choiceField(blue, 'action', ON_SUCCESS, findings),
    terminationWaitTimeInMinutes: blue && countField(blue, 'terminationWaitTimeInMinutes', findings),
  }
}

/** CodeDeploy API, DeploymentReadyOption: the wait is for STOP_DEPLOYMENT only. */
function readWait(ready: MappingNode, findings: Findings): Located<number> | undefined {
  const wait = countField(ready, 'waitTimeInMinutes', findings)
  if (!wait || wait.value === 0) return undefined
  if (choiceField(ready, 'actionOnTimeout', ON_TIMEOUT, findings)?.value === 'STOP_DEPLOYMENT') return wait
  findings.note(wait.place, '"waitTimeInMinutes" has no influence: only STOP_DEPLOYMENT waits to be continued.')
  return undefined
}

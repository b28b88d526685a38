import type { MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import { textField } from '../fields'
import type { DeploymentSettingsRead, Located } from '../pieces'
import { checkAlarms } from './alarms'
import { readAutoRollback } from './auto-rollback'
import { checkConfigName } from './config-name'
import { checkComputePlatform } from './platform'
import { readStyle } from './traffic-control'

/** What `deploymentGroupInfo` and `deploymentInfo` of the CodeDeploy API have in common. */
export function readSettings(info: MappingNode, findings: Findings): DeploymentSettingsRead {
  checkComputePlatform(info, findings)
  checkAlarms(info, 'alarmConfiguration', findings)
  checkAlarms(info, 'overrideAlarmConfiguration', findings)
  const configName = textField(info, 'deploymentConfigName', findings)
  const isKnown = configName && checkConfigName(configName, findings)
  return {
    ...given('applicationName', textField(info, 'applicationName', findings)),
    ...given('deploymentGroupName', textField(info, 'deploymentGroupName', findings)),
    ...given('deploymentConfigName', isKnown ? configName : undefined),
    ...readStyle(info, findings),
    ...given('autoRollback', readAutoRollback(info, findings)),
  }
}

function given<K extends string, T>(key: K, value: Located<T> | undefined): Partial<Record<K, Located<T>>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, Located<T>>)
}

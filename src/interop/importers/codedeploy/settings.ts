import { entryOf, type MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import { textField } from '../fields'
import type { DeploymentSettingsRead, Located } from '../pieces'
import { readAlarms } from './alarms'
import { readAutoRollback } from './auto-rollback'
import { readBlueGreen } from './blue-green'
import { checkConfigName } from './config-name'
import { readComputePlatform } from './platform'
import { readStyle } from './traffic-control'

/** What `deploymentGroupInfo` and `deploymentInfo` of the CodeDeploy API have in common. */
export function readSettings(info: MappingNode, findings: Findings): DeploymentSettingsRead {
  const computePlatform = readComputePlatform(info, findings)
  const configName = textField(info, 'deploymentConfigName', findings)
  const isKnown = configName && checkConfigName(configName, findings)
  const blueGreen = readBlueGreen(info, findings)
  return {
    ...given('computePlatform', computePlatform ?? impliedPlatform(info)),
    ...given('applicationName', textField(info, 'applicationName', findings)),
    ...given('deploymentGroupName', textField(info, 'deploymentGroupName', findings)),
    ...given('deploymentConfigName', isKnown ? configName : undefined),
    ...readStyle(info, findings),
    ...given('autoRollback', readAutoRollback(info, findings)),
    ...given('alarmConfiguration', readAlarms(info, 'alarmConfiguration', findings)),
    ...(blueGreen ? { blueGreen } : {}),
  }
}

/** The input of a command does not say the platform; services of ECS say it for it. */
function impliedPlatform(info: MappingNode): Located<'ECS'> | undefined {
  const services = entryOf(info, 'ecsServices')
  const isNamed = services?.value.kind === 'sequence' && services.value.items.length > 0
  return services && isNamed ? { value: 'ECS', place: services.keyPlace } : undefined
}

function given<K extends string, T>(key: K, value: Located<T> | undefined): Partial<Record<K, Located<T>>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, Located<T>>)
}

import { describeNode, type MappingNode, textOf, valueAt } from '../../document/node'
import type { Findings } from '../../findings'
import { booleanField, listField, mappingField } from '../fields'
import type { AlarmsRead, Located } from '../pieces'
import { tellUnknownFields } from './wrapped'

const KNOWN_FIELDS = ['enabled', 'ignorePollAlarmFailure', 'alarms']

/** CodeDeploy API, AlarmConfiguration: which alarms stop the deployment. What they measure, CloudWatch knows alone. */
export function readAlarms(info: MappingNode, key: string, findings: Findings): Located<AlarmsRead> | undefined {
  const configuration = mappingField(info, key, findings)
  if (!configuration) return undefined
  tellUnknownFields(configuration, KNOWN_FIELDS, findings)
  const value = {
    enabled: booleanField(configuration, 'enabled', findings)?.value ?? false,
    ignorePollAlarmFailure: booleanField(configuration, 'ignorePollAlarmFailure', findings)?.value ?? false,
    alarms: readNames(configuration, findings),
  }
  return { value, place: configuration.place }
}

function readNames(configuration: MappingNode, findings: Findings): readonly string[] {
  return listField(configuration, 'alarms', findings).flatMap((alarm) => {
    const name = textOf(valueAt(alarm, 'name'))
    if (name) return [name]
    findings.error(alarm.place, `An alarm is ${describeNode(alarm)}; allowed is an object with a "name".`)
    return []
  })
}

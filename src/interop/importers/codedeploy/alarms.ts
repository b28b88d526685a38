import { type MappingNode, textOf, valueAt } from '../../document/node'
import type { Findings } from '../../findings'
import { booleanField, listField, mappingField } from '../fields'

/** CodeDeploy API, AlarmConfiguration. Alarms that could stop the deployment are named, not simulated. */
export function checkAlarms(info: MappingNode, key: string, findings: Findings): void {
  const configuration = mappingField(info, key, findings)
  if (!configuration) return
  const enabled = booleanField(configuration, 'enabled', findings)
  const names = listField(configuration, 'alarms', findings).map((alarm) => textOf(valueAt(alarm, 'name')) ?? '')
  if (!enabled?.value || names.length === 0) return
  const message = `CloudWatch alarms are not simulated yet: ${names.join(', ')} will not stop this deployment.`
  findings.warning(configuration.place, message)
}

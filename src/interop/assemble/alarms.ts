import type { ScenarioInput } from '@sim'
import type { Platform } from '../importers/codedeploy/platform'
import type { AlarmsRead } from '../importers/pieces'
import type { Chosen } from './choose'

type AlarmInput = NonNullable<ScenarioInput['alarms']>[number]

/** So many errors in a minute turn a placeholder red. */
const PLACEHOLDER_THRESHOLD = 10

/** A placeholder for each alarm that is named: CodeDeploy knows the name only, CloudWatch what it measures. */
export function placeholderAlarms({ deployment, group }: Chosen, platform: Platform | undefined): AlarmInput[] {
  const configurations = [
    deployment?.alarmConfiguration ?? group?.alarmConfiguration,
    deployment?.overrideAlarmConfiguration,
  ]
  const names = new Set(configurations.flatMap((configuration) => configuration?.value.alarms ?? []))
  return [...names].map((name) => ({
    name,
    metric: platform === 'Lambda' ? 'Errors' : 'HTTPCode_Target_5XX_Count',
    comparisonOperator: 'GreaterThanThreshold',
    threshold: PLACEHOLDER_THRESHOLD,
    treatMissingData: 'notBreaching',
  }))
}

/** An alarm configuration as a scenario writes it. */
export function alarmConfigurationOf(read: AlarmsRead | undefined) {
  return read && { ...read, alarms: [...read.alarms] }
}

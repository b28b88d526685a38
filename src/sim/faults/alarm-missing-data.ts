import { z } from '../scenario/zod'
import { alarmIssues, alarmNamesField, alarmWords, coversPeriod, isMeant } from './alarm-selection'
import type { FaultDefinition } from './definition'
import { untilWords, windowFields } from './window'

export const alarmMissingDataSchema = z.strictObject({
  kind: z.literal('alarm-missing-data').describe('the metric of an alarm publishes nothing'),
  alarmNames: alarmNamesField,
  ...windowFields,
})
type AlarmMissingData = z.infer<typeof alarmMissingDataSchema>

export const alarmMissingData: FaultDefinition = {
  kind: 'alarm-missing-data',
  label: 'Metric data missing',
  help:
    'No datapoint whose period ends while this lasts reaches the alarm. What becomes of it depends on TreatMissingData; ' +
    'with the default the alarm goes to INSUFFICIENT_DATA, and CodeDeploy is not stopped by that.',
  icon: 'circle-help',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: ({ alarmNames }: AlarmMissingData, scenario) => alarmIssues(alarmNames, scenario),
  describe: ({ alarmNames }: AlarmMissingData) => `no metric data reach ${alarmWords(alarmNames)}`,
  sceneLabel: (fault: AlarmMissingData) => ({ title: 'No metric data', detail: untilWords(fault) }),
  isToldByStrikes: false,
  effects: {
    datapoint: (fault: AlarmMissingData, { alarmName, endMs }, value) =>
      isMeant(fault.alarmNames, alarmName) && coversPeriod(fault, endMs) ? null : value,
  },
}

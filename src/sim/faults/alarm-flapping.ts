import { z } from '../scenario/zod'
import { alarmIssues, alarmNamesField, alarmWords, coversPeriod, isMeant } from './alarm-selection'
import type { FaultDefinition } from './definition'
import { windowFields } from './window'

export const alarmFlappingSchema = z.strictObject({
  kind: z.literal('alarm-flapping').describe('the metric of an alarm jumps to a value and back'),
  alarmNames: alarmNamesField,
  value: z
    .number()
    .min(-1_000_000_000)
    .max(1_000_000_000)
    .describe("what the alarm reads instead of the metric, in the metric's unit"),
  forMs: z
    .int()
    .min(10_000)
    .max(86_400_000)
    .default(60_000)
    .describe('how long it reads the value, and then how long the metric itself, in turn, ms'),
  ...windowFields,
})
type AlarmFlapping = z.infer<typeof alarmFlappingSchema>

export const alarmFlapping: FaultDefinition = {
  kind: 'alarm-flapping',
  label: 'Alarm flaps',
  help:
    'The datapoints that an alarm reads jump to a value and back, so it changes its state for no reason that the ' +
    'service would give. M out of N datapoints is what helps against it.',
  icon: 'activity',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: ({ alarmNames }: AlarmFlapping, scenario) => alarmIssues(alarmNames, scenario),
  describe: ({ alarmNames, value }: AlarmFlapping) =>
    `the metric of ${alarmWords(alarmNames)} jumps to ${value} and back`,
  sceneLabel: ({ value }: AlarmFlapping) => ({ title: 'Alarm flaps', detail: `reads ${value}` }),
  isToldByStrikes: false,
  effects: {
    datapoint: (fault: AlarmFlapping, { alarmName, endMs }, value) =>
      isMeant(fault.alarmNames, alarmName) && coversPeriod(fault, endMs) && isOn(fault, endMs) ? fault.value : value,
  },
}

/** The value is read first; a period belongs to the stretch in which its last millisecond lies. */
function isOn({ fromMs, forMs }: AlarmFlapping, endMs: number): boolean {
  return Math.floor((endMs - 1 - fromMs) / forMs) % 2 === 0
}

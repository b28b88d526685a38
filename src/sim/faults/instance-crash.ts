import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { untilWords, windowFields } from './window'

export const instanceCrashSchema = z.strictObject({
  kind: z.literal('instance-crash').describe('instances go down with everything on them'),
  targets: targetSelectionSchema
    .prefault({ kind: 'instances', instanceIndexes: [0] })
    .describe('which instances; by default the first'),
  ...windowFields,
})
type InstanceCrash = z.infer<typeof instanceCrashSchema>

export const instanceCrash: FaultDefinition = {
  kind: 'instance-crash',
  label: 'Instance crashes',
  help:
    'Instances go down with application and agent: open requests are reset, health checks get no answer. When it is ' +
    'over they come back with the application that they had, and a lifecycle event that the crash cut short fails. Of an ' +
    'instance that stays away it fails after its hour, and one that has not begun after five minutes.',
  icon: 'server-crash',
  platforms: ['Server', 'ECS'],
  check: () => [],
  describe: ({ targets }: InstanceCrash, scenario) => `a crash takes down ${selectionWords(targets, scenario)}`,
  sceneLabel: (fault: InstanceCrash) => ({ title: 'Crash', detail: untilWords(fault) }),
  isToldByStrikes: false,
  effects: { takesDown: () => true },
}

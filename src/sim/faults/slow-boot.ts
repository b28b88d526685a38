import { formatDuration } from '../result/number-words'
import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const slowBootSchema = z.strictObject({
  kind: z.literal('slow-boot').describe('applications take longer to start'),
  delayMs: z
    .int()
    .min(1)
    .max(LIMITS.eventTimeoutMsMax)
    .describe('how much longer each start takes than bootMs and warmUpMs of its revision, ms'),
  targets: targetSelectionSchema
    .prefault({ kind: 'fleet' })
    .describe('on which instances; by default on every instance'),
  ...windowFields,
})
type SlowBoot = z.infer<typeof slowBootSchema>

export const slowBoot: FaultDefinition = {
  kind: 'slow-boot',
  label: 'Slow boot',
  help:
    'An application that is started while this lasts refuses connections for longer than usual. CodeDeploy knows ' +
    'nothing of it: ApplicationStart has ended by then.',
  icon: 'hourglass',
  platforms: ['Server', 'ECS'],
  check: () => [],
  describe: ({ delayMs, targets }: SlowBoot, scenario) =>
    `applications on ${selectionWords(targets, scenario)} take ${formatDuration(delayMs)} longer to start`,
  sceneLabel: ({ delayMs }: SlowBoot) => ({ title: 'Slow boot', detail: `${formatDuration(delayMs)} longer` }),
  isToldByStrikes: false,
  effects: { startDelayMs: ({ delayMs }: SlowBoot) => delayMs },
}

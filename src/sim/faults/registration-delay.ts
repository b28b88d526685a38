import { formatDuration } from '../result/number-words'
import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const registrationDelaySchema = z.strictObject({
  kind: z.literal('registration-delay').describe('the load balancer takes longer to take targets in'),
  delayMs: z
    .int()
    .min(1)
    .max(LIMITS.eventTimeoutMsMax)
    .describe('how much longer a registration takes to reach its first health check, ms'),
  targets: targetSelectionSchema
    .prefault({ kind: 'fleet' })
    .describe('of which instances; by default of every instance'),
  ...windowFields,
})
type RegistrationDelay = z.infer<typeof registrationDelaySchema>

export const registrationDelay: FaultDefinition = {
  kind: 'registration-delay',
  label: 'Slow registration',
  help:
    'A target that is registered while this lasts stays in initial for longer before it is checked for the first ' +
    'time. AllowTraffic waits for it, and the fleet is smaller meanwhile.',
  icon: 'clock-alert',
  platforms: ['Server', 'ECS'],
  check: () => [],
  describe: ({ delayMs, targets }: RegistrationDelay, scenario) =>
    `the load balancer takes ${formatDuration(delayMs)} longer to take in ${selectionWords(targets, scenario)}`,
  sceneLabel: ({ delayMs }: RegistrationDelay) => ({
    title: 'Slow registration',
    detail: `${formatDuration(delayMs)} longer`,
  }),
  isToldByStrikes: false,
  effects: { registrationDelayMs: ({ delayMs }: RegistrationDelay) => delayMs },
}

import { formatDuration } from '../result/number-words'
import type { Ms } from '../result/types'
import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition, FaultMoment, FaultSubject } from './definition'
import { FACTOR_ONE } from './factor'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

/** However much leaks, a request takes at most a hundred times as long. */
const FACTOR_MAX = 100_000

export const memoryLeakSchema = z.strictObject({
  kind: z.literal('memory-leak').describe('an application gets slower the longer it runs, and may die of it'),
  onsetMs: z
    .int()
    .min(0)
    .max(LIMITS.durationMsMax)
    .default(60_000)
    .describe(
      'how long an application runs before it gets slower, ms from its start or from the beginning of the fault',
    ),
  growthPermillePerMinute: z
    .int()
    .min(1)
    .max(FACTOR_MAX)
    .default(200)
    .describe('by how much its service times grow each minute from then on, in thousandths of what they were'),
  restartAfterMs: z
    .int()
    .min(10_000)
    .max(LIMITS.durationMsMax)
    .nullable()
    .default(null)
    .describe('after how long it runs out of memory and dies, ms, counted as onsetMs; null: never'),
  restartMs: z
    .int()
    .min(1)
    .max(LIMITS.eventTimeoutMsMax)
    .default(1_000)
    .describe('how long a process that died is gone before it boots again, ms'),
  targets: targetSelectionSchema
    .prefault({ kind: 'revision', revision: 'new' })
    .describe('on which instances; by default those with the new revision'),
  ...windowFields,
})
type MemoryLeak = z.infer<typeof memoryLeakSchema>

export const memoryLeak: FaultDefinition = {
  kind: 'memory-leak',
  label: 'Memory leak',
  help:
    'Nothing happens at first; after a while requests take longer and longer, and in the end the process dies and ' +
    'starts anew: open requests are reset, and the leak begins again. Looked at each second.',
  icon: 'droplets',
  platforms: ['Server', 'ECS'],
  check: ({ onsetMs, restartAfterMs }: MemoryLeak) => {
    if (restartAfterMs === null || restartAfterMs >= onsetMs) return []
    const message = `The application starts anew after ${restartAfterMs} ms, before it leaks at ${onsetMs} ms.`
    return [{ field: 'restartAfterMs', message }]
  },
  describe: ({ onsetMs, targets }: MemoryLeak, scenario) =>
    `applications on ${selectionWords(targets, scenario)} leak memory and get slower after ${formatDuration(onsetMs)}`,
  sceneLabel: ({ growthPermillePerMinute }: MemoryLeak) => ({
    title: 'Memory leak',
    detail: `+${growthPermillePerMinute / 10} % a minute`,
  }),
  isToldByStrikes: false,
  isGradual: () => true,
  effects: {
    serviceFactorPermille: (fault: MemoryLeak, subject, moment) => {
      const leakedMs = Math.max(0, ageMs(subject, moment) - fault.onsetMs)
      return Math.min(FACTOR_MAX, FACTOR_ONE + Math.floor((fault.growthPermillePerMinute * leakedMs) / 60_000))
    },
    restartAfterMs: ({ restartAfterMs, restartMs }: MemoryLeak, subject, moment) =>
      restartAfterMs !== null && subject.servingSinceMs !== null && ageMs(subject, moment) >= restartAfterMs
        ? restartMs
        : null,
  },
}

/** How long the application has run while the fault lasts. */
function ageMs({ servingSinceMs }: FaultSubject, { nowMs, elapsedMs }: FaultMoment): Ms {
  return servingSinceMs === null ? 0 : Math.min(nowMs - servingSinceMs, elapsedMs)
}

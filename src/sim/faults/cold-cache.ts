import { formatDuration } from '../result/number-words'
import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { FACTOR_ONE, factorField, factorWords, permilleBetween } from './factor'
import { STEP_MS } from './ramp'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const coldCacheSchema = z.strictObject({
  kind: z.literal('cold-cache').describe('an application is slow after each start, until its caches are warm'),
  factorPermille: factorField.describe('factor on the service times right after a start, in thousandths'),
  decayMs: z
    .int()
    .min(STEP_MS)
    .max(LIMITS.durationMsMax)
    .default(60_000)
    .describe('how long the factor takes back to one, in a straight line, ms'),
  targets: targetSelectionSchema
    .prefault({ kind: 'fleet' })
    .describe('on which instances; by default on every instance'),
  ...windowFields,
})
type ColdCache = z.infer<typeof coldCacheSchema>

export const coldCache: FaultDefinition = {
  kind: 'cold-cache',
  label: 'Cold cache',
  help:
    'An application that has just started answers slowly until its caches are warm, so each instance that an update ' +
    'touches costs capacity for a while after it is healthy again. What runs from the beginning is warm.',
  icon: 'snowflake',
  platforms: ['Server', 'ECS'],
  check: () => [],
  describe: ({ factorPermille, decayMs, targets }: ColdCache, scenario) =>
    `after a start, requests on ${selectionWords(targets, scenario)} take up to ${factorWords(factorPermille)} as long for ${formatDuration(decayMs)}`,
  sceneLabel: ({ factorPermille }: ColdCache) => ({
    title: 'Cold cache',
    detail: `${factorWords(factorPermille)} at first`,
  }),
  isToldByStrikes: false,
  isGradual: () => true,
  effects: {
    serviceFactorPermille: ({ factorPermille, decayMs }: ColdCache, { servingSinceMs }, { nowMs }) => {
      if (servingSinceMs === null || servingSinceMs === 0) return FACTOR_ONE
      return permilleBetween(factorPermille, Math.max(0, decayMs - (nowMs - servingSinceMs)) / decayMs)
    },
  },
}

import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { factorField, factorWords, permilleBetween } from './factor'
import { rampShare } from './ramp'
import { windowFields } from './window'

export const trafficSurgeSchema = z.strictObject({
  kind: z.literal('traffic-surge').describe('more (or fewer) requests arrive than the load says'),
  factorPermille: factorField.describe('factor on the offered load, in thousandths: 3000 is three times the load'),
  rampMs: z
    .int()
    .min(0)
    .max(LIMITS.durationMsMax)
    .default(0)
    .describe('how long the factor takes from one to its full height, ms; 0: at once'),
  ...windowFields,
})
type TrafficSurge = z.infer<typeof trafficSurgeSchema>

export const trafficSurge: FaultDefinition = {
  kind: 'traffic-surge',
  label: 'Traffic surge',
  help:
    'The offered load is multiplied for a while, at once or growing. Arrivals stay Poisson and come from the same ' +
    'draws, only closer together.',
  icon: 'trending-up',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: () => [],
  describe: ({ factorPermille }: TrafficSurge) => `the load is ${factorWords(factorPermille)} what it would be`,
  sceneLabel: ({ factorPermille }: TrafficSurge) => ({
    title: 'Surge',
    detail: `${factorWords(factorPermille)} the load`,
  }),
  isToldByStrikes: false,
  isGradual: ({ rampMs }: TrafficSurge) => rampMs > 0,
  effects: {
    loadFactorPermille: ({ factorPermille, rampMs }: TrafficSurge, { elapsedMs }) =>
      permilleBetween(factorPermille, rampShare(rampMs, elapsedMs)),
  },
}

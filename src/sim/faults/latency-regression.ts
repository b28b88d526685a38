import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { factorField, factorWords, permilleBetween } from './factor'
import { rampShare } from './ramp'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const latencyRegressionSchema = z.strictObject({
  kind: z.literal('latency-regression').describe('requests take longer than they should'),
  factorPermille: factorField.describe('factor on the service times, in thousandths: 2000 doubles them'),
  rampMs: z
    .int()
    .min(0)
    .max(LIMITS.durationMsMax)
    .default(0)
    .describe('how long the factor takes from one to its full height, ms; 0: at once'),
  targets: targetSelectionSchema
    .prefault({ kind: 'revision', revision: 'new' })
    .describe('which instances; by default those with the new revision'),
  ...windowFields,
})
type LatencyRegression = z.infer<typeof latencyRegressionSchema>

export const latencyRegression: FaultDefinition = {
  kind: 'latency-regression',
  label: 'Latency regression',
  help:
    'Each request takes a multiple of its usual service time, at once or growing. Requests that are being served when ' +
    'it begins or ends are not touched.',
  icon: 'timer',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: () => [],
  describe: ({ factorPermille, targets }: LatencyRegression, scenario) =>
    `requests on ${selectionWords(targets, scenario)} take ${factorWords(factorPermille)} as long`,
  sceneLabel: ({ factorPermille }: LatencyRegression) => ({
    title: 'Slow answers',
    detail: `${factorWords(factorPermille)} as long`,
  }),
  isToldByStrikes: false,
  isGradual: ({ rampMs }: LatencyRegression) => rampMs > 0,
  effects: {
    serviceFactorPermille: ({ factorPermille, rampMs }: LatencyRegression, _subject, { elapsedMs }) =>
      permilleBetween(factorPermille, rampShare(rampMs, elapsedMs)),
  },
}

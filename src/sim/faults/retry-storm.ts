import { RETRIES_MAX, type RetryPolicy } from '../engine/retries'
import { counted, formatDuration } from '../result/number-words'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { FACTOR_ONE } from './factor'
import { untilWords, windowFields } from './window'

/** No client waits for longer than an hour before it asks again. */
const BACK_OFF_MS_MAX = 3_600_000
const US_PER_MS = 1_000

export const retryStormSchema = z.strictObject({
  kind: z.literal('retry-storm').describe('clients repeat requests that failed'),
  retriesMax: z.int().min(1).max(RETRIES_MAX).default(3).describe('how many further attempts a client makes at most'),
  backOffMs: z.int().min(0).max(BACK_OFF_MS_MAX).default(100).describe('wait before the first further attempt, ms'),
  backOffFactorPermille: z
    .int()
    .min(FACTOR_ONE)
    .max(10_000)
    .default(2_000)
    .describe('factor from each wait to the next, in thousandths: 2000 doubles it'),
  jitterPermille: z
    .int()
    .min(0)
    .max(FACTOR_ONE)
    .default(0)
    .describe('the part of each wait that is drawn: 0 always waits the whole time, 1000 is full jitter'),
  ...windowFields,
})
type RetryStorm = z.infer<typeof retryStormSchema>

export const retryStorm: FaultDefinition = {
  kind: 'retry-storm',
  label: 'Retry storm',
  help:
    'A client whose request failed asks again after a back-off, a few times at most. Each attempt is a request of its ' +
    'own, counted in arrived and in retried, so failure feeds the load.',
  icon: 'repeat-2',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: () => [],
  describe: ({ retriesMax, backOffMs }: RetryStorm) =>
    `clients repeat failed requests up to ${counted(retriesMax, 'time')}, first after ${formatDuration(backOffMs)}`,
  sceneLabel: (fault: RetryStorm) => ({
    title: `Up to ${counted(fault.retriesMax, 'retry', 'retries')}`,
    detail: untilWords(fault),
  }),
  isToldByStrikes: false,
  effects: { retryPolicy: policyOf },
}

function policyOf({ retriesMax, backOffMs, backOffFactorPermille, jitterPermille }: RetryStorm): RetryPolicy {
  const backOffUs: number[] = []
  for (let waitUs = backOffMs * US_PER_MS; backOffUs.length < retriesMax; ) {
    backOffUs.push(waitUs)
    waitUs = Math.min(BACK_OFF_MS_MAX * US_PER_MS, Math.floor((waitUs * backOffFactorPermille) / FACTOR_ONE))
  }
  return { backOffUs, jitterPermille }
}

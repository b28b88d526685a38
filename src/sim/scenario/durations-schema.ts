import { LIMITS } from './limits'
import { z } from './zod'

/** Whole milliseconds from 0 to `max`. */
export const ms = (max: number = LIMITS.durationMsMax) => z.int().min(0).max(max)

const durationNumber = z.number().positive().max(LIMITS.durationSampleMsMax)

/** A law of durations, in milliseconds (fractions of a millisecond are kept to the microsecond). */
export const distributionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('constant').describe('always the same duration'),
      meanMs: z.number().min(0).max(LIMITS.durationSampleMsMax).describe('the duration in milliseconds'),
    }),
    z.strictObject({
      kind: z.literal('exponential').describe('without memory: most are short, some are long'),
      meanMs: durationNumber.describe('mean in milliseconds'),
    }),
    z.strictObject({
      kind: z.literal('lognormal').describe('what services usually show: a bulk and a long tail'),
      medianMs: durationNumber.describe('median in milliseconds'),
      p99Ms: durationNumber.describe('99th percentile in milliseconds, from the median to 1000 times the median'),
    }),
    z.strictObject({
      kind: z.literal('empirical').describe('as observed'),
      samplesMs: z
        .array(z.number().min(0).max(LIMITS.durationSampleMsMax))
        .min(1)
        .max(LIMITS.empiricalSamplesMax)
        .describe('observed durations in milliseconds; draws interpolate linearly between the sorted samples'),
    }),
  ])
  .describe('A law of durations in milliseconds')

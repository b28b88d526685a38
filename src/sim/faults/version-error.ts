import { z } from 'zod'
export const versionError = {
  schema: z.strictObject({
    kind: z.literal('version-error'),
    revision: z.enum(['old', 'new']).default('new'),
    errorRatePpm: z.int().min(0).max(1_000_000).describe('share of 5xx answers while it lasts, parts per million'),
    fromMs: z.int().min(0).default(0),
    untilMs: z.int().min(0).nullable().default(null).describe('null: to the end of the run'),
  }),
}

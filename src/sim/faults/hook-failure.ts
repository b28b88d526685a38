import { z } from 'zod'
import { SCRIPTABLE_EVENT_NAMES } from '../scenario/events'
export const hookFailure = {
  schema: z.strictObject({
    kind: z.literal('hook-failure'),
    event: z.enum(SCRIPTABLE_EVENT_NAMES),
    revision: z.enum(['old', 'new']).default('new').describe('whose script fails'),
    outcome: z.enum(['fails', 'hangs']).default('fails').describe('fails: exit code 1; hangs: runs into its timeout'),
    instanceIndexes: z.array(z.int().min(0)).nullable().default(null).describe('null: every instance'),
    probabilityPpm: z.int().min(0).max(1_000_000).default(1_000_000).describe('chance per run of the event, parts per million'),
  }),
}

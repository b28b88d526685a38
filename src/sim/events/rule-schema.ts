import { z } from '../scenario/zod'

export const eventRuleSchema = z.strictObject({ name: z.string().min(1).max(64).describe('name of the rule') })

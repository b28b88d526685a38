import { z } from '../scenario/zod'

export const alarmSchema = z.strictObject({ name: z.string().min(1).max(255).describe('name of the alarm') })

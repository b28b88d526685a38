import { z } from '../scenario/zod'
import { hookFailureSchema } from './hook-failure'
import { versionErrorSchema } from './version-error'

/** Every kind of fault that a scenario may name; one line each. */
export const faultSchema = z.discriminatedUnion('kind', [hookFailureSchema, versionErrorSchema])
export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']

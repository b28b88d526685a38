import { z } from 'zod'
import { hookFailure } from './hook-failure'
import { versionError } from './version-error'

/** Every kind of fault that a scenario may name; one line each. */
export const faultSchema = z.discriminatedUnion('kind', [hookFailure.schema, versionError.schema])
export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']

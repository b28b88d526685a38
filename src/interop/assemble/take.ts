import type { Located } from '../importers/pieces'

/** Notes that a value was said, and passes it on. */
export type Take = <T>(pointer: string, located: Located<T> | undefined | null) => T | undefined

/** Without the keys that have no value, so that the schema fills in its defaults. */
export function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}

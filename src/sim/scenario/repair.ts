import { copyJson } from './json-copy'
import { SCHEMA_VERSION, type Scenario, scenarioSchema } from './schema'

type Container = Record<PropertyKey, unknown>

/** Passes over the document; each takes out every wrong value, so that wrong parents show in the next one. */
const PASSES_MAX = 8

/**
 * The scenario that a wrong document would be with defaults in the place of what is wrong, so that the rules over
 * several fields can still be asked about the rest; null when that cannot be had.
 */
export function repairDocument(document: unknown): Scenario | null {
  const root = copyJson(document).value
  if (!isContainer(root) || Array.isArray(root)) return null
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const parsed = scenarioSchema.safeParse(root)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) {
      const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
      for (const path of paths) takeOut(root, path)
    }
  }
  return null
}

/** Removes the innermost named value on the path that is there; a list goes as a whole, its other entries being kin. */
function takeOut(root: Container, path: readonly PropertyKey[]): void {
  let target: { holder: Container; key: PropertyKey } | null = null
  let holder: unknown = root
  for (const key of path) {
    if (!isContainer(holder) || !Object.hasOwn(holder, key)) break
    if (!Array.isArray(holder)) target = { holder, key }
    holder = holder[key]
  }
  if (target) delete target.holder[target.key]
  root.schemaVersion = SCHEMA_VERSION
  root.name ??= 'repaired'
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

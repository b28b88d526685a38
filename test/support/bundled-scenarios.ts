import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../assets/scenarios/', import.meta.url))

/** The text of every bundled scenario by its id, ids sorted. */
export function bundledScenarioTexts(): { readonly id: string; readonly text: string }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => ({ id: basename(file, '.json'), text: readFileSync(join(FOLDER, file), 'utf8') }))
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParsedSource, parseSource } from './syntax'

/** Every TypeScript file below a folder of the project, parsed. */
export function sourcesBelow(folder: string): ParsedSource[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .map((name) => {
      const path = join(folder, name)
      return parseSource(path.replaceAll('\\', '/'), readFileSync(path, 'utf8'))
    })
}

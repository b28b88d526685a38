import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json and assets, found from wherever the build has put this code. */
export const PROJECT_ROOT = findProjectRoot(dirname(fileURLToPath(import.meta.url)))

function findProjectRoot(folder: string): string {
  if (packageAt(folder)?.name === 'fleetshift') return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json of fleetshift is not above its own code')
  return findProjectRoot(parent)
}

function packageAt(folder: string): { name?: unknown; version?: unknown } | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return null
  }
}

/** The version of the product, as in package.json. */
export function productVersion(): string {
  return String(packageAt(PROJECT_ROOT)?.version)
}

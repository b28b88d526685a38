// Whether the build in out/ was made from the sources as they are now.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that a build depends on: folders whole, and single files. */
const FOLDERS = ['src', 'assets']
const FILES = [
  'package.json',
  'package-lock.json',
  'aliases.config.ts',
  'electron.vite.config.ts',
  'vite.node.config.ts',
  'vite.web.config.ts',
]
const STAMP = 'sources.stamp'

/**
 * The state of the sources as one word. Names, sizes and modification times, not contents: it must cost a few
 * milliseconds, and a needless build after a fresh checkout does no harm.
 * @param {string} projectRoot
 */
export function fingerprint(projectRoot) {
  const hash = createHash('sha256')
  const add = (/** @type {string} */ name) => {
    const stats = statSync(join(projectRoot, name), { throwIfNoEntry: false })
    hash.update(`${name}\0${stats?.size ?? -1}\0${stats?.mtimeMs ?? -1}\n`)
  }
  for (const file of FILES) add(file)
  for (const folder of FOLDERS) for (const name of filesBelow(projectRoot, folder)) add(name)
  return hash.digest('hex')
}

/**
 * Paths relative to the root, sorted. Hidden files (an editor's swap file, .DS_Store) are no sources.
 * @param {string} projectRoot
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(projectRoot, folder) {
  /** @type {string[]} */
  const found = []
  for (const entry of entriesOf(join(projectRoot, folder))) {
    if (entry.name.startsWith('.')) continue
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) found.push(...filesBelow(projectRoot, name))
    else found.push(name)
  }
  return found.sort()
}

/** @param {string} path */
function entriesOf(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return []
  }
}

/**
 * True when out/ holds a finished build of the sources as they are now.
 * @param {string} projectRoot
 */
export function isFresh(projectRoot) {
  try {
    return readFileSync(join(projectRoot, 'out', STAMP), 'utf8') === fingerprint(projectRoot)
  } catch {
    return false
  }
}

/**
 * Marks a finished build.
 * @param {string} outFolder
 * @param {string} sources the fingerprint taken BEFORE the build began, so that an edit during it counts as newer
 */
export function stamp(outFolder, sources) {
  writeFileSync(join(outFolder, STAMP), sources)
}

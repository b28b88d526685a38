// `npm run build` builds; ensureBuilt() builds when out/ is missing or older than the sources.
// Progress goes to stderr: the stdout of a command that happens to build first stays its own.
import { spawn } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, isFresh, stamp } from './freshness.mjs'
import { withLock } from './lock.mjs'

export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url))

// Built beside and moved into place, so that nothing ever runs from a half-written out/.
const NEXT = 'out.next'

const STEPS = [
  { name: 'the window and the shell', tool: 'electron-vite/bin/electron-vite.js', options: [] },
  { name: 'the command', tool: 'vite/bin/vite.js', options: ['--config', 'vite.node.config.ts'] },
]

/** Something that the user can mend; the message is for them. */
export class BuildError extends Error {}

/**
 * Leaves a build of the sources as they are now in out/. Quick when it is already there.
 * @throws {BuildError}
 */
export async function ensureBuilt() {
  if (isFresh(PROJECT_ROOT)) return
  await withLock(lockPath(), async () => {
    // Another process may have built while this one waited.
    if (!isFresh(PROJECT_ROOT)) await build()
  })
}

function lockPath() {
  const modules = join(PROJECT_ROOT, 'node_modules')
  if (!existsSync(modules)) throw new BuildError('Fleetshift is not installed here yet: run `npm ci` first.')
  return join(modules, '.cache', 'fleetshift-build.lock')
}

async function build() {
  const sources = fingerprint(PROJECT_ROOT)
  const next = join(PROJECT_ROOT, NEXT)
  rmSync(next, { recursive: true, force: true })
  for (const step of STEPS) await runStep(step)
  stamp(next, sources)
  moveIntoPlace(next, join(PROJECT_ROOT, 'out'))
}

/**
 * @param {string} next the finished build
 * @param {string} out where it belongs, and where an older one may be
 */
function moveIntoPlace(next, out) {
  const old = join(PROJECT_ROOT, 'out.old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(out)) renameSync(out, old)
  renameSync(next, out)
  rmSync(old, { recursive: true, force: true })
}

/** @param {typeof STEPS[number]} step */
async function runStep({ name, tool, options }) {
  process.stderr.write(`Fleetshift: building ${name} ...\n`)
  const startMs = performance.now()
  const { code, output } = await run([join('node_modules', tool), 'build', ...options, '--outDir', NEXT])
  if (code !== 0) throw new BuildError(`${output.trim()}\nFleetshift: building ${name} failed.`)
  process.stderr.write(`Fleetshift: built ${name} in ${((performance.now() - startMs) / 1000).toFixed(1)} s\n`)
}

/**
 * @param {string[]} commandLine a script and its arguments, for this Node
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(commandLine) {
  const child = spawn(process.execPath, commandLine, { cwd: PROJECT_ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/**
 * Prints a BuildError as its sentence and gives the exit code for it; throws anything else on.
 * @param {unknown} error
 */
export function reportBuildError(error) {
  if (!(error instanceof BuildError)) throw error
  process.stderr.write(`${error.message}\n`)
  return 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await withLock(lockPath(), build)
  } catch (error) {
    process.exitCode = reportBuildError(error)
  }
}

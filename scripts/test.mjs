// `npm test`: builds when needed, runs every check, then every test. A failed check does not hide the others: all of
// them run, and the exit code is 0 only when all have passed. Arguments go to vitest.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ensureBuilt, PROJECT_ROOT, reportBuildError } from './build.mjs'

/** Each is a script of package.json, where its command line stands. */
const CHECKS = [
  { name: 'type check', script: 'typecheck' },
  { name: 'lint and format', script: 'lint' },
  { name: 'unused code', script: 'unused' },
]

/** @type {{ scripts: Record<string, string> }} */
const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'))

/**
 * Runs a script as npm would, without the time that npm takes to start.
 * @param {string} script
 */
function passesCheck(script) {
  const path = [join(PROJECT_ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const environment = { ...process.env, PATH: path }
  return (
    spawnSync(scripts[script] ?? '', { cwd: PROJECT_ROOT, env: environment, stdio: 'inherit', shell: true }).status ===
    0
  )
}

/** @returns {string[]} the names of the checks that failed */
function runChecks() {
  return CHECKS.filter(({ name, script }) => {
    const startMs = performance.now()
    const passed = passesCheck(script)
    console.log(`${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - startMs) / 1000).toFixed(1)} s`)
    return !passed
  }).map(({ name }) => name)
}

/**
 * @param {string[]} failedChecks named again after the tests, where they are seen
 * @param {string[]} options
 */
function passesTests(failedChecks, options) {
  const { status } = spawnSync(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...options], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, FLEETSHIFT_FAILED_CHECKS: failedChecks.join(', ') },
    stdio: 'inherit',
  })
  return status === 0
}

try {
  await ensureBuilt()
  const failedChecks = runChecks()
  const testsPassed = passesTests(failedChecks, process.argv.slice(2))
  process.exitCode = testsPassed && failedChecks.length === 0 ? 0 : 1
} catch (error) {
  process.exitCode = reportBuildError(error)
}

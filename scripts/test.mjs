// `npm test`: builds when needed, runs every check, then every test. A failed check does not hide the others: all of
// them run, and the exit code is 0 only when all have passed. Arguments go to vitest.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, PROJECT_ROOT, reportBuildError } from './build.mjs'

const CHECKS = [
  { name: 'type check', tool: 'typescript/bin/tsc', options: ['-b'] },
  { name: 'lint and format', tool: '@biomejs/biome/bin/biome', options: ['ci', '.'] },
  { name: 'unused code', tool: 'knip/bin/knip.js', options: [] },
]

/**
 * @param {string} tool a script inside node_modules
 * @param {string[]} options
 * @param {NodeJS.ProcessEnv} environment
 */
function passes(tool, options, environment = process.env) {
  const { status } = spawnSync(process.execPath, [join('node_modules', tool), ...options], {
    cwd: PROJECT_ROOT,
    env: environment,
    stdio: 'inherit',
  })
  return status === 0
}

/** @returns {string[]} the names of the checks that failed */
function runChecks() {
  return CHECKS.filter(({ name, tool, options }) => {
    const startMs = performance.now()
    const passed = passes(tool, options)
    console.log(`${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - startMs) / 1000).toFixed(1)} s`)
    return !passed
  }).map(({ name }) => name)
}

try {
  await ensureBuilt()
  const failed = runChecks()
  const environment = { ...process.env, FLEETSHIFT_FAILED_CHECKS: failed.join(', ') }
  const passed = passes('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], environment)
  process.exitCode = passed && failed.length === 0 ? 0 : 1
} catch (error) {
  process.exitCode = reportBuildError(error)
}

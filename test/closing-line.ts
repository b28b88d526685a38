import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Why a test was skipped: the note of `context.skip(note)`, or the test's own name where `skipIf` leaves no note. */
function skippedLine(test: TestCase): string {
  const result = test.result()
  const note = 'note' in result && result.note ? `: ${result.note}` : ''
  return `skipped: ${test.fullName}${note}`
}

/**
 * Ends `npm test` with the plain line `vitest: 8 passed, 0 failed, 0 skipped`, after the reason of every skipped test
 * and the names of the checks that failed before the tests (`FLEETSHIFT_FAILED_CHECKS`, set by scripts/test.mjs).
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 }
    const lines: string[] = []
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) count.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        count[state]++
        if (state === 'skipped') lines.push(skippedLine(test))
      }
    }
    const failedChecks = process.env.FLEETSHIFT_FAILED_CHECKS
    if (failedChecks) lines.push(`failed before the tests: ${failedChecks}`)
    lines.push(`vitest: ${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`)
    // At exit, so that nothing of vitest's own summary comes after it.
    process.on('exit', () => console.log(lines.join('\n')))
  }
}

import {
  formatClock,
  modelChoicesOf,
  numberedEvents,
  parseScenario,
  type RunResult,
  type ScenarioInput,
  simulate,
} from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summaryLines } from '../../../src/cli/summary'
import { rowsOf, timeColumns } from '../../../src/cli/summary/columns'
import { levelGlyph } from '../../../src/cli/summary/glyphs'
import { phaseOfMost } from '../../../src/cli/summary/phase'
import { alignRows, widthOf, wrapText } from '../../../src/cli/summary/table'
import type { Capabilities } from '../../../src/cli/terminal/capabilities'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'
import { SMALL } from '../support/scenarios'

const PLACE: Capabilities = { isTerminal: false, hasColour: false, hasUnicode: true, columnCount: 100 }

function run(document: Partial<ScenarioInput>): RunResult {
  const parsed = parseScenario({ ...SMALL, ...document })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return simulate(parsed.value)
}

const VALIDATE_FAILS: Partial<ScenarioInput> = {
  revisions: { new: { hooks: { ValidateService: [{ location: 'validate.sh' }] } } },
  faults: [{ kind: 'hook-failure', event: 'ValidateService', revision: 'new', outcome: 'fails' }],
}

const linesOf = (result: RunResult, place: Capabilities = PLACE) => summaryLines(result, place, (_tone, text) => text)

describe('the summary', () => {
  it('draws each wave where it happened: left, updated, back', () => {
    // One column a second: 30 s before, 5 s drain, 16 s of DownloadBundle and Install, 5 s until healthy, twice, 60 s after.
    const result = run({})
    expect(result.endedAtMs).toBe(142_000)
    const lines = linesOf(result, { ...PLACE, columnCount: 142 + 46 })
    const strips = lines.filter((line) => line.startsWith('  wave')).map((line) => line.slice(17, 17 + 142))
    const strip = (waitCount: number) => `${'·'.repeat(waitCount)}░░░░░${'▒'.repeat(16)}▓▓▓▓▓`
    expect(strips).toEqual([strip(30).padEnd(142, '█'), strip(56).padEnd(142, '█')])
  })

  it('shows the first and the last waves when there are many', () => {
    const lines = linesOf(
      run({ fleet: { instanceCount: 30 }, loadBalancer: { ...SMALL.loadBalancer, deregistrationDelayMs: 0 } }),
    )
    const waves = lines.filter((line) => /^ {2}(wave|…)/.test(line)).map((line) => line.trim().split(/ {2,}/)[0])
    expect(waves).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `wave ${index + 1}`),
      '…',
      'wave 28',
      'wave 29',
      'wave 30',
    ])
    expect(lines.join('\n')).toContain('18 more waves')
  })

  it('says so when there is no deployment, no instance or no request', () => {
    expect(linesOf(run({ deployment: null, durationMs: 10_000 }))[1]).toBe('No deployment in this run.')
    expect(linesOf(run({ load: { kind: 'constant', rps: 0 } }))[2]).toMatch(/^No request arrived in /)
    expect(linesOf(run({ fleet: { instanceCount: 0 } }))[1]).toMatch(/^Deployment Failed with NO_INSTANCES/)
  })

  it('says why a first deployment that failed is not rolled back, and what it was to replace', () => {
    const exceptions = [0, 1].map(
      (instanceIndex) => ({ instanceIndex, lastDeployment: 'none', revision: 'none' }) as const,
    )
    const lines = linesOf(run({ fleet: { instanceCount: 2, exceptions }, ...VALIDATE_FAILS }))
    const text = lines.join(' ').replace(/\s+/g, ' ')
    expect(text).toContain('No automatic rollback is triggered: no revision was ever deployed')
    expect(lines.find((line) => line.startsWith('Deployment d-'))).toMatch(/ {2}v2$/)
    const replacing = linesOf(run(VALIDATE_FAILS))
    expect(replacing.join(' ')).not.toContain('No automatic rollback')
    expect(replacing.find((line) => line.startsWith('Deployment d-'))).toMatch(/ {2}v1 → v2$/)
  })

  it('marks a verdict that is a choice of the model', () => {
    const exceptions = [0, 1].map((instanceIndex) => ({ instanceIndex, lastDeployment: 'none' }) as const)
    const deploymentConfig = { name: 'Two', minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 } } as const
    const marked = (rest: Partial<ScenarioInput>): boolean =>
      linesOf(run({ deployment: { deploymentConfig }, ...rest })).some((line) => line.startsWith('  MODEL: '))
    expect(marked({ fleet: { instanceCount: 2, exceptions } })).toBe(true)
    expect(marked({ fleet: { instanceCount: 2 } })).toBe(false)
  })

  it('ends with how many choices of the model the run rests on', () => {
    const result = run({})
    const last = linesOf(result).slice(-2).join(' ')
    expect(last).toContain(`${modelChoicesOf(result).length} MODEL choices`)
    expect(last).toMatch(/fleetshift list model\.$/)
  })

  it('keeps clocks apart from words from one hour on', () => {
    const result = run({ startAtMs: 3_570_000, load: { kind: 'constant', rps: 1 } })
    const told = linesOf(result).slice(linesOf(result).indexOf('What happened') + 1)
    expect(told.slice(0, told.indexOf('')).filter((line) => /^ +\d/.test(line))).toEqual(
      numberedEvents(result).map(({ atMs, title }) =>
        expect.stringMatching(new RegExp(`^ {2}${formatClock(atMs).padStart(7)} {2}${title}: `)),
      ),
    )
    expect(told.join('')).toContain('1:00:')
  })

  it('never rounds a failure away', () => {
    const old = { name: 'v1', errorRatePpm: 40 }
    const result = run({
      deployment: null,
      durationMs: 600_000,
      load: { kind: 'constant', rps: 200 },
      revisions: { old },
    })
    expect(result.totals.failed).toBeGreaterThan(0)
    expect(result.totals.failed / result.totals.arrived).toBeLessThan(0.00005)
    const lines = linesOf(result)
    expect(lines.find((line) => line.startsWith('  Failed'))).toMatch(/ 0\.01 %$/)
    expect(lines.find((line) => line.startsWith('  Answered'))).not.toMatch(/100\.00 %$/)
  })

  it.each(bundledScenarioTexts())('of $id fits in 100 columns', ({ text }) => {
    for (const line of linesOf(run(JSON.parse(text)))) expect(widthOf(line), line).toBeLessThanOrEqual(100)
  })
})

describe('the pieces of the summary', () => {
  it('columns abut and cover the whole time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 1, max: 120 }), (toMs, count) => {
        const columns = timeColumns(0, toMs, count)
        expect(columns[0]?.fromMs).toBe(0)
        expect(columns.at(-1)?.toMs).toBe(toMs)
        for (const [index, column] of columns.slice(1).entries()) expect(column.fromMs).toBe(columns[index]?.toMs)
      }),
    )
  })

  it('a column always has a row of the table', () => {
    expect(rowsOf({ fromMs: 1_000, toMs: 3_500 }, 10)).toEqual({ from: 1, to: 4 })
    expect(rowsOf({ fromMs: 200, toMs: 300 }, 10)).toEqual({ from: 0, to: 1 })
    expect(rowsOf({ fromMs: 10_000, toMs: 10_000 }, 10)).toEqual({ from: 9, to: 10 })
  })

  it('a level is empty only for nothing and full only for all', () => {
    expect([0, 0.001, 50, 99.9, 100].map((value) => levelGlyph(value, 100, true))).toEqual([' ', '▁', '▄', '▇', '█'])
    expect(levelGlyph(5, 0, true)).toBe(' ')
  })

  it('the phase of several is that of most, the earlier one when level, and failed as soon as one failed', () => {
    expect(phaseOfMost(['updating', 'updating', 'leaving'])).toBe('updating')
    expect(phaseOfMost(['updating', 'leaving'])).toBe('leaving')
    expect(phaseOfMost(['done', 'done', 'failed'])).toBe('failed')
    expect(phaseOfMost([])).toBe('waiting')
  })

  it('rows are aligned, marks of colour take no room', () => {
    expect(
      alignRows(
        [
          ['a', '1'],
          ['\u001b[31mbbb\u001b[39m', '22'],
        ],
        [1],
      ),
    ).toEqual(['a     1', '\u001b[31mbbb\u001b[39m  22'])
  })

  it('text is broken at spaces only, and nothing is lost', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrapText('', 10)).toEqual([])
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = wrapText(words.join(' '), width)
        expect(lines.join(' ')).toBe(words.join(' '))
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true)
      }),
    )
  })
})

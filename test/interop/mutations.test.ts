import { importFiles, readLoadCsv, readScenarioText } from '@interop'
import { formatScenario } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixture, importText, scenarioOf } from './support'

const SAMPLES = [
  'appspec.yml',
  'appspec.json',
  'deployment-group.json',
  'deployment-config.json',
  'deployment.json',
  'load.csv',
]
const SNIPPETS = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\uFEFF',
    '\u00A0',
    '\0',
    ':',
    ': ',
    '- ',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
  ],
  ...[
    '<<: *a',
    '!!binary ',
    '? ',
    '| ',
    '%',
    '@',
    '---\n',
    '...\n',
    '<<<<<<< HEAD\n',
    '{{ x }}',
    '$' + '{x}',
    '\\',
    '0',
    '-1',
    '1e9',
  ],
  ...[
    '.nan',
    'null',
    'true',
    'yes',
    'hooks:\n',
    'os: ',
    'version: ',
    '__proto__: ',
    'Resources:\n',
    'location: ',
    'timeout: ',
  ],
]

/** An edit of a text: so many characters from here are replaced. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  text: fc.oneof(
    fc.constantFrom(...SNIPPETS),
    fc.string({ maxLength: 6 }),
    fc.string({ maxLength: 3, unit: 'binary' }),
  ),
})

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

/** A text with a few edits in it. */
function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((all, { at, length, text: inserted }) => {
    const start = Math.floor(at * all.length)
    return all.slice(0, start) + inserted + all.slice(start + length)
  }, text)
}

/** A real-looking file with a few edits in it. */
const mutated = fc
  .tuple(fc.constantFrom(...SAMPLES), fc.array(edit, { maxLength: 4 }))
  .map(([name, edits]) => edited(fixture(name).text, edits))

/** The same files in every run, so that a failure can be met again; FLEETSHIFT_FUZZ_SEED tries others. */
const SEED = Number(process.env.FLEETSHIFT_FUZZ_SEED ?? 20_261_123)

/** What every outcome must be, whatever was read. */
function checkOutcome(text: string): void {
  const outcome = importText(text)
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const errors = outcome.findings.filter(({ severity }) => severity === 'error')
  expect(errors.length > 0).toBe(!outcome.ok)
  for (const { file, line, column, message } of outcome.findings) {
    expect(message).not.toBe('')
    if (file === '') continue
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
  }
}

describe('whatever is read', () => {
  it('is a scenario, or an error with a place in the file', () => {
    fc.assert(fc.property(mutated, checkOutcome), { numRuns: 600, seed: SEED })
  })

  it('also when it is anything at all', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.string()), checkOutcome), {
      numRuns: 600,
    })
  })

  it('comes out the same twice', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(importText(text)).toEqual(importText(text))
      }),
      { numRuns: 100, seed: SEED },
    )
  })

  it('does not depend on the files beside it', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const alone = importText(text).findings.filter(({ file }) => file === 'file')
        const beside = importFiles([
          { name: 'file', text },
          { name: 'other', text: '# empty\n' },
        ])
        const own = beside.findings.filter(({ file }) => file === 'file')
        // What only a whole scenario can show is left out where another file has an error.
        expect(own).toEqual(alone.filter(({ message }) => !message.startsWith('In the scenario')))
      }),
      { numRuns: 100, seed: SEED },
    )
  })

  it('never throws as a load or as a scenario', () => {
    const scenario = formatScenario(scenarioOf(importText(fixture('appspec.yml').text)))
    const broken = fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => edited(scenario, edits))
    fc.assert(
      fc.property(fc.oneof(broken, mutated), (text) => {
        const reading = readScenarioText(text, 's.json')
        expect(reading.findings.some(({ severity }) => severity === 'error')).toBe(!reading.ok)
        const load = readLoadCsv({ name: 'l.csv', text })
        expect(load.findings.some(({ severity }) => severity === 'error')).toBe(!load.ok)
      }),
      { numRuns: 300, seed: SEED },
    )
  })

  it('agrees with JSON.parse about what is JSON', () => {
    const almostJson = fc.tuple(fc.json(), fc.array(edit, { maxLength: 2 })).map(([text, edits]) => edited(text, edits))
    fc.assert(
      fc.property(almostJson, (text) => {
        // A scenario is an object: anything else may be some other file.
        fc.pre(text.startsWith('{'))
        const isRefused = readScenarioText(text, 's').findings.some(({ message }) => /^This is not JSON/.test(message))
        expect(isRefused).toBe(!isJson(text))
      }),
      { numRuns: 500, seed: SEED },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

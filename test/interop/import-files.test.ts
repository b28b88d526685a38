import { importFiles } from '@interop'
import { formatScenario, parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'
import { fixture, HEADER, importText, printed, scenarioOf } from './support'

const appspec = (name: string, script: string) => ({
  name,
  text: `${HEADER}hooks:\n  ApplicationStart:\n    - location: ${script}\n      timeout: 60\n`,
})
const startScript = (outcome: ReturnType<typeof importFiles>, label: 'old' | 'new') =>
  scenarioOf(outcome).revisions[label].hooks.ApplicationStart?.[0]?.location

describe('two AppSpecs', () => {
  const files = [appspec('a.yml', 'a.sh'), appspec('b.yml', 'b.sh')]

  it('takes the first for the older one, and names that', () => {
    const outcome = importFiles(files)
    expect([startScript(outcome, 'old'), startScript(outcome, 'new')]).toEqual(['a.sh', 'b.sh'])
    const said = outcome.assumptions.find(({ what }) => what === 'AppSpec of the old revision')
    expect(said).toMatchObject({ pointer: '/revisions/old/hooks', value: 'a.yml' })
  })

  it('takes the one that was said to be the older', () => {
    const outcome = importFiles(files, { oldAppspecFileIndex: 1 })
    expect([startScript(outcome, 'old'), startScript(outcome, 'new')]).toEqual(['b.sh', 'a.sh'])
    expect(outcome.assumptions.some(({ pointer }) => pointer === '/revisions/old/hooks')).toBe(false)
  })

  it('does not take three', () => {
    const outcome = importFiles([...files, appspec('c.yml', 'c.sh')])
    expect(printed(outcome)).toContain('c.yml:1:1: error: This is the third of 3 AppSpecs')
  })

  it('says when the older one is none', () => {
    const outcome = importFiles([appspec('a.yml', 'a.sh'), fixture('load.csv')], { oldAppspecFileIndex: 1 })
    expect(printed(outcome)).toBe('error: The file that is said to be the AppSpec of the old revision is none.')
  })
})

describe('two files for one thing', () => {
  it.each(['deployment-group.json', 'deployment.json'])('%s', (name) => {
    const outcome = importFiles([
      fixture(name),
      { ...fixture(name), name: 'again.json' },
      fixture('deployment-config.json'),
    ])
    expect(printed(outcome)).toMatch(/again\.json:1:1: error: These are two deployments? ?(groups|)?: one is in/)
    expect(outcome.ok).toBe(false)
  })
})

describe('options', () => {
  const { text } = fixture('appspec.yml')

  it('go into the scenario', () => {
    const options = { name: 'Mine', instanceCount: 7, rps: 5, zones: ['eu-west-1a', 'eu-west-1b'], seed: 99 }
    const scenario = scenarioOf(importText(text, options))
    expect(scenario).toMatchObject({
      name: 'Mine',
      seed: 99,
      load: { kind: 'constant', rps: 5 },
      fleet: { instanceCount: 7, zones: ['eu-west-1a', 'eu-west-1b'] },
    })
  })

  it.each([
    ['too many instances', { instanceCount: 5_000 }, 'error: In the scenario, /fleet/instanceCount: found 5000'],
    ['half a seed', { seed: 0.5 }, 'error: In the scenario, /seed: found 0.5'],
    ['no zones', { zones: [] }, 'error: In the scenario, /fleet/zones: found a list of 0 entries'],
    ['no rate', { rps: Number.NaN }, 'error: In the scenario, /load/rps: found NaN'],
    ['an empty name', { name: '' }, 'error: In the scenario, /name: found ""'],
  ])('that cannot be: %s', (_name, options, expected) => {
    const outcome = importText(text, options)
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })
})

describe('the outcome', () => {
  it('is a scenario that parses to itself', () => {
    const scenario = scenarioOf(importFiles([fixture('appspec.yml')]))
    expect(parseScenario(JSON.parse(formatScenario(scenario)))).toMatchObject({ ok: true, value: scenario })
  })

  it('names the files, without their folders, in its notes', () => {
    const file = { ...fixture('appspec.yml'), name: '/home/me/shop/appspec.yml' }
    expect(scenarioOf(importFiles([file])).notes).toBe('Imported from appspec.yml.')
  })

  it('tells of all files at once, in their order, each from top to bottom', () => {
    const outcome = importFiles([
      { name: 'b.yml', text: `${HEADER}file_exists_behavior: x\nhooks: x\n` },
      { name: 'a.yml', text: 'phases: {}\n' },
    ])
    expect(outcome.findings.map(({ file, line }) => `${file}:${line}`)).toEqual(['b.yml:3', 'b.yml:4', 'a.yml:1'])
  })

  it('is an error without files, and with too many', () => {
    expect(printed(importFiles([]))).toBe('error: No file was given to import.')
    expect(printed(importFiles(Array(21).fill(fixture('load.csv'))))).toContain(
      '21 files were given; one import takes up to 20.',
    )
  })

  it('does not drown its reader', () => {
    const outcome = importText(`${HEADER}${Array.from({ length: 500 }, (_, index) => `key${index}x: 1\n`).join('')}`)
    expect(outcome.findings.length).toBeLessThanOrEqual(101)
    expect(printed(outcome)).toMatch(/note: \d+ more findings in this file are not listed\.$/)
  })
})

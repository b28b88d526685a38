import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseScenario } from '@sim'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtCommand, runCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { bundledPath } from './support/scenarios'

beforeAll(builtCommand, 60_000)

const IMPORTS = fileURLToPath(new URL('../../assets/imports/orders/', import.meta.url))
const FILES = ['appspec.yml', 'deployment-config.json', 'deployment-group.json'].map((name) => IMPORTS + name)
const APPSPEC = readFileSync(`${IMPORTS}appspec.yml`, 'utf8')
const ASKED = ['--name', 'Orders, from its AppSpec', '--instances', '8', '--rps', '120']

describe('fleetshift import', () => {
  it('makes the bundled imported scenario again, but for the words of its author', async () => {
    const { exitCode, stdout } = await runCli(['import', ...FILES, ...ASKED])
    expect(exitCode).toBe(0)
    const { presentation, ...made } = JSON.parse(stdout)
    const { presentation: words, ...bundled } = JSON.parse(readFileSync(bundledPath('imported-from-appspec'), 'utf8'))
    expect(made).toEqual(bundled)
    expect(presentation).not.toEqual(words)
  })

  it('prints the scenario on stdout and every assumption on stderr', async () => {
    const { exitCode, stdout, stderr } = await runCli(['import', `${IMPORTS}appspec.yml`])
    expect(exitCode).toBe(0)
    const parsed = parseScenario(JSON.parse(stdout))
    expect(parsed).toMatchObject({ ok: true, warnings: [] })
    expect(stderr).toMatch(/^assumed: offered load: .*--rps/m)
    expect(stderr).toMatch(/^assumed: deregistration delay: 5 min\./m)
  })

  it('gives the same scenario whatever the order of the files', async () => {
    const [first, second] = await Promise.all([
      runCli(['import', ...FILES, ...ASKED]),
      runCli(['import', ...FILES.toReversed(), ...ASKED]),
    ])
    const withoutNotes = (text: string) => ({ ...JSON.parse(text), notes: '' })
    expect(withoutNotes(second.stdout)).toEqual(withoutNotes(first.stdout))
  })

  it('writes to a file with -o and then prints nothing on stdout', async () => {
    const folder = temporaryFolder()
    const { exitCode, stdout } = await runCli(['import', ...FILES, ...ASKED, '-o', 'scenario.json'], {
      cwd: folder.path,
    })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' })
    expect(folder.names()).toEqual(['scenario.json'])
    const run = await runCli(['run', 'scenario.json', '--json'], { cwd: folder.path })
    expect(JSON.parse(run.stdout).outcome.status).toBe('Succeeded')
  })

  it('takes fleet, zones, load, seed and name from its options', async () => {
    const options = [
      '--instances',
      '5',
      '--zones',
      'eu-west-1a, eu-west-1b',
      '--rps',
      '12.5',
      '--seed',
      '9',
      '--name',
      'Mine',
    ]
    const { stdout } = await runCli(['import', '-', ...options], { stdin: APPSPEC })
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'Mine',
      seed: 9,
      load: { kind: 'constant', rps: 12.5 },
      fleet: { instanceCount: 5, zones: ['eu-west-1a', 'eu-west-1b'] },
    })
  })

  it('takes a recorded load from a CSV, which then is a part of the scenario', async () => {
    const folder = temporaryFolder()
    const csv = folder.write('load.csv', 'time,rps\n0,10\n60,20.5\n120,15\n')
    const { exitCode, stdout } = await runCli(['import', `${IMPORTS}appspec.yml`, '--load', csv])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).load).toEqual({
      kind: 'recorded',
      points: [
        { atMs: 0, rps: 10 },
        { atMs: 60_000, rps: 20.5 },
        { atMs: 120_000, rps: 15 },
      ],
      source: 'load.csv',
    })
  })

  it('takes the scripts of the revision that runs now from --old', async () => {
    const folder = temporaryFolder()
    const old = folder.write('old.yml', APPSPEC.replace('scripts/stop.sh', 'scripts/old-stop.sh'))
    const { exitCode, stdout } = await runCli(['import', `${IMPORTS}appspec.yml`, '--old', old])
    expect(exitCode).toBe(0)
    const { revisions } = JSON.parse(stdout)
    expect(revisions.old.hooks.ApplicationStop[0].location).toBe('scripts/old-stop.sh')
    expect(revisions.new.hooks.ApplicationStop[0].location).toBe('scripts/stop.sh')
  })

  it('caps scripts that may take more than an hour, with a warning', async () => {
    const long = APPSPEC.replace('timeout: 600', 'timeout: 6000')
    const { exitCode, stderr } = await runCli(['import', '-'], { stdin: long })
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^stdin:\d+:\d+: warning: .*3600/m)
  })
})

describe('what cannot be imported', () => {
  it.each([
    [
      'a script without a location',
      APPSPEC.replace('location: scripts/stop.sh', 'timeout: 5'),
      /^stdin:\d+:\d+: error: /m,
    ],
    ['merge markers', `<<<<<<< HEAD\n${APPSPEC}`, /^stdin:1:1: error: .*merge/im],
    [
      'an AppSpec of ECS without properties',
      'version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n',
      /^stdin:3:5: error: "properties" is missing/,
    ],
    ['nothing', '', /error: .*empty/i],
  ])('(%s) leaves exit code 2, a sentence and no scenario', async (_what, stdin, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['import', '-'], { stdin })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('leaves no file behind', async () => {
    const folder = temporaryFolder()
    const { exitCode } = await runCli(['import', '-', '-o', 'scenario.json'], {
      stdin: 'version: 0.0',
      cwd: folder.path,
    })
    expect(exitCode).toBe(2)
    expect(folder.names()).toEqual([])
  })

  it('is an output over an input', async () => {
    const folder = temporaryFolder()
    folder.write('appspec.yml', APPSPEC)
    const { exitCode, stderr } = await runCli(['import', 'appspec.yml', '-o', './appspec.yml'], { cwd: folder.path })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: '--output ./appspec.yml: is the input itself; an input is never written over.\n',
    })
    expect(folder.read('appspec.yml')).toBe(APPSPEC)
  })

  it('is a load with bad rows: each is named with its line', async () => {
    const folder = temporaryFolder()
    const csv = folder.write('load.csv', 'time,rps\n0,10\n60,many\n')
    const { exitCode, stdout, stderr } = await runCli(['import', `${IMPORTS}appspec.yml`, '--load', csv])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/load\.csv:3:\d+: error: .*many/)
  })

  it('is standard input twice, or two loads', async () => {
    const [twice, both] = await Promise.all([
      runCli(['import', '-', '--old', '-'], { stdin: APPSPEC }),
      runCli(['import', '-', '--rps', '5', '--load', 'x.csv'], { stdin: APPSPEC }),
    ])
    expect([twice.exitCode, both.exitCode]).toEqual([2, 2])
    expect(twice.stderr).toBe('fleetshift: standard input (-) can be read only once.\n')
    expect(both.stderr).toMatch(/'--rps <rate>' cannot be used with option '--load <file.csv>'/)
  })
})

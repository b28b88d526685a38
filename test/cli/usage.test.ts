import { readFileSync } from 'node:fs'
import {
  CLOUDWATCH_METRICS,
  DEPLOYMENT_CONFIGURATIONS,
  FAULTS,
  METRICS,
  MODEL_CHOICES,
  SERIES,
  STRATEGIES,
  scenarioJsonSchema,
} from '@sim'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../support/bundled-scenarios'
import { builtCommand, runCli } from './support/cli'
import { bundledPath } from './support/scenarios'

beforeAll(builtCommand, 60_000)

const COMMANDS = ['run', 'validate', 'import', 'schema', 'list', 'explain']

describe('help', () => {
  it('names every command, and the exit codes', async () => {
    const { exitCode, stdout, stderr } = await runCli(['--help'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect(stdout).toContain('Exit codes:')
    expect(stdout).toContain('MODEL')
  })

  it.each(COMMANDS)('of %s is printed by --help and by help', async (name) => {
    const [option, command] = await Promise.all([runCli([name, '--help']), runCli(['help', name])])
    expect(option).toMatchObject({ exitCode: 0, stderr: '' })
    expect(option.stdout).toMatch(new RegExp(`^Usage: fleetshift ${name}`))
    expect(command).toEqual(option)
  })

  it('is printed on stderr when no command is given, with exit code 2', async () => {
    const { exitCode, stdout, stderr } = await runCli([])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^Usage: fleetshift/)
  })
})

it('prints the version of package.json', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(await runCli(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
})

describe('wrong usage', () => {
  const PATH = bundledPath('half-at-a-time')
  it.each([
    [['rnu', PATH], "fleetshift: unknown command 'rnu'.\n(Did you mean run?)"],
    [['run', PATH, '--sed', '4'], "fleetshift: unknown option '--sed'.\n(Did you mean --seed?)"],
    [['run'], "fleetshift: missing required argument 'scenario.json'."],
    [['run', PATH, PATH], "fleetshift: too many arguments for 'run'. Expected 1 argument but got 2."],
    [['run', PATH, '--seed'], "fleetshift: option '--seed <number>' argument missing."],
    [
      ['run', PATH, '--seed', '-1'],
      "fleetshift: option '--seed <number>' argument '-1' is invalid. Allowed are whole numbers from 0 to 4294967295.",
    ],
    [
      ['run', PATH, '--seed', '1.5'],
      "fleetshift: option '--seed <number>' argument '1.5' is invalid. Allowed are whole numbers from 0 to 4294967295.",
    ],
    [
      ['run', PATH, '--seed', '4294967296'],
      "fleetshift: option '--seed <number>' argument '4294967296' is invalid. Allowed are whole numbers from 0 to 4294967295.",
    ],
    [
      ['run', PATH, '--seed', '1e3'],
      "fleetshift: option '--seed <number>' argument '1e3' is invalid. Allowed are whole numbers from 0 to 4294967295.",
    ],
    [
      ['import', PATH, '--rps', 'NaN'],
      "fleetshift: option '--rps <rate>' argument 'NaN' is invalid. Allowed are numbers from 0 to 1000000.",
    ],
    [
      ['import', PATH, '--zones', 'a,,b'],
      "fleetshift: option '--zones <names>' argument 'a,,b' is invalid. Give names separated by commas.",
    ],
    [
      ['list', 'metrcs'],
      "fleetshift: command-argument value 'metrcs' is invalid for argument 'what'. Allowed choices are strategies, configurations, faults, series, metrics, alarm-metrics, interventions, model, scenarios.",
    ],
  ])('%j is a sentence on stderr and exit code 2', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toBe(`${sentence}\nRun it with --help to see what it takes.\n`)
  })
})

it('fleetshift schema prints the JSON Schema of a scenario', async () => {
  const { exitCode, stdout, stderr } = await runCli(['schema'])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())))
})

describe('fleetshift list', () => {
  const KNOWN: Readonly<Record<string, readonly string[]>> = {
    strategies: STRATEGIES.map(({ id }) => id),
    configurations: DEPLOYMENT_CONFIGURATIONS.map(({ name }) => name),
    faults: FAULTS.map(({ kind }) => kind),
    series: SERIES.map(({ name }) => name),
    metrics: METRICS.map(({ id }) => id),
    'alarm-metrics': CLOUDWATCH_METRICS.map(({ id }) => id),
    interventions: [
      'stop',
      'continue',
      'deploy',
      'set-desired-capacity',
      'inject-fault',
      'lift-fault',
      'override-alarms',
    ],
    model: MODEL_CHOICES.map(({ id }) => id),
    scenarios: bundledScenarioTexts().map(({ id }) => id),
  }

  it('prints every registry whole, as JSON and as words', async () => {
    const [json, words] = await Promise.all([runCli(['list', '--json']), runCli(['list'])])
    expect([json.exitCode, words.exitCode]).toEqual([0, 0])
    const lists: Record<string, { id: string; label: string }[]> = JSON.parse(json.stdout)
    expect(Object.keys(lists)).toEqual(Object.keys(KNOWN))
    for (const [name, ids] of Object.entries(KNOWN)) {
      expect(lists[name]?.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
      for (const { label } of lists[name] ?? []) expect(words.stdout).toContain(label)
    }
  })

  it('prints one of them alone', async () => {
    const { stdout } = await runCli(['list', 'metrics', '--json'])
    expect(Object.keys(JSON.parse(stdout))).toEqual(['metrics'])
  })

  it('says of every model choice what is done, what AWS leaves open, and what sets it', async () => {
    const words = (await runCli(['list', 'model'])).stdout.replace(/\s+/g, ' ')
    expect(words).toContain('MODEL')
    for (const { rule, why, settings } of MODEL_CHOICES) {
      const end = settings.length === 0 ? 'No setting changes it.' : `Set by ${settings.join(', ')}.`
      expect(words).toContain(`${rule} ${why} ${end}`.replace(/\s+/g, ' '))
    }
  })

  it('gives the paths of bundled scenarios as one would type them', async () => {
    const { stdout } = await runCli(['list', 'scenarios'])
    expect(stdout).toMatch(/^ {2}assets\/scenarios\/half-at-a-time\.json {2}Half at a time$/m)
  })
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '@sim'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../support/bundled-scenarios'
import { builtCommand, runCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { bundledPath, SMALL, smallText } from './support/scenarios'

beforeAll(builtCommand, 60_000)

describe('fleetshift validate', () => {
  it('calls every bundled scenario valid, without a warning', async () => {
    const paths = bundledScenarioTexts().map(({ id }) => bundledPath(id))
    const { exitCode, stdout, stderr } = await runCli(['validate', ...paths])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toHaveLength(paths.length)
    expect(stdout).toContain(`${bundledPath('slow-drain')}: valid, "Slow requests, short drain"`)
  })

  it('names every problem at once, with line and column', async () => {
    const text = smallText.replace('"rps": 20', '"rps": -1').replace('"instanceCount": 2', '"instanceCont": 2')
    const folder = temporaryFolder()
    folder.write('bad.json', text)
    const { exitCode, stdout, stderr } = await runCli(['validate', 'bad.json'], { cwd: folder.path })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length
    expect(stderr).toMatch(new RegExp(`^bad\\.json:${lineOf('"rps"')}:\\d+: error: /load/rps: .*-1`, 'm'))
    expect(stderr).toMatch(new RegExp(`^bad\\.json:${lineOf('"instanceCont"')}:\\d+: error: .*"instanceCount"`, 'm'))
  })

  it('goes on to the next file, and exits with 2 when one is bad', async () => {
    const folder = temporaryFolder()
    folder.write('good.json', smallText)
    folder.write('bad.json', '{')
    const { exitCode, stdout, stderr } = await runCli(['validate', 'bad.json', 'good.json'], { cwd: folder.path })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: 'good.json: valid, "Small"\n' })
    expect(stderr).toMatch(/^bad\.json:1:\d+: error: /)
  })

  it('refuses scripts that may take more than an hour in sum, with the line', async () => {
    const script = (timeoutMs: number) => ({ location: 'stop.sh', timeoutMs })
    const document = {
      ...SMALL,
      revisions: { new: { name: 'v2', hooks: { ApplicationStart: [script(3_000_000), script(3_000_000)] } } },
    }
    const { exitCode, stderr } = await runCli(['validate', '-'], { stdin: JSON.stringify(document, null, 2) })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^stdin:\d+:\d+: error: \/revisions\/new\/hooks\/ApplicationStart/)
  })

  it('warns of a key that is given twice: the last one counts', async () => {
    const { exitCode, stdout, stderr } = await runCli(['validate', '-'], {
      stdin: smallText.replace('"name"', '"name": "First", "name"'),
    })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'stdin: valid, "Small"\n' })
    expect(stderr).toMatch(/^stdin:3:\d+: warning: .*name/)
  })

  it('warns of an old format and still calls it valid', async () => {
    const { schemaVersion: _, ...old } = SMALL
    const { exitCode, stdout, stderr } = await runCli(['validate', '-'], { stdin: JSON.stringify(old) })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'stdin: valid, "Small"\n' })
    expect(stderr).toMatch(/^stdin:1:1: warning: /)
  })
})

describe('bad input', () => {
  const BAD: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['malformed JSON', '{"schemaVersion": 1,', /^in\.json:1:\d+: error: /],
    ['NaN', smallText.replace('20', 'NaN'), /^in\.json:6:\d+: error: .*NaN/],
    ['Infinity', smallText.replace('20', '1e999'), /^in\.json:6:\d+: error: /],
    ['a text for a number', smallText.replace('20', '"20"'), /^in\.json:6:\d+: error: \/load\/rps/],
    ['an unknown key', smallText.replace('"fleet"', '"flete"'), /error: .*"flete".*"fleet"/],
    ['a newer version', smallText.replace('"schemaVersion": 1', '"schemaVersion": 99'), /error: .*99/],
    ['__proto__', smallText.replace('"fleet"', '"__proto__": {}, "fleet"'), /error: .*__proto__/],
    ['a list', '[]', /^in\.json:1:1: error: /],
    ['nothing', '', /^in\.json:1:1: error: .*empty/],
    ['an AppSpec', 'version: 0.0\nos: linux\n', /error: .*fleetshift import/],
    ['nested a million times', '['.repeat(1_000_000), /^in\.json:\d+:\d+: error: /],
    [
      'bytes that are no text',
      Uint8Array.from([0x7b, 0xff, 0xfe, 0x00, 0x80]),
      /^in\.json: is not text: it holds bytes that are not valid UTF-8\.$/m,
    ],
    [
      'too large',
      `{"name": "${'x'.repeat(LIMITS.fileBytesMax)}"}`,
      /^in\.json: is larger than 4 MB, the largest file that is read\.$/m,
    ],
    [
      'a fault that cannot strike',
      smallText.replace('"fleet"', '"faults": [{"kind": "hook-failure", "event": "AfterInstall"}], "fleet"'),
      /error: \/faults\/0/,
    ],
  ]

  it.each(BAD)('(%s) is a sentence with a place, exit code 2, and no stack trace', async (_what, content, sentence) => {
    const folder = temporaryFolder()
    folder.write('in.json', content)
    const run = await runCli(['run', 'in.json', '--json', '--csv', 'out.csv'], { cwd: folder.path })
    expect(run).toMatchObject({ exitCode: 2, stdout: '' })
    expect(run.stderr).toMatch(sentence)
    expect(run.stderr).not.toMatch(/^\s+at |Error:|node:internal/m)
    expect(folder.names()).toEqual(['in.json'])
  })

  it('is a missing file: a bundled scenario of nearly that name is suggested', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', 'slow-drian.json'])
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `slow-drian.json: cannot be read: there is no such file or directory. Did you mean ${join('assets', 'scenarios', 'slow-drain.json')}?\n`,
    })
  })

  it('is a directory, or a path through a file', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder.path, 'sub'))
    folder.write('in.json', smallText)
    const directory = await runCli(['run', 'sub'], { cwd: folder.path })
    expect(directory).toMatchObject({ exitCode: 2, stderr: 'sub: is a directory; name a file in it.\n' })
    const through = await runCli(['run', 'in.json/x'], { cwd: folder.path })
    expect(through).toMatchObject({
      exitCode: 2,
      stderr: 'in.json/x: cannot be read: a part of the path is a file, not a directory.\n',
    })
  })

  it('is an endless device: reading stops at the limit', async (context) => {
    context.skip(process.platform !== 'linux', 'needs /dev/zero')
    const { exitCode, stderr } = await runCli(['validate', '/dev/zero'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: '/dev/zero: is larger than 4 MB, the largest file that is read.\n',
    })
  })
})

describe('what AWS itself would refuse', () => {
  const alarm = { metric: 'HTTPCode_Target_5XX_Count', comparisonOperator: 'GreaterThanThreshold', threshold: 1 }
  const names = Array.from({ length: 11 }, (_, index) => `alarm ${index}`)

  it.each<[string, object, string]>([
    [
      'Every1Minute on ECS',
      {
        deployment: {
          strategy: 'ecs-blue-green',
          deploymentConfig: 'CodeDeployDefault.ECSLinear10PercentEvery1Minute',
        },
      },
      "ECS's is CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
    ],
    [
      'a canary behind a Network Load Balancer',
      {
        loadBalancer: { type: 'network' },
        deployment: { strategy: 'ecs-blue-green', deploymentConfig: 'CodeDeployDefault.ECSCanary10Percent5Minutes' },
      },
      'behind a Network Load Balancer, allowed is only CodeDeployDefault.ECSAllAtOnce',
    ],
    [
      'all hosts healthy',
      { deployment: { deploymentConfig: { name: 'all', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } } } },
      'found 100, allowed are whole numbers from 0 to 99',
    ],
    [
      'a wait over two days',
      { deployment: { strategy: 'blue-green', blueGreen: { waitTimeInMinutes: 2_881 } } },
      'found 2881, allowed are whole numbers from 0 to 2880',
    ],
    [
      'blue/green without a load balancer',
      { deployment: { strategy: 'blue-green', trafficControl: false } },
      'a blue/green deployment needs WITH_TRAFFIC_CONTROL and a load balancer',
    ],
    [
      'eleven alarms',
      {
        alarms: names.map((name) => ({ name, ...alarm })),
        deployment: { alarmConfiguration: { alarms: names } },
      },
      'found 11 alarms, allowed are up to 10 in one deployment group (AlarmsLimitExceededException)',
    ],
  ])('%s is named with its line, and exit code 2', async (_, document, words) => {
    const text = JSON.stringify({ schemaVersion: 1, name: 'refused', ...document }, null, 2)
    const path = temporaryFolder().write('scenario.json', text)
    const { exitCode, stderr } = await runCli(['validate', path])
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/scenario\.json:\d+:\d+: error: \//)
    expect(stderr).toContain(words)
  })
})

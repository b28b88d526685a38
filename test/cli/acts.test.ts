import { beforeAll, describe, expect, it } from 'vitest'
import { parseActTime } from '../../src/cli/run/act-times'
import { parseAct } from '../../src/cli/run/acts'
import { builtCommand, runCli } from './support/cli'
import { bundledPath } from './support/scenarios'

beforeAll(builtCommand, 60_000)

const PATH = bundledPath('bad-build-5xx')
const act = (text: string) => parseAct(text).intervention
const run = (...acts: readonly string[]) => runCli(['run', PATH, ...acts.flatMap((text) => ['--act', text])])

describe('the time of an act', () => {
  it.each([
    ['05:20', 320_000],
    ['75:00', 4_500_000],
    ['1:05:20', 3_920_000],
    ['320s', 320_000],
    ['1.5s', 1_500],
    ['320000ms', 320_000],
    ['0:00', 0],
  ])('%s is %i ms', (text, atMs) => {
    expect(parseActTime(text)).toBe(atMs)
  })

  it.each(['', '5', '05:60', '1:60:00', '-5s', '1.5ms', '5m', '1.2345s', 'now'])('is not "%s"', (text) => {
    expect(parseActTime(text)).toBeNull()
  })
})

describe('an act', () => {
  it.each([
    ['05:20 stop', { kind: 'stop', atMs: 320_000 }],
    ['05:20  rollback ', { kind: 'stop', autoRollbackEnabled: true, atMs: 320_000 }],
    ['05:20 continue', { kind: 'continue', deploymentWaitType: 'READY_WAIT', atMs: 320_000 }],
    ['05:20 skip-wait', { kind: 'continue', deploymentWaitType: 'TERMINATION_WAIT', atMs: 320_000 }],
    ['05:20 deploy old', { kind: 'deploy', revision: 'old', atMs: 320_000 }],
    ['05:20 desired 8', { kind: 'set-desired-capacity', desiredCapacity: 8, atMs: 320_000 }],
    ['05:20 lift 2', { kind: 'lift-fault', faultIndex: 2, atMs: 320_000 }],
    ['05:20 override-alarms', { kind: 'override-alarms', atMs: 320_000 }],
    [
      '05:20 inject version-error errorRatePpm=90000 revision=old',
      { kind: 'inject-fault', fault: { kind: 'version-error', errorRatePpm: 90_000, revision: 'old' }, atMs: 320_000 },
    ],
    [
      '05:20 inject instance-crash targets.kind=instances targets.instanceIndexes=[1,2] untilMs=400000',
      {
        kind: 'inject-fault',
        fault: { kind: 'instance-crash', targets: { kind: 'instances', instanceIndexes: [1, 2] }, untilMs: 400_000 },
        atMs: 320_000,
      },
    ],
  ])('is typed %s', (text, intervention) => {
    expect(act(text)).toEqual(intervention)
  })

  it.each([
    ['5 stop', 'Found the time "5", allowed are mm:ss, h:mm:ss,'],
    ['', 'Found the time "", allowed are mm:ss'],
    ['05:20 rolback', 'Found the act "rolback". Did you mean rollback? Allowed are stop, rollback,'],
    ['05:20', 'Found the act "". Allowed are stop,'],
    ['05:20 stop now', 'Found "now" behind stop, allowed is nothing.'],
    ['05:20 deploy newer', 'Found "newer" behind deploy, allowed are old and new.'],
    ['05:20 desired many', 'Found "many" behind the act, allowed is one whole number.'],
    [
      '05:20 inject instnce-crash',
      'Found the fault "instnce-crash". Did you mean instance-crash? Allowed are hook-failure,',
    ],
    ['05:20 inject traffic-surge 3', 'Found "3" behind the fault, allowed is key=value, such as'],
  ])('is not %s', (text, message) => {
    expect(() => parseAct(text)).toThrow(message)
  })
})

describe('fleetshift run --act', () => {
  it('prints what the acts change, as the two runs say it', async () => {
    const [plain, forked, json] = await Promise.all([
      runCli(['run', PATH, '--json']),
      run('02:00 rollback'),
      runCli(['run', PATH, '--json', '--act', '02:00 rollback']),
    ])
    expect(forked).toMatchObject({ exitCode: 0, stderr: '' })
    const report = JSON.parse(json.stdout)
    const failed = [JSON.parse(plain.stdout), report].map(({ requests }) => requests.failed)
    expect(report.differenceToTheRunWithoutTheActs[0]).toMatchObject({
      id: 'failedRequests',
      values: failed,
      differences: [0, failed[1] - failed[0]],
    })
    expect(report.identity.interventions).toEqual([{ kind: 'stop', atMs: 120_000, autoRollbackEnabled: true }])
    const [, figures = ''] = forked.stdout.split('Difference to the run without the acts\n')
    expect(figures).toMatch(
      /^ {2}Failed requests .*→.*requests {2}\(−[\d\u2009]+\)\n {2}Downtime .*\n {2}Deployment duration .*\n$/,
    )
    expect(forked.stdout).toContain(' · seed 1 · 1 act · digest ')
  })

  it('prints no difference without acts, nor puts one into the JSON', async () => {
    const [words, json] = await Promise.all([run(), runCli(['run', PATH, '--json'])])
    expect(words.stdout).not.toContain('Difference')
    expect(JSON.parse(json.stdout)).not.toHaveProperty('differenceToTheRunWithoutTheActs')
  })

  it('tells of an act that came too early, and goes on', async () => {
    const { exitCode, stdout } = await runCli(['run', PATH, '--events', '--act', '1s stop'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('No deployment is under way.')
  })

  it('answers bad words with exit code 2 and the nearest name', async () => {
    const { exitCode, stdout, stderr } = await run('02:00 rolback')
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain('Found the act "rolback". Did you mean rollback?')
  })

  it('says of each act that the scenario cannot hold why, as it was typed', async () => {
    const { exitCode, stdout, stderr } = await run(
      '02:00 desired 4',
      '03:00 inject zone-outage zone=mars',
      '04:00 lift 7',
    )
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^--act "02:00 desired 4": kind: found "set-desired-capacity", allowed where/m)
    expect(stderr).toMatch(/^--act "03:00 inject zone-outage zone=mars": fault\/zone: The fleet has no .* mars;/m)
    expect(stderr).toMatch(/^--act "04:00 lift 7": faultIndex: found 7, allowed are 0 to 0/m)
  })
})

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CloudEvent, parseScenario, simulate, toReport } from '@sim'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtCommand, runCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { bundledPath, smallText } from './support/scenarios'

beforeAll(builtCommand, 60_000)

const PATH = bundledPath('validate-fails-rollback')

function reportOf(path: string, seed?: number) {
  const parsed = parseScenario(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return JSON.parse(JSON.stringify(toReport(simulate(parsed.value, { seed: seed ?? parsed.value.seed }))))
}

describe('fleetshift run', () => {
  it('prints a summary that says the outcome first', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', PATH])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const [title, outcome] = stdout.split('\n')
    expect(title).toBe('ValidateService fails')
    expect(outcome).toMatch(/^Deployment Failed with HEALTH_CONSTRAINTS after 1 min \d\d s: 0 of 9 instances succeeded/)
    expect(stdout).toMatch(/^Rollback Succeeded after 3 min \d\d s: 9 of 9 instances succeeded with orders v2\.3\.$/m)
  })

  it('names engine, scenario, seed and digest, as --json does', async () => {
    const { stdout } = await runCli(['run', PATH])
    const { engineVersion, scenarioDigest, seed, digest } = reportOf(PATH).identity
    expect(stdout).toContain(`engine ${engineVersion} · scenario ${scenarioDigest} · seed ${seed} · digest ${digest}`)
  })

  it('prints with --json the one object that the simulation reports, although it runs in slices', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', PATH, '--json'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(reportOf(PATH))
  })

  it('takes another seed', async () => {
    const { stdout } = await runCli(['run', PATH, '--json', '--seed', '4294967295'])
    expect(JSON.parse(stdout)).toEqual(reportOf(PATH, 4_294_967_295))
    expect(JSON.parse(stdout).identity.seed).toBe(4_294_967_295)
  })

  it('exits with 0 although the deployment failed: the run was computed', async () => {
    const { exitCode, stdout } = await runCli(['run', bundledPath('host-count-impossible'), '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).outcome).toMatchObject({ status: 'Failed', errorCode: 'HEALTH_CONSTRAINTS_INVALID' })
  })

  it('reads a scenario from standard input', async () => {
    const { exitCode, stdout } = await runCli(['run', '-', '--json'], { stdin: smallText })
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).outcome.status).toBe('Succeeded')
  })

  it('reads a pipe that has a path, as <(command) gives it', async (context) => {
    context.skip(process.platform === 'win32', 'needs mkfifo')
    const pipe = join(temporaryFolder().path, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [{ exitCode, stdout }] = await Promise.all([runCli(['run', pipe, '--json']), writeFile(pipe, smallText)])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).outcome.status).toBe('Succeeded')
  })

  it('reads a file with a byte order mark, and UTF-16 as Windows writes it', async () => {
    const folder = temporaryFolder()
    const withMark = folder.write('mark.json', `\uFEFF${smallText}`)
    const utf16 = folder.write('utf16.json', Buffer.from(`\uFEFF${smallText}`, 'utf16le'))
    const runs = await Promise.all([runCli(['run', withMark, '--json']), runCli(['run', utf16, '--json'])])
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout)
  })
})

describe('fleetshift run --events', () => {
  it('adds everything that happened to the JSON, with ids instead of indexes', async () => {
    const { stdout } = await runCli(['run', PATH, '--json', '--events'])
    const { events, eventBridge, notifications, ...report } = JSON.parse(stdout)
    expect(report).toEqual(reportOf(PATH))
    expect(notifications).toEqual([])
    const states = eventBridge
      .filter((event: CloudEvent) => event['detail-type'].startsWith('CodeDeploy Deployment'))
      .map(({ detail }: CloudEvent) => detail.state)
    expect(states).toEqual(['START', 'FAILURE', 'START', 'SUCCESS'])
    const ids = report.deployments.map(({ id }: { id: string }) => id)
    const created = events.filter(
      ({ status, type }: { status: string; type: string }) => type === 'deployment' && status === 'Created',
    )
    expect(created.map(({ deploymentId }: { deploymentId: string }) => deploymentId)).toEqual(ids)
    const times = events.map(({ atMs }: { atMs: number }) => atMs)
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b))
    const failures = events.filter(
      ({ lifecycleEvent, status }: { lifecycleEvent: string; status: string }) =>
        lifecycleEvent === 'ValidateService' && status === 'Failed',
    )
    expect(failures).toHaveLength(4)
    for (const { errorCode, instanceId } of failures) {
      expect(errorCode).toBe('ScriptFailed')
      expect(instanceId).toMatch(/^i-[0-9a-f]{8}$/)
    }
  })

  it('prints a line each without --json', async () => {
    const [json, lines] = await Promise.all([
      runCli(['run', PATH, '--json', '--events']),
      runCli(['run', PATH, '--events']),
    ])
    const [events = '', eventBridge = ''] = lines.stdout.split('\nEvents\n')[1]?.split('\nEventBridge\n') ?? []
    const printed = events.trimEnd().split('\n')
    const report = JSON.parse(json.stdout)
    expect(printed).toHaveLength(report.events.length)
    expect(printed[0]).toMatch(/^00:30 {2}d-[A-Z0-9]{9} {2}/)
    const sent = eventBridge.trimEnd().split('\n')
    expect(sent).toHaveLength(report.eventBridge.length)
    expect(sent[0]).toMatch(/^00:30 {2}aws\.codedeploy {2}CodeDeploy Deployment State-change Notification, START$/)
  })
})

describe('the summary in other places', () => {
  it('is plain ASCII where the locale is not UTF-8', async () => {
    const { stdout } = await runCli(['run', PATH, '--events'], { environment: { LC_ALL: 'C' } })
    expect(stdout).toContain('orders v2.3 -> orders v2.4')
    expect(stdout).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it('has no marks of colour when it is piped', async () => {
    const { stdout } = await runCli(['run', PATH])
    expect(stdout).not.toContain('\u001b')
  })

  it('lets no name of the file steer the terminal', async () => {
    const hostile = JSON.stringify({ ...JSON.parse(smallText), name: 'x\u001b[2Jy\u0007\nz' })
    const { exitCode, stdout, stderr } = await runCli(['run', '-'], { stdin: hostile })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
    expect([0, 2]).toContain(exitCode)
  })
})

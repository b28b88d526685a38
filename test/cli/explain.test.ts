import { METRICS } from '@sim'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtCommand, runCli } from './support/cli'
import { bundledPath } from './support/scenarios'

beforeAll(builtCommand, 60_000)

describe('fleetshift explain', () => {
  it('lists every metric, a line each', async () => {
    const { exitCode, stdout, stderr } = await runCli(['explain'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(METRICS.map(({ id }) => id))
  })

  it('prints definition, formula and source of one', async () => {
    const { exitCode, stdout } = await runCli(['explain', 'burnRatePeak'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^Burn rate, peak \(burnRatePeak\), ×\n/)
    expect(stdout).toContain('  Formula    highest of (failed ÷ ended) ÷ (1 − 99.9 %)')
    expect(stdout).toContain('  Source     SRE Workbook')
    expect(stdout).not.toContain('seed')
  })

  it('adds value and events of a run', async () => {
    const { exitCode, stdout } = await runCli(['explain', 'failedRequests', bundledPath('all-at-once-outage')])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\nIn .*, seed \d+: [\d\u2009]+ requests\n {2}\d\d:\d\d {2}[\d\u2009]+ requests failed for /)
  })

  it('says so where a run has nothing to measure it by', async () => {
    const { stdout } = await runCli(['explain', 'coldStarts', bundledPath('half-at-a-time')])
    expect(stdout).toMatch(/: – \(nothing to measure it by\)\n {2}Nothing in this run has made it\.\n$/)
  })

  it.each([
    ['timeToDetct', "fleetshift: there is no metric 'timeToDetct'. Did you mean timeToDetect?\n"],
    ['zzz', "fleetshift: there is no metric 'zzz'. fleetshift explain lists them all.\n"],
  ])('refuses the unknown metric %s', async (name, stderr) => {
    expect(await runCli(['explain', name])).toMatchObject({ exitCode: 2, stdout: '', stderr })
  })
})

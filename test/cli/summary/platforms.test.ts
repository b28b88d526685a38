import { describe, expect, it } from 'vitest'
import { summaryLines } from '../../../src/cli/summary'
import type { Capabilities } from '../../../src/cli/terminal/capabilities'
import { type PlatformRunName, platformRun, platformRuns } from '../../support/platform-runs'

const PLACE: Capabilities = { isTerminal: false, hasColour: false, hasUnicode: true, columnCount: 110 }
const PLAIN: Capabilities = { ...PLACE, hasUnicode: false }

const linesOf = (name: PlatformRunName, place = PLACE) => summaryLines(platformRun(name), place, (_tone, text) => text)
const stripOf = (lines: readonly string[], label: string): string =>
  lines.find((line) => line.startsWith(`  ${label}`))?.slice(0, 105) ?? ''

describe('the summary on every platform', () => {
  it('tells the phases of a blue/green deployment as rows, and its waits', () => {
    const lines = linesOf('blueGreen')
    expect(lines[1]).toBe('Deployment Succeeded after 2 min 50 s: 4 of 4 instances succeeded with v2.')
    const labels = ['install 1', 'install 2', 'reroute 1', 'reroute 2', 'block 1']
    for (const label of labels) expect(lines.some((line) => line.startsWith(`  ${label}`))).toBe(true)
    expect(stripOf(lines, 'install 1')).toMatch(/·+▒+█+/)
    expect(stripOf(lines, 'reroute 2')).toMatch(/·+▓+█+/)
    expect(stripOf(lines, 'block 1')).toMatch(/·+░+█+/)
    expect(lines.join(' ')).toContain('Wait to be continued: 58 s')
  })

  it('tells weights, environments, cold starts and what stopped a function', () => {
    const lines = linesOf('lambdaAlarm')
    expect(lines[1]).toBe('Deployment Stopped with ALARM_ACTIVE after 1 min 10 s: function function did not get to v2.')
    expect(lines).toContain('Deployment d-OUEUDA5IM  v1 → v2')
    expect(stripOf(lines, 'v2 weight')).toMatch(/ ▁+ /)
    expect(stripOf(lines, 'environments')).toContain('busy')
    expect(stripOf(lines, 'cold starts')).toMatch(/cold starts +[1-9]/)
    expect(lines.some((line) => line.startsWith('  in service'))).toBe(false)
    expect(stripOf(lines, 'errors')).toMatch(/·+─+█+─+ +in ALARM once/)
    const alarms = lines.slice(lines.indexOf('Alarms'))
    expect(alarms.some((line) => /^ {4}02:00 {2}ALARM: 1 of the last 1 datapoints/.test(line))).toBe(true)
  })

  it('tells how an alarm saw the failure, step by step', () => {
    const lines = linesOf('lambdaAlarm')
    const at = lines.indexOf('Detection')
    const chain = lines.slice(at + 1, lines.indexOf('', at))
    expect(chain[0]).toMatch(/^ {2}01:0\d {2}The first request of v2 fails/)
    expect(chain.some((line) => line.includes('CodeDeploy polls the alarms'))).toBe(true)
    expect(chain.at(-1)).toMatch(/\.$/)
    expect(linesOf('ecs')).not.toContain('Detection')
  })

  it('[platforms 8.1] tells whom a rule has notified, and how often', () => {
    const lines = linesOf('ecsTwice')
    expect(lines[lines.indexOf('Notified by EventBridge') + 1]).toMatch(
      /^ {2}SNS topic pager, by rule on-success: 2 events, first at \d\d:\d\d\.$/,
    )
    expect(lines).toContain('  nobody, by rule never: no event has matched it.')
    expect(linesOf('ecs')).not.toContain('Notified by EventBridge')
  })

  it('says why nothing is rolled back', () => {
    expect(linesOf('lambdaAlarmKept').join(' ')).toContain(
      'No rollback: automatic rollback on DEPLOYMENT_STOP_ON_ALARM is not enabled',
    )
    expect(linesOf('notContinued').join(' ')).toContain('No rollback: MODEL: a wait that nobody has ended')
    for (const name of ['lambdaAlarm', 'blueGreen'] as const)
      expect(linesOf(name).join(' ')).not.toContain('No rollback')
  })

  it('calls what a stop cut short stopped, and the stretch around the traffic by its hooks', () => {
    expect(linesOf('lambdaAlarmKept').find((line) => line.startsWith('  events'))).toMatch(/stopped$/)
    expect(linesOf('lambdaLinear').some((line) => line.includes('traffic and its hooks'))).toBe(true)
    expect(linesOf('blueGreen').some((line) => line.includes('traffic allowed'))).toBe(true)
  })

  it('says how few and how many were in service, and not how many were ever launched', () => {
    expect(linesOf('ecsTwice').find((line) => line.startsWith('  in service'))).toMatch(/ fewest 4, most 8$/)
  })

  it('leaves out the metrics that mean nothing on a platform, and counts tasks on ECS', () => {
    const metricsOf = (name: PlatformRunName) => {
      const lines = linesOf(name)
      return lines.slice(lines.indexOf('Metrics')).join('\n')
    }
    expect(metricsOf('lambdaLinear')).not.toMatch(/instance|Minimum healthy/)
    expect(metricsOf('lambdaLinear')).toContain('Cold starts')
    expect(metricsOf('ecs')).toMatch(/Minimum healthy +\d+ +tasks/)
    expect(metricsOf('ecs')).not.toMatch(/instance|Cold starts/)
    expect(metricsOf('blueGreen')).toContain('instance-hours')
  })

  it('counts only the instances that get the revision of a blue/green deployment', () => {
    const told = linesOf('blueGreen').filter((line) => line.includes('instances succeeded'))
    expect(told).toHaveLength(2)
    for (const line of told) expect(line).toContain('4 of 4 instances succeeded')
  })

  it('never breaks a line or leaves a word out, on any platform, in Unicode and in ASCII', () => {
    for (const { name } of platformRuns())
      for (const place of [PLACE, PLAIN]) {
        const lines = linesOf(name, place)
        expect(lines.join('\n'), name).not.toMatch(/undefined|null|NaN/)
        expect(lines.filter((line) => [...line].length > 125)).toEqual([])
        if (place === PLAIN) expect(stripOf(lines, 'v2 weight')).not.toMatch(/[▁-█]/)
      }
  })
})

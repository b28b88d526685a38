import {
  describeLogEntry,
  fleetAt,
  newRevisionShare,
  numberedEvents,
  type RunResult,
  shiftsOf,
  sidesOf,
  toReport,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun } from '../../support/platform-runs'

const values = <T>(track: readonly { readonly value: T }[]): T[] => track.map(({ value }) => value)
const trafficWords = (result: RunResult): string[] =>
  result.log
    .filter(({ type, status }) => type === 'traffic' && /^\d+$/.test(status))
    .map((entry) => describeLogEntry(result, entry))
const titles = (result: RunResult): string[] => numberedEvents(result).map(({ title }) => title)

describe('which revision each target group serves', () => {
  it('[platforms 2.5] lets the target groups swap their roles after a success', () => {
    const twice = platformRun('ecsTwice')
    expect(values(twice.traffic.weightNew)).toEqual([0, 10_000, 0])
    expect(values(sidesOf(twice))).toEqual([
      ['old', null],
      ['old', 'new'],
      ['new', 'new'],
    ])
    expect(values(newRevisionShare(twice))).toEqual([0, 10_000])
    const back = platformRun('ecsThereAndBack')
    expect(values(newRevisionShare(back))).toEqual([0, 10_000, 0])
    expect(values(sidesOf(back))).toEqual([
      ['old', null],
      ['old', 'new'],
      ['old', 'new'],
    ])
  })

  it('counts the shifts of each deployment by what it brings', () => {
    for (const result of [platformRun('ecsTwice'), platformRun('ecsThereAndBack')])
      for (const deployment of result.deployments)
        expect(shiftsOf(result, deployment).map(({ weightNew }) => weightNew)).toEqual([10_000])
  })

  it('says so in the log, in what happened and in the frames', () => {
    const twice = platformRun('ecsTwice')
    expect(trafficWords(twice)).toEqual([
      'Traffic: 0 % to v1, 100 % to v2.',
      'Traffic: 100 % to the first target group, 0 % to the second, both with v2.',
    ])
    expect(titles(twice).filter((title) => title.startsWith('All traffic'))).toEqual([
      'All traffic to v2',
      'All traffic to v2',
    ])
    expect(fleetAt(twice, twice.endedAtMs)).toMatchObject({ weightNew: 0, newRevisionShare: 10_000 })
    const back = platformRun('ecsThereAndBack')
    expect(trafficWords(back)).toEqual(['Traffic: 0 % to v1, 100 % to v2.', 'Traffic: 100 % to v1, 0 % to v2.'])
    expect(titles(back).filter((title) => title.startsWith('All traffic'))).toEqual([
      'All traffic to v2',
      'All traffic to v1',
    ])
  })

  it('tells the tasks before the traffic that they wait for', () => {
    const shown = titles(platformRun('ecsTwice'))
    expect(shown.indexOf('v2 in service')).toBeGreaterThan(0)
    expect(shown.indexOf('v2 in service')).toBeLessThan(shown.indexOf('All traffic to v2'))
  })

  it('reports the share of the new revision, and each target group by itself', () => {
    const { traffic } = toReport(platformRun('ecsTwice'))
    expect(values(traffic.weightNewBasisPoints)).toEqual([0, 10_000])
    expect(traffic.targetGroups?.map(({ revision }) => values(revision))).toEqual([
      ['old', 'new'],
      [null, 'new'],
    ])
    expect(traffic.targetGroups?.map(({ weightBasisPoints }) => values(weightBasisPoints))).toEqual([
      [10_000, 0, 10_000],
      [0, 10_000, 0],
    ])
    expect(toReport(platformRun('blueGreen')).traffic.targetGroups).toBeNull()
  })

  it('[platforms 1.2] keeps the two versions of an alias apart', () => {
    const canary = platformRun('lambdaAlarm')
    expect(values(sidesOf(canary))).toEqual([['old', 'new']])
    expect(newRevisionShare(canary)).toEqual(canary.traffic.weightNew)
  })
})

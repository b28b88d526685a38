import { describeLogEntry, numberedEvents, type RunResult, toReport } from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun } from '../../support/platform-runs'

const taskSetsOf = (result: RunResult, deploymentIndex: number) =>
  toReport(result).deployments[deploymentIndex]?.targets[0]?.taskSetsInfo ?? []

describe('task sets of a service', () => {
  it('[platforms 2.5] are PRIMARY with production traffic, ACTIVE without, DRAINING when deleted', () => {
    const result = platformRun('ecsTwice')
    const [blue, green] = taskSetsOf(result, 0)
    const endedAtMs = result.deployments[0]?.endedAtMs
    expect(blue).toMatchObject({ taskSetLabel: 'Blue', targetGroupIndex: 0, revision: 'old' })
    expect(blue?.status.map(({ value }) => value)).toEqual(['PRIMARY', 'ACTIVE', 'DRAINING'])
    expect(blue?.status.at(-1)?.atMs).toBe(endedAtMs)
    expect(green).toMatchObject({ taskSetLabel: 'Green', targetGroupIndex: 1, revision: 'new' })
    expect(green?.status.map(({ value }) => value)).toEqual(['ACTIVE', 'PRIMARY'])
    expect(green?.status[1]?.atMs).toBe(result.traffic.weightNew[1]?.atMs)
  })

  it('[platforms 2.5] swap their target groups with the next deployment', () => {
    const [blue, green] = taskSetsOf(platformRun('ecsThereAndBack'), 1)
    expect(blue).toMatchObject({ taskSetLabel: 'Blue', targetGroupIndex: 1, revision: 'new' })
    expect(blue?.status.map(({ value }) => value)).toEqual(['PRIMARY', 'ACTIVE', 'DRAINING'])
    expect(green).toMatchObject({ taskSetLabel: 'Green', targetGroupIndex: 0, revision: 'old' })
    expect(green?.trafficWeightBasisPoints.map(({ value }) => value)).toEqual([0, 10_000])
  })

  it('are of services alone', () => {
    const { targets } = toReport(platformRun('blueGreen')).deployments[0] ?? { targets: [] }
    expect(targets.length).toBeGreaterThan(0)
    for (const target of targets) expect(target.taskSetsInfo).toBeNull()
  })

  it('have tasks, in the words of ECS, and no instances', () => {
    const result = platformRun('ecsTwice')
    const ofTasks = result.log.filter(({ type }) => type === 'instance').map((entry) => describeLogEntry(result, entry))
    for (const state of ['PENDING', 'RUNNING', 'STOPPING', 'STOPPED'])
      expect(ofTasks.some((sentence) => sentence.includes(state))).toBe(true)
    const told = [...ofTasks, ...numberedEvents(result).map(({ title, note }) => `${title} ${note}`)]
    expect(told.filter((sentence) => /instance|InService|Terminat/.test(sentence))).toEqual([])
  })
})

import { describeLogEntry, type LogType, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { hookRows, tellingDeployment, tellingRow } from '../../../src/renderer/inspector/hook-rows'
import { filterLog, happenedCount, LOG_TYPES } from '../../../src/renderer/inspector/log-filter'
import { logWords } from '../../../src/renderer/inspector/log-words'
import { minimumHealthyWords } from '../../../src/renderer/inspector/minimum-healthy'
import { waveWords } from '../../../src/renderer/inspector/wave-words'
import { failingScenario, lambdaScenario, runOf, smallScenario } from '../support/runs'

const failing = runOf(failingScenario())

function firstTarget(run: RunResult) {
  const deployment = run.deployments[0]
  const target = deployment?.targets[0]
  if (!target) throw new Error('the run has no target')
  return { deployment, target }
}

describe('the waterfall of lifecycle events', () => {
  const { deployment, target } = firstTarget(failing)
  const rowsAt = (tMs: number) => hookRows(failing, deployment, target, tMs)

  it('has a row for each of the 13 events, in three groups', () => {
    const rows = rowsAt(failing.endedAtMs)
    expect(rows.map(({ group }) => group)).toEqual([
      ...Array(3).fill('block'),
      ...Array(7).fill('application'),
      ...Array(3).fill('allow'),
    ])
  })

  it('is pending before it begins, and never tells what is to come', () => {
    for (const row of rowsAt(0)) {
      expect(row).toMatchObject({ status: 'Pending', durationMs: null })
    }
  })

  it('ends with the failed event and its skipped tail, and points at the failure', () => {
    const endMs = target.endMs ?? 0
    const rows = rowsAt(endMs)
    expect(rows.slice(-4).map(({ status }) => status)).toEqual(['Failed', 'Skipped', 'Skipped', 'Skipped'])
    expect(tellingRow(rows)?.record).toMatchObject({ name: 'ValidateService', scripts: ['scripts/validate.sh'] })
  })

  it('lays the bars end to end on one scale', () => {
    const bars = rowsAt(failing.endedAtMs).flatMap(({ bar }) => (bar ? [bar] : []))
    let end = 0
    for (const bar of bars) {
      expect(bar.from).toBeCloseTo(end, 9)
      end = bar.from + bar.length
    }
    expect(end).toBeCloseTo(1, 9)
  })

  it('has no bar and no duration for an event that a stopped instance never began', () => {
    const exceptions = [{ instanceIndex: 0, state: 'stopped' as const, lastDeployment: 'failed' as const }]
    const run = runOf(smallScenario({ name: 'Stopped', fleet: { instanceCount: 6, exceptions } }))
    const { deployment, target } = firstTarget(run)
    expect(target.instanceIndex).toBe(0)
    const rowAt = (tMs: number) => hookRows(run, deployment, target, tMs)[0]
    const pending = { status: 'Pending', durationMs: null, bar: null, isToCome: false }
    expect(rowAt((target.startMs ?? 0) + 299_999)).toMatchObject(pending)
    expect(rowAt(target.endMs ?? 0)).toMatchObject({ ...pending, status: 'Failed' })
  })

  it('shows how long the event in progress has lasted', () => {
    const event = target.lifecycleEvents.find(({ name }) => name === 'DownloadBundle')
    const rows = rowsAt((event?.startMs ?? 0) + 700)
    expect(rows.find(({ status }) => status === 'InProgress')).toMatchObject({
      durationMs: 700,
      record: { name: 'DownloadBundle' },
    })
  })
})

describe('the deployment that is shown for an instance', () => {
  const rollback = failing.deployments[1]

  it('stays the failed one until the rollback has begun on the instance', () => {
    const { deployment, target } = firstTarget(failing)
    const begunMs = rollback?.targets.find(({ instanceIndex }) => instanceIndex === target.instanceIndex)?.startMs ?? 0
    expect(begunMs).toBeGreaterThan(target.startMs ?? 0)
    expect(tellingDeployment(failing, target.instanceIndex ?? -1, begunMs)).toBe(deployment)
    expect(tellingDeployment(failing, target.instanceIndex ?? -1, begunMs + 1)).toBe(rollback)
  })
})

describe('the event log', () => {
  it('lists every entry of the run when nothing is filtered', () => {
    const types = LOG_TYPES.map(({ type }) => type)
    expect(filterLog(failing.log, { types, instanceIndex: null })).toHaveLength(failing.log.length)
  })

  it('filters by kind and by instance', () => {
    const types: LogType[] = ['lifecycleEvent']
    const entries = filterLog(failing.log, { types, instanceIndex: 2 })
    expect(entries.length).toBeGreaterThan(0)
    for (const entry of entries) expect(entry).toMatchObject({ type: 'lifecycleEvent', instanceIndex: 2 })
  })

  it('counts what has happened, with what happens at the moment itself', () => {
    for (const { atMs } of failing.log) {
      expect(happenedCount(failing.log, atMs)).toBe(failing.log.filter((entry) => entry.atMs <= atMs).length)
    }
    expect(happenedCount(failing.log, -1)).toBe(0)
  })

  it('names the instance of an entry once, and leaves no long id', () => {
    for (const entry of failing.log) {
      const id = entry.instanceIndex === null ? null : failing.instances[entry.instanceIndex]?.id
      if (!id) continue
      const { words, instanceLabel } = logWords(failing, entry)
      expect(words).not.toContain(id)
      expect(`${words} ${instanceLabel}`.split(id.slice(0, 6))).toHaveLength(2)
      expect(describeLogEntry(failing, entry)).toContain(id)
    }
  })
})

describe('a row of the event log', () => {
  it('ends with the outcome, and leaves the details to its title', () => {
    const rows = failing.log.map((entry) => ({ ...logWords(failing, entry), entry }))
    const failures = rows.filter(({ entry }) => entry.status === 'Failed')
    expect(failures.length).toBeGreaterThan(2)
    for (const { words, entry } of failures) {
      expect(words).toMatch(/ failed$/)
      expect(describeLogEntry(failing, entry)).toContain(
        entry.errorCode === null ? ' failed' : `with ${entry.errorCode}`,
      )
    }
    for (const { words, entry } of rows) if (entry.type === 'lifecycleEvent') expect(words.length).toBeLessThan(30)
  })
})

describe('a row of the event log of a function', () => {
  const lambda = runOf(lambdaScenario())
  const rowsOf = (type: 'lifecycleEvent' | 'traffic') =>
    lambda.log.filter((entry) => entry.type === type).map((entry) => logWords(lambda, entry))

  it('has the event and its outcome, and the function apart', () => {
    const rows = rowsOf('lifecycleEvent')
    expect(rows.slice(0, 2).map(({ words }) => words)).toEqual([
      'BeforeAllowTraffic started',
      'BeforeAllowTraffic succeeded',
    ])
    for (const { words, instanceLabel } of rows) {
      expect(words.length).toBeLessThan(30)
      expect(instanceLabel).toBe(lambda.scenario.lambda.functionName)
    }
  })

  it('has both weights in the room of a row', () => {
    expect(rowsOf('traffic')[0]?.words).toBe('Traffic 90 / 10 %')
  })
})

describe('the words of a configuration', () => {
  it('say how minimum healthy hosts came about', () => {
    const words = (deploymentConfig: 'CodeDeployDefault.OneAtATime' | 'CodeDeployDefault.HalfAtATime') =>
      minimumHealthyWords(runOf(smallScenario({ name: deploymentConfig, deployment: { deploymentConfig } })))
    expect(words('CodeDeployDefault.HalfAtATime')).toBe('3 of 6: 50 % of 6, rounded up')
    expect(words('CodeDeployDefault.OneAtATime')).toBe('5 of 6: all but 1')
    expect(minimumHealthyWords(runOf(smallScenario()))).toBe('4 of 6: HOST_COUNT 4')
  })

  it('say the waves, and count equal ones when there are many', () => {
    expect(waveWords([4, 4, 1])).toBe('4 + 4 + 1')
    expect(waveWords(Array(10).fill(1))).toBe('10 × 1')
    expect(waveWords([8, 8, 8, 8, 3])).toBe('4 × 8 + 3')
    expect(waveWords([])).toBe('none can start')
  })
})

import { FAILURE_CAUSES, fleetAt, type RunResult, type SeriesName } from '@sim'
import { describe, expect, it } from 'vitest'
import { deploymentStateAt } from '../../../src/renderer/header/deployment-state'
import { readingsAt } from '../../../src/renderer/header/readings'
import { versionShareOf } from '../../../src/renderer/header/version-share'
import { trafficAt } from '../../../src/renderer/scene/traffic'
import { failingScenario, runOf, smallScenario } from '../support/runs'

const result = runOf(smallScenario())
const viewAt = (run: RunResult, tMs: number) => ({ result: run, tMs, frame: fleetAt(run, tMs) })

describe('the readouts of the header', () => {
  it('count the last 60 seconds, recomputed row by row', () => {
    for (const tMs of [500, 30_000, 61_500, 100_000, result.endedAtMs]) {
      const readings = readingsAt(viewAt(result, tMs))
      const rows = Array.from({ length: result.series.rowCount }, (_, row) => row)
      const seconds = rows.filter((row) => row * 1_000 < tMs && (row + 60) * 1_000 >= tMs)
      const total = (names: readonly SeriesName[]) =>
        seconds.reduce(
          (sum, row) => sum + names.reduce((inRow, name) => inRow + (result.series.columns[name][row] ?? 0), 0),
          0,
        )
      const [ok, failed] = [total(['ok']), total(FAILURE_CAUSES)]
      expect(readings.failed60s).toBe(failed)
      expect(readings.availability60s).toBe(ok + failed === 0 ? null : ok / (ok + failed))
    }
  })

  it('measure the last, shorter second by its real length', () => {
    const load = { kind: 'constant', rps: 1_000 } as const
    const short = runOf(smallScenario({ name: 'Short', load, deployment: null, durationMs: 10_500 }))
    const { arrived } = short.series.columns
    expect([short.endedAtMs, short.series.rowCount]).toEqual([10_500, 11])
    expect(arrived[10]).toBeLessThan(600)
    const expected = Math.round(((arrived[9] ?? 0) + (arrived[10] ?? 0)) / 1.5)
    expect(expected).toBeGreaterThan(900)
    const view = viewAt(short, short.endedAtMs)
    expect(readingsAt(view).arrivedRps).toBe(expected)
    expect(trafficAt(short, view.frame.rowIndex).arrivedRps).toBe(expected)
  })

  it('name the hosts in service and those that must be', () => {
    const { inServiceCount, requiredCount } = readingsAt(viewAt(result, 0))
    expect([inServiceCount, requiredCount]).toEqual([6, 4])
    const lowest = Math.min(...momentsOf(result).map((tMs) => readingsAt(viewAt(result, tMs)).inServiceCount))
    expect(lowest).toBe(4)
  })

  it('say nothing of what was never measured', () => {
    const quiet = runOf(smallScenario({ name: 'Quiet', load: { kind: 'constant', rps: 0 }, deployment: null }))
    expect(readingsAt(viewAt(quiet, 10_000))).toMatchObject({
      availability60s: null,
      latencyUsP99: null,
      requiredCount: null,
    })
  })
})

describe('the share of the versions', () => {
  it('always counts the whole fleet, from all old to all new', () => {
    for (const tMs of momentsOf(result)) {
      const share = versionShareOf(fleetAt(result, tMs))
      expect(Object.values(share).reduce((sum, count) => sum + count, 0)).toBe(6)
    }
    expect(versionShareOf(fleetAt(result, 0)).oldInService).toBe(6)
    expect(versionShareOf(fleetAt(result, result.endedAtMs)).newInService).toBe(6)
  })
})

describe('the state of the deployment', () => {
  it('goes through its words in order', () => {
    expect(wordsOf(result)).toEqual(['Not started', 'In progress', 'Succeeded'])
    expect(wordsOf(runOf(failingScenario()))).toEqual(['Not started', 'In progress', 'Rolling back', 'Rolled back'])
  })

  it('keeps the API word beside ours', () => {
    const failing = runOf(failingScenario())
    expect(deploymentStateAt(viewAt(failing, failing.endedAtMs))).toMatchObject({
      label: 'Rolled back',
      apiStatus: 'Succeeded',
    })
    expect(deploymentStateAt(viewAt(failing, 0)).apiStatus).toBeNull()
  })
})

function momentsOf(run: RunResult): number[] {
  return [0, ...run.log.map(({ atMs }) => atMs), run.endedAtMs]
}

function wordsOf(run: RunResult): string[] {
  const labels = momentsOf(run).map((tMs) => deploymentStateAt(viewAt(run, tMs)).label)
  return labels.filter((label, index) => label !== labels[index - 1])
}

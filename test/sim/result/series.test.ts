import { FAILURE_CAUSE_LABELS, FAILURE_CAUSES, failedInRow, failureCauseLabel, SERIES, type SeriesName } from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun } from '../../support/platform-runs'
import { sampledRuns } from '../../support/sampled-runs'

describe('the registry of series', () => {
  const runs = sampledRuns(30)

  it('names every column of a recording, each once', () => {
    const [result] = runs
    expect(SERIES.map(({ name }) => name).toSorted()).toEqual(Object.keys(result?.series.columns ?? {}).toSorted())
    expect(new Set(SERIES.map(({ label }) => label)).size).toBe(SERIES.length)
    expect(Object.keys(FAILURE_CAUSE_LABELS).toSorted()).toEqual(FAILURE_CAUSES.toSorted())
  })

  it('[platforms 1.8] calls what ran out of time on Lambda the function timeout, and elsewhere the idle timeout', () => {
    expect(failureCauseLabel(platformRun('lambdaLinear'), 'timedOut')).toBe('Function timeout')
    expect(failureCauseLabel(platformRun('ecs'), 'timedOut')).toBe('Idle timeout (504)')
  })

  it.each([
    ['okNew', 'ok'],
    ['versionErrorNew', 'versionError'],
    ['refusedNew', 'refused'],
    ['noTargetNew', 'noRegisteredTarget'],
    ['timedOutNew', 'timedOut'],
    ['queueFullNew', 'queueFull'],
    ['coldStartsNew', 'coldStarts'],
  ] as const)('%s is a part of %s in every row of any run', (part, whole) => {
    for (const {
      series: { columns },
    } of runs)
      expect(columns[part].every((count, row) => count <= (columns[whole][row] ?? 0))).toBe(true)
  })

  it('has columns that conserve requests in every row of any run', () => {
    for (const {
      series: { rowCount, columns },
    } of runs) {
      const at = (name: SeriesName, row: number) => columns[name][row] ?? 0
      for (let row = 0; row < rowCount; row++) {
        const ended = at('ok', row) + failedInRow(columns, row)
        expect(at('arrived', row)).toBe(ended + at('inFlight', row) - at('inFlight', row - 1))
        expect(at('arrived', row)).toBe(at('routedOld', row) + at('routedNew', row) + at('routedNone', row))
      }
    }
  })
})

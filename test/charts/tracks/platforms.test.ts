import { TRACKS, type TrackDrawing, tracksOf } from '@charts'
import type { RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun } from '../../support/platform-runs'
import { tinyRun } from '../../support/tiny-run'

const idsOf = (result: RunResult): string[] => tracksOf(result).map(({ id }) => id)

function drawingOf(result: RunResult, id: string): TrackDrawing {
  const track = TRACKS.find((one) => one.id === id)
  if (!track) throw new Error(`there is no track ${id}`)
  const { endedAtMs } = result
  return track.draw(result, {
    x: (tMs) => (tMs / endedAtMs) * 1_000,
    width: 1_000,
    height: 100,
    fromMs: 0,
    toMs: endedAtMs,
  })
}

const readOf = (result: RunResult, id: string, tMs: number): string[] =>
  (TRACKS.find((one) => one.id === id)?.read(result, tMs) ?? []).map(({ text }) => text)

describe('the tracks of a platform', () => {
  it('are those that the run has something to show on', () => {
    expect(idsOf(tinyRun())).toEqual(['requests', 'failures', 'latency', 'capacity'])
    expect(idsOf(platformRun('blueGreen'))).toEqual([
      'requests',
      'batches',
      'failures',
      'latency',
      'capacity',
      'deployments',
    ])
    expect(idsOf(platformRun('lambdaAlarm'))).toEqual([
      'weight',
      'requests',
      'environments',
      'cold-starts',
      'failures',
      'latency',
      'hooks',
      'alarms',
      'deployments',
    ])
    expect(idsOf(platformRun('weightedCanary'))).toEqual(expect.arrayContaining(['weight', 'batches', 'capacity']))
  })
})

describe('the track of the weights', () => {
  const run = platformRun('lambdaLinear')

  it('rises by steps at the moments of the shifts, from the bottom to the top', () => {
    const [line] = drawingOf(run, 'weight').lines
    const points = [...(line?.d ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
    const x = (tMs: number) => Math.round((tMs / run.endedAtMs) * 10_000) / 10
    expect(points).toEqual([
      [0, 100],
      ...[80_000, 140_000, 200_000, 260_000].flatMap((tMs, index) => [
        [x(tMs), [100, 70, 40, 10][index]],
        [x(tMs), [70, 40, 10, 0][index]],
      ]),
      // The last level, and then the last point itself.
      [1_000, 0],
      [1_000, 0],
    ])
  })

  it('reads both shares', () => {
    expect(readOf(run, 'weight', 150_000)).toEqual(['v1 40 %', 'v2 60 %'])
  })
})

describe('the track of the hooks', () => {
  it('has a bar for each event of a function that took time, in order', () => {
    const { boxes } = drawingOf(platformRun('lambdaLinear'), 'hooks')
    expect(boxes.map(({ words, fromMs, toMs, texture }) => [words[0], fromMs, toMs, texture])).toEqual([
      ['BeforeAllowTraffic', 60_000, 80_000, 'tint'],
      ['AllowTraffic', 80_000, 260_000, 'hatch'],
      ['AfterAllowTraffic', 260_000, 270_000, 'tint'],
    ])
  })

  it('marks the end of a shift that was stopped', () => {
    const { marks } = drawingOf(platformRun('lambdaAlarm'), 'hooks')
    expect(marks).toMatchObject([{ shape: 'disc', role: 'fail', atMs: 130_000 }])
  })
})

describe('the track of the alarms', () => {
  const run = platformRun('lambdaAlarm')

  it('draws every evaluated datapoint by its kind, and ALARM as a block with the word', () => {
    const { marks, boxes } = drawingOf(run, 'alarms')
    const kinds = run.alarms[0]?.periods.map(
      ({ kind }) => ({ ok: 'ring', breaching: 'warning', missing: 'dashedRing' })[kind],
    )
    expect(marks.map(({ shape }) => shape)).toEqual(kinds)
    expect(marks.map(({ shape }) => shape)).toContain('warning')
    expect(boxes.map(({ role, texture, words }) => [role, texture, words])).toEqual([
      ['quiet', 'outline', []],
      ['fail', 'counterHatch', ['ALARM']],
    ])
  })

  it('reads who is in ALARM before all', () => {
    expect(readOf(run, 'alarms', 130_000)).toEqual(['ALARM errors'])
    expect(readOf(run, 'alarms', 70_000)).toEqual(['1 OK'])
    expect(readOf(run, 'alarms', 10_000)).toEqual(['1 INSUFFICIENT_DATA'])
  })
})

describe('the track of deployments', () => {
  it('keeps an instant rollback clear of the deployment that ended with it, and names it', () => {
    const { marks, notes } = drawingOf(platformRun('lambdaAlarm'), 'deployments')
    const [stopped, rolledBack] = ['cross', 'square'].map((shape) => marks.find((mark) => mark.shape === shape))
    expect(rolledBack?.atMs).toBe(stopped?.atMs)
    expect((rolledBack?.x ?? 0) - (stopped?.x ?? 0)).toBeGreaterThanOrEqual(14)
    expect(notes.map(({ text }) => text)).toEqual([expect.stringMatching(/^d-\w+ rollback$/)])
    const run = platformRun('lambdaAlarm')
    expect(readOf(run, 'deployments', run.endedAtMs)[0]).toBe('rollback Succeeded')
  })

  it('marks what a person did with a sign of its own', () => {
    const { marks } = drawingOf(platformRun('blueGreen'), 'deployments')
    expect(marks.filter(({ shape }) => shape === 'act').map(({ atMs }) => atMs)).toEqual([150_000])
    expect(marks.filter(({ shape }) => shape === 'circle')).toHaveLength(1)
  })
})

describe('the tracks of environments and cold starts', () => {
  it('count what the columns of the run count', () => {
    const run = platformRun('lambdaLinear')
    const { coldStarts } = run.series.columns
    const total = coldStarts.reduce((sum, count) => sum + count, 0)
    expect(total).toBeGreaterThan(0)
    expect(readOf(run, 'cold-starts', run.endedAtMs)[1]).toBe(`${total} total`)
    const { environmentsBusyOld, environmentsBusyNew } = run.series.columns
    const row = 100
    const busy = (environmentsBusyOld[row] ?? 0) + (environmentsBusyNew[row] ?? 0)
    expect(readOf(run, 'environments', (row + 1) * 1_000)[0]).toBe(`${busy} in use`)
  })
})

describe('the batches of a blue/green deployment', () => {
  it('have a row for each wave of a phase, and one for the waits', () => {
    const { rows, boxes } = drawingOf(platformRun('blueGreen'), 'batches')
    expect(rows.map(({ label }) => label)).toEqual([
      'install 1',
      'install 2',
      'reroute 1',
      'reroute 2',
      'block',
      'waits',
    ])
    const waits = boxes.filter(({ words }) => words.length > 0)
    expect(waits.map(({ words, fromMs, toMs }) => [words[0], fromMs, toMs])).toEqual([
      ['Wait to be continued', 92_000, 150_000],
      ['Termination wait', 170_000, 230_000],
    ])
  })
})

describe('desired capacity', () => {
  it('is a line and a label of the track of the capacity where there is scaling', () => {
    const run = tinyRun({
      autoScaling: {
        desiredCapacity: [
          { atMs: 0, value: 2 },
          { atMs: 5_000, value: 4 },
        ],
        minSize: 0,
        maxSize: 10,
      },
    })
    expect(drawingOf(run, 'capacity').ticks.map(({ label }) => label)).toContain('desired 4')
    expect(drawingOf(tinyRun(), 'capacity').lines).toHaveLength(1)
    expect(drawingOf(run, 'capacity').lines).toHaveLength(2)
  })
})

import { cloudEventsOf, fleetAt, formatScenario, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { deploymentStateAt } from '../../../src/renderer/header/deployment-state'
import { readingsAt } from '../../../src/renderer/header/readings'
import { versionBarOf } from '../../../src/renderer/header/version-share'
import { alarmViews, sparklineOf, troubledCount } from '../../../src/renderer/inspector/alarm-view'
import { nextWords } from '../../../src/renderer/inspector/alarm-words'
import { isEventLine, linesOf } from '../../../src/renderer/inspector/log-lines'
import { stepRows } from '../../../src/renderer/inspector/step-rows'
import { plannedWaves } from '../../../src/renderer/library/planned-waves'
import { waveStepsOf } from '../../../src/renderer/library/wave-glyph'
import { announcementBetween } from '../../../src/renderer/shell/announcements'
import {
  alarmedScenario,
  allAtOnceLambdaScenario,
  blueGreenScenario,
  lambdaScenario,
  runOf,
  smallScenario,
  weightedScenario,
} from '../support/runs'

const viewAt = (result: RunResult, tMs: number) => ({ result, tMs, frame: fleetAt(result, tMs) })
const lambda = runOf(lambdaScenario())
const weighted = runOf(weightedScenario())
const alarmed = runOf(alarmedScenario())
const shiftsOf = (result: RunResult) => result.traffic.weightNew.slice(1)

describe('the steps of a shift', () => {
  const deployment = lambda.deployments[0]
  const [first, second] = shiftsOf(lambda)

  it('are as many as are planned, and come one after the other', () => {
    if (!deployment || !first || !second) throw new Error('The alias is shifted')
    const statuses = (tMs: number) => stepRows(lambda, deployment, tMs).map(({ status }) => status)
    expect(statuses(0)).toEqual(Array(10).fill('Pending'))
    expect(statuses(first.atMs).slice(0, 2)).toEqual(['InProgress', 'Pending'])
    expect(statuses(second.atMs).slice(0, 3)).toEqual(['Succeeded', 'InProgress', 'Pending'])
    expect(statuses(lambda.endedAtMs)).toEqual(Array(10).fill('Succeeded'))
  })

  it('share the cold starts of the new version out, none lost and none twice', () => {
    if (!deployment) throw new Error('The alias is shifted')
    const counted = stepRows(lambda, deployment, lambda.endedAtMs).map(({ coldStartCount }) => coldStartCount ?? 0)
    const all = lambda.series.columns.coldStartsNew.reduce((sum, count) => sum + count, 0)
    expect(all).toBeGreaterThan(0)
    const total = counted.reduce((sum, count) => sum + count, 0)
    expect(total).toBe(all)
    expect(counted[0]).toBeGreaterThan(0)
  })
})

describe('the one step of an alias that moves all at once', () => {
  const result = runOf(allAtOnceLambdaScenario())
  const [deployment] = result.deployments
  if (!deployment) throw new Error('There is a deployment')
  const { createdAtMs } = deployment

  it('is done, although it began and ended in one instant', () => {
    expect(deployment.endedAtMs).toBe(createdAtMs)
    expect(stepRows(result, deployment, createdAtMs - 1)).toMatchObject([{ status: 'Pending', atMs: null }])
    expect(stepRows(result, deployment, createdAtMs)).toMatchObject([{ status: 'Succeeded', atMs: createdAtMs }])
  })

  it('counts the cold starts that follow up to the second of the playhead, as the track does', () => {
    const row = createdAtMs / 1_000
    const inSecond = result.series.columns.coldStartsNew[row] ?? 0
    expect(inSecond).toBeGreaterThan(0)
    const [step] = stepRows(result, deployment, createdAtMs + 400)
    expect(step?.coldStartCount).toBe(inSecond)
  })
})

describe('the header of a shift', () => {
  it('shows the weights, and where the plan stops', () => {
    const [canary] = shiftsOf(weighted)
    const bar = versionBarOf(weighted, fleetAt(weighted, canary?.atMs ?? 0))
    expect([bar.oldLabel, bar.newLabel]).toEqual(['v1 · 80 %', 'v2 · 20 %'])
    expect(bar.stops).toEqual([0.8])
    const [step] = shiftsOf(lambda)
    expect(versionBarOf(lambda, fleetAt(lambda, step?.atMs ?? 0)).stops).toHaveLength(9)
    // A bar in which nothing moves has nowhere to stop.
    expect(versionBarOf(lambda, fleetAt(lambda, 0)).stops).toEqual([])
    expect(versionBarOf(lambda, fleetAt(lambda, lambda.endedAtMs)).stops).toEqual([])
  })

  it('says that a canary bakes and that a line shifts', () => {
    const [canary] = shiftsOf(weighted)
    const [step] = shiftsOf(lambda)
    expect(deploymentStateAt(viewAt(weighted, canary?.atMs ?? 0))).toMatchObject({
      label: 'Baking',
      apiStatus: 'InProgress',
    })
    expect(deploymentStateAt(viewAt(lambda, step?.atMs ?? 0)).label).toBe('Shifting')
    expect(deploymentStateAt(viewAt(lambda, lambda.endedAtMs)).label).toBe('Succeeded')
  })

  it('reads the concurrency of a function against its limit, and of nothing else', () => {
    const readings = readingsAt(viewAt(lambda, 20_000))
    expect(readings.concurrency?.limit).toBe(1_000)
    expect(readings.concurrency?.busyCount).toBe(lambda.series.columns.environmentsBusyOld[19])
    expect(readingsAt(viewAt(weighted, 0)).concurrency).toBeNull()
  })
})

describe('an alarm', () => {
  const changeMs = alarmed.alarms[0]?.states.find(({ value }) => value === 'ALARM')?.atMs ?? Number.NaN

  it('turns to ALARM when it does in the run, and troubles the tab from then on', () => {
    expect(alarmViews(alarmed, changeMs - 1)[0]?.state).not.toBe('ALARM')
    const views = alarmViews(alarmed, changeMs)
    expect(views[0]).toMatchObject({ state: 'ALARM', isWatched: true })
    expect(troubledCount(views)).toBe(1)
    expect(troubledCount(alarmViews(alarmed, 0))).toBe(0)
  })

  it('knows no datapoint before it was evaluated', () => {
    for (const tMs of [0, changeMs - 1, changeMs, alarmed.endedAtMs]) {
      const [view] = alarmViews(alarmed, tMs)
      expect(view?.periods.every(({ evaluatedAtMs }) => evaluatedAtMs <= tMs)).toBe(true)
      expect(view?.nextEvaluationMs === null || (view?.nextEvaluationMs ?? 0) > tMs).toBe(true)
    }
  })

  it('draws breaching datapoints above its threshold', () => {
    const [view] = alarmViews(alarmed, changeMs)
    if (!view) throw new Error('There is an alarm')
    const { points, thresholdY } = sparklineOf(
      view,
      { fromMs: changeMs - 300_000, toMs: changeMs },
      { width: 272, height: 54 },
    )
    const breaching = points.filter(({ period }) => period.kind === 'breaching')
    expect(breaching.length).toBeGreaterThan(0)
    for (const { y } of breaching) expect(y).toBeLessThan(thresholdY)
  })

  it('takes the calm hourglass off the header until the deployment is stopped', () => {
    const stoppedMs = alarmed.deployments[0]?.endedAtMs ?? Number.NaN
    const labelAt = (tMs: number) => deploymentStateAt(viewAt(alarmed, tMs)).label
    expect([changeMs - 1, changeMs, stoppedMs - 1].map(labelAt)).toEqual(['Baking', 'ALARM', 'ALARM'])
    expect(labelAt(stoppedMs)).toMatch(/^Roll/)
  })

  it('says what CodeDeploy does about it: sees it at its next poll, has stopped, refuses the next one', () => {
    const stoppedMs = alarmed.deployments[0]?.endedAtMs ?? Number.NaN
    const wordsAt = (tMs: number) => alarmViews(alarmed, tMs).map((view) => nextWords(alarmed, view, tMs))[0]
    expect(wordsAt(changeMs - 1)).toMatch(/^Next datapoint in .* ALARM stops the deployment and rolls back\.$/)
    expect(wordsAt(stoppedMs - 2_000)).toBe('CodeDeploy sees it at its next poll, in 2 s, and stops the deployment.')
    expect(wordsAt(stoppedMs)).toMatch(
      /^The deployment was stopped at [\d:.]+\. A new deployment is stopped at once while this is in ALARM\.$/,
    )
  })

  it('is said aloud at once', () => {
    const said = announcementBetween(alarmed, changeMs - 1, changeMs)
    expect(said?.words).toContain('errors')
    expect(said?.isUrgent).toBe(true)
  })
})

describe('the log with EventBridge events', () => {
  it('merges them in at their time, after what set them off, and only when asked for', () => {
    expect(linesOf(alarmed, ['deployment'])).toBe(alarmed.log)
    const lines = linesOf(alarmed, ['deployment', 'event'])
    expect(lines).toHaveLength(alarmed.log.length + cloudEventsOf(alarmed).length)
    expect(lines.map(({ atMs }) => atMs)).toEqual(lines.map(({ atMs }) => atMs).sort((a, b) => a - b))
    const changeAt = lines.findIndex((line) => line.type === 'alarm' && line.status === 'ALARM')
    const eventAt = lines.findIndex((line) => isEventLine(line) && line.words.endsWith(', ALARM'))
    expect(changeAt).toBeGreaterThan(-1)
    expect(eventAt).toBeGreaterThan(changeAt)
  })
})

describe('the plan in the library', () => {
  it('is drawn as the weight of the new revision', () => {
    expect(waveStepsOf(formatScenario(weightedScenario()))).toEqual([0.2, 1])
    expect(waveStepsOf(formatScenario(lambdaScenario()))).toHaveLength(10)
    expect(waveStepsOf(formatScenario(blueGreenScenario()))).toEqual([0.5, 1])
  })

  it('names the waves of blue/green apart', () => {
    const { plan } = runOf(blueGreenScenario())
    expect(plan && plannedWaves(plan)).toEqual([
      { phase: 'install', sizes: [3, 3] },
      { phase: 'reroute', sizes: [3, 3] },
      { phase: 'block', sizes: [6] },
    ])
    const inPlace = runOf(smallScenario()).plan
    expect(inPlace && plannedWaves(inPlace)).toEqual([{ phase: 'update', sizes: [2, 2, 2] }])
  })
})

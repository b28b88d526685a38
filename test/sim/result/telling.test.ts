import {
  chaptersOf,
  formatCountdown,
  nextSentence,
  numberedEvents,
  parseScenario,
  type RunResult,
  shiftStretchOf,
  simulate,
  type WaveRecord,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'
import { sampledRuns } from '../../support/sampled-runs'
import {
  scenarioOf,
  tinyDeployment,
  tinyInstance,
  tinyRun,
  tinySeries,
  tinyTarget,
  tinyWave,
} from '../../support/tiny-run'

const runs = sampledRuns(30)

function bundledRun(id: string): RunResult {
  const text = bundledScenarioTexts().find((scenario) => scenario.id === id)?.text
  const parsed = parseScenario(JSON.parse(text ?? 'null'))
  if (!parsed.ok) throw new Error(`${id} is no scenario`)
  return simulate(parsed.value)
}

const wavesAt = (...starts: number[]): WaveRecord[] => starts.map((startMs) => tinyWave({ startMs }))

describe('chaptersOf', () => {
  it('names the time before, the waves, the rollback and the time after', () => {
    const run = tinyRun({
      deployments: [
        tinyDeployment({ status: 'Failed', createdAtMs: 1_000, endedAtMs: 4_000, waves: wavesAt(1_000, 3_000) }),
        tinyDeployment({
          creator: 'codeDeployRollback',
          createdAtMs: 4_000,
          endedAtMs: 7_000,
          waves: wavesAt(4_000, 5_000),
        }),
      ],
    })
    expect(chaptersOf(run)).toEqual([
      { title: 'Before', startMs: 0, endMs: 1_000, deploymentIndex: null },
      { title: 'Wave 1', startMs: 1_000, endMs: 3_000, deploymentIndex: 0 },
      { title: 'Wave 2', startMs: 3_000, endMs: 4_000, deploymentIndex: 0 },
      { title: 'Rollback', startMs: 4_000, endMs: 7_000, deploymentIndex: 1 },
      { title: 'After', startMs: 7_000, endMs: 10_000, deploymentIndex: null },
    ])
  })

  it('joins waves when there are more than twelve', () => {
    const waves = wavesAt(...Array.from({ length: 25 }, (_, index) => 1_000 + index * 100))
    const titles = chaptersOf(tinyRun({ deployments: [tinyDeployment({ waves })] })).map(({ title }) => title)
    expect(titles.slice(0, 3)).toEqual(['Before', 'Waves 1–3', 'Waves 4–6'])
    expect(titles.slice(-2)).toEqual(['Wave 25', 'After'])
    expect(titles).toHaveLength(11)
  })

  it('is one chapter without a deployment, and goes to the end with one that never ended', () => {
    expect(chaptersOf(tinyRun())).toEqual([{ title: 'Before', startMs: 0, endMs: 10_000, deploymentIndex: null }])
    const open = tinyDeployment({ status: 'InProgress', endedAtMs: null, waves: wavesAt(1_000) })
    expect(chaptersOf(tinyRun({ deployments: [open] })).at(-1)).toMatchObject({ title: 'Wave 1', endMs: 10_000 })
  })

  it('covers any run without gaps', () => {
    for (const result of runs) {
      const chapters = chaptersOf(result)
      expect(chapters[0]?.startMs).toBe(0)
      expect(chapters.at(-1)?.endMs).toBe(result.endedAtMs)
      for (const [index, { startMs, endMs }] of chapters.entries()) {
        expect(endMs).toBeGreaterThan(startMs)
        if (index > 0) expect(startMs).toBe(chapters[index - 1]?.endMs)
      }
    }
  })
})

describe('numberedEvents', () => {
  it('are at most nine, numbered in the order of time, each with a title and a sentence, for any run', () => {
    for (const result of runs) {
      const events = numberedEvents(result)
      expect(events.length).toBeLessThanOrEqual(9)
      expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1))
      expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
      for (const { atMs, title, note } of events) {
        expect(atMs).toBeLessThanOrEqual(result.endedAtMs)
        expect(title).not.toBe('')
        expect(note).toMatch(/\.$/)
        expect(`${title} ${note}`).not.toMatch(/undefined|null|NaN|!/)
      }
    }
  })

  it('tell a rollback from its first cause to its end', () => {
    const result = bundledRun('validate-fails-rollback')
    const events = numberedEvents(result)
    const kinds = events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'lowestCapacity')).toEqual([
      'deploymentCreated',
      'lifecycleEventFailed',
      'deploymentEnded',
      'rollbackCreated',
      'rollbackEnded',
    ])
    const failed = events.find(({ kind }) => kind === 'deploymentEnded')
    expect(failed?.atMs).toBe(result.deployments[0]?.endedAtMs)
    expect(failed?.note).toMatch(/^HEALTH_CONSTRAINTS: 0 of 9 instances succeeded, 4 failed, 5 skipped\.$/)
    expect(events.find(({ kind }) => kind === 'lifecycleEventFailed')?.title).toBe('ValidateService fails')
  })

  it('tell an outage, and the failed requests after what made them fail', () => {
    const result = bundledRun('all-at-once-outage')
    const events = numberedEvents(result)
    const timeOf = (kind: string) => events.find((event) => event.kind === kind)?.atMs ?? -1
    expect(timeOf('outage')).toBeGreaterThanOrEqual(timeOf('deploymentCreated'))
    expect(timeOf('requestsFail')).toBeGreaterThan(timeOf('outage'))
    expect(events.find(({ kind }) => kind === 'requestsFail')?.note).toContain(
      result.totals.failed.toLocaleString('en').replaceAll(',', '\u2009'),
    )
  })

  it('say that some answer while the balancer fails open, and that none can where it has nobody to turn to', () => {
    type Tracks = NonNullable<Parameters<typeof tinyInstance>[1]>
    const outage = (state: 'unhealthy' | 'draining', application: NonNullable<Tracks['application']>) => {
      const health: Tracks['health'] = [
        [0, 'healthy'],
        [2_000, state],
        [8_000, 'healthy'],
      ]
      const run = tinyRun({ instances: [tinyInstance('i-00000001', { health, application })] })
      return numberedEvents(run).find(({ kind }) => kind === 'outage')?.note
    }
    const restarted = (atMs: number): NonNullable<Tracks['application']> => [
      [0, 'serving'],
      [1_000, 'stopped'],
      [atMs, 'serving'],
    ]
    const open = 'No target is healthy and serving, until 00:08; some answer while the balancer fails open.'
    expect(outage('unhealthy', [[0, 'serving']])).toBe(open)
    expect(outage('unhealthy', restarted(7_999))).toBe(open)
    expect(outage('unhealthy', restarted(8_000))).toBe('None can answer, until 00:08.')
    expect(outage('draining', [[0, 'serving']])).toBe('None can answer, until 00:08.')
  })

  it('do not ask of an empty group that none of it stay healthy, and part their thousands', () => {
    const created = (count: number) =>
      numberedEvents(
        tinyRun({
          deployments: [
            tinyDeployment({
              minimumHealthyCount: 0,
              status: 'Failed',
              errorCode: 'OVER_MAX_INSTANCES',
              targets: Array.from({ length: count }, (_, index) => tinyTarget(index, { status: 'Skipped' })),
            }),
          ],
        }),
      ).map(({ note }) => note)
    expect(created(0)[0]).toMatch(/^v2 to 0 instances, [^,]*\.$/)
    expect(created(1)).toEqual([
      expect.stringMatching(/, none must stay healthy\.$/),
      'OVER_MAX_INSTANCES: 0 of 1 instances succeeded, 1 skipped.',
    ])
    expect(created(1_001)[1]).toBe('OVER_MAX_INSTANCES: 0 of 1\u2009001 instances succeeded, 1\u2009001 skipped.')
  })

  const failing = (perSecond: readonly number[]) =>
    numberedEvents(
      tinyRun({
        endedAtMs: perSecond.length * 1_000,
        series: tinySeries(perSecond.length, { versionError: perSecond }),
        deployments: [tinyDeployment({ createdAtMs: 5_000, endedAtMs: 6_000 })],
      }),
    ).find(({ kind }) => kind === 'requestsFail')

  it('count a burst to its end, across short pauses', () => {
    const burst = failing([0, 0, 0, 0, 0, 0, 4, 0, 0, 3, ...Array(20).fill(0), 9])
    expect(burst).toMatchObject({
      atMs: 7_000,
      note: '7 requests fail within 4 s, answered 5xx by the application; the first of 2 bursts.',
    })
    expect(failing([0, 0, 0, 0, 0, 0, 4, 0, 0, 3, ...Array(20).fill(0)])?.note).toBe(
      '7 requests fail within 4 s, answered 5xx by the application.',
    )
  })

  it('are silent about failures that were always there', () => {
    expect(failing([3, 2, 3, 4, 3, 3, 2, 4, 3, 5])).toBeUndefined()
    expect(failing([3, 2, 3, 4, 3, 3, 2, 40, 3, 5])).toMatchObject({ atMs: 8_000 })
  })

  it('choose the spine of the run when there is too much', () => {
    const faults = Array.from({ length: 20 }, (_, index) => ({
      kind: 'version-error',
      errorRatePpm: index,
      fromMs: index * 100,
    }))
    const scenario = scenarioOf({
      startAtMs: 2_500,
      durationMs: 60_000,
      load: { kind: 'constant', rps: 1 },
      fleet: { instanceCount: 2 },
      loadBalancer: { deregistrationDelayMs: 0 },
      deployment: { trafficControl: false },
      faults,
    })
    const kinds = numberedEvents(simulate(scenario)).map(({ kind }) => kind)
    expect(kinds).toHaveLength(9)
    expect(kinds).toContain('deploymentCreated')
    expect(kinds).toContain('deploymentEnded')
  })
})

/** What the clock of a plan brings unless an alarm or a person comes first: shifts, the ends of bake and waits. */
function plannedMoments({ plan }: RunResult, deployment: RunResult['deployments'][number]): number[] {
  const stretchMs = shiftStretchOf(deployment)?.startMs ?? 0
  const shifts = (plan?.shifts ?? []).map(({ atMs }) => stretchMs + atMs)
  const waits = (plan?.steps ?? []).flatMap((step) => {
    if (step.kind === 'shift-weights') return [(shifts.at(-1) ?? 0) + step.bakeMs]
    const startMs = deployment.phases.find(({ kind }) => kind === step.kind)?.startMs
    return startMs !== undefined && 'waitMs' in step ? [startMs + step.waitMs] : []
  })
  return [...shifts, ...waits]
}

describe('nextSentence', () => {
  const run = tinyRun({
    deployments: [
      tinyDeployment({
        status: 'Failed',
        createdAtMs: 1_000,
        endedAtMs: 4_000,
        rollbackDeploymentId: 'd-2',
        waves: wavesAt(1_000, 3_000),
      }),
      tinyDeployment({
        creator: 'codeDeployRollback',
        createdAtMs: 4_000,
        endedAtMs: 7_000,
        waves: wavesAt(4_000, 5_000),
      }),
    ],
  })

  it.each([
    [0, 'The deployment is created in 00:01.'],
    [999, 'The deployment is created in 00:01.'],
    [1_000, 'Wave 2 of 2 starts in 00:02.'],
    [3_000, 'The deployment fails and the rollback starts in 00:01.'],
    [4_000, 'Wave 2 of 2 of the rollback starts in 00:01.'],
    [5_000, 'The rollback succeeds in 00:02.'],
    [7_000, 'The run ends in 00:03.'],
    [10_000, 'The run has ended.'],
  ])('at %d ms: %s', (tMs, sentence) => expect(nextSentence(run, tMs)).toBe(sentence))

  it('tells of a deployment that the run does not see through', () => {
    const open = tinyRun({ deployments: [tinyDeployment({ status: 'InProgress', endedAtMs: null })] })
    expect(nextSentence(open, 2_000)).toBe('The deployment is still in progress when the run ends in 00:08.')
  })

  it('promises nothing that does not happen then, in any run', () => {
    for (const result of runs) {
      const turns = result.deployments.flatMap((deployment) => [
        deployment.createdAtMs,
        deployment.endedAtMs,
        ...deployment.waves.map(({ startMs }) => startMs),
        ...deployment.targets.flatMap((target) =>
          target.lifecycleEvents.flatMap(({ startMs, endMs }) => [startMs, endMs]),
        ),
        ...plannedMoments(result, deployment),
        ...deployment.phases.map(({ startMs }) => startMs),
      ])
      for (let tMs = 0; tMs < result.endedAtMs; tMs += 7_777) {
        const moments = [...turns, result.endedAtMs].filter((atMs) => atMs !== null && atMs > tMs)
        const countdowns = moments.map((atMs) => `in ${formatCountdown((atMs ?? 0) - tMs)}.`)
        const sentence = nextSentence(result, tMs).replace(/ if the alarms? stays? quiet/, '')
        // What an alarm or a person cuts short has no clock.
        if (/ (?:goes on|comes next)\.$/.test(sentence)) continue
        expect(countdowns.some((countdown) => sentence.endsWith(countdown))).toBe(true)
      }
    }
  })
})

import { type DetectionStep, detectionChain, METRICS, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../support/bundled-runs'
import { scenarioOf, tinyRun } from '../../support/tiny-run'
import { blueGreen, ecsStopped, incidentRuns, inPlaceStopped, lambdaStopped } from './metrics/runs'

const kindsOf = (steps: readonly DetectionStep[]) => steps.map(({ kind }) => kind)

describe('the chain from the first failed request to the last', () => {
  it('of a Lambda function that an alarm stops: the poll after the minute, and the way back at once', () => {
    // Created at 60 s; the period ends at 120 s; polls are every 10 s from the creation on.
    const chain = detectionChain(lambdaStopped())
    expect(chain.map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['firstFailedRequest', 60_000],
      ['breachingPeriod', 120_000],
      ['alarm', 120_000],
      ['poll', 130_000],
      ['stop', 130_000],
      ['rollbackCreated', 130_000],
      ['trafficBack', 130_000],
      ['lastFailedRequest', expect.any(Number)],
    ])
  })

  it('of an update in place: the last target drains after it was given its last request', () => {
    const chain = detectionChain(inPlaceStopped())
    expect(kindsOf(chain)).toEqual([
      'firstFailedRequest',
      'breachingPeriod',
      'alarm',
      'poll',
      'stop',
      'rollbackCreated',
      'trafficBack',
      'lastFailedRequest',
      'drained',
      'capacityRestored',
    ])
    const at = (kind: DetectionStep['kind']) => chain.find((step) => step.kind === kind)?.atMs ?? Number.NaN
    expect(at('drained') - at('trafficBack')).toBe(10_000)
  })

  it('of a person who stops it: no alarm, no poll', () => {
    const chain = detectionChain(ecsStopped())
    expect(kindsOf(chain)).not.toContain('poll')
    expect(chain.find(({ kind }) => kind === 'intervention')).toMatchObject({ atMs: 150_000 })
    expect(chain.find(({ kind }) => kind === 'stop')?.label).toMatch(
      /^Deployment d-\w{9} is stopped with MANUAL_STOP\.$/,
    )
  })

  it('is empty when nothing failed', () => {
    expect(detectionChain(blueGreen())).toEqual([])
    expect(detectionChain(tinyRun())).toEqual([])
  })

  it('has no way back where nobody noticed', () => {
    const unnoticed = bundledRuns().find(({ name }) => name === 'bad-build-5xx')
    if (unnoticed === undefined) throw new Error('bad-build-5xx is not bundled any more')
    expect(kindsOf(detectionChain(unnoticed.result))).toEqual(['firstFailedRequest', 'lastFailedRequest'])
  })

  it('gives no traffic back that the new revision never had', () => {
    const failing = bundledRuns().find(({ name }) => name === 'validate-fails-rollback')
    if (failing === undefined) throw new Error('validate-fails-rollback is not bundled any more')
    expect(kindsOf(detectionChain(failing.result))).toEqual(['stop', 'rollbackCreated', 'capacityRestored'])
  })

  it('names each breaching period before the alarm', () => {
    const result = simulate(
      scenarioOf({
        startAtMs: 60_000,
        load: { kind: 'constant', rps: 60 },
        revisions: { new: { errorRatePpm: 250_000 } },
        deployment: {
          strategy: 'lambda-alias',
          deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
          alarmConfiguration: { alarms: ['errors'] },
        },
        alarms: [
          {
            name: 'errors',
            metric: 'Errors',
            comparisonOperator: 'GreaterThanThreshold',
            threshold: 20,
            evaluationPeriods: 3,
            datapointsToAlarm: 2,
          },
        ],
      }),
    )
    const breaching = detectionChain(result).filter(({ kind }) => kind === 'breachingPeriod')
    expect(breaching.map(({ atMs }) => atMs)).toEqual([120_000, 180_000])
    expect(detectionChain(result).find(({ kind }) => kind === 'alarm')?.atMs).toBe(180_000)
  })
})

describe('the chain of any run', () => {
  const RUNS = [...bundledRuns(), ...incidentRuns()]

  it('is in order of time, inside the run, and in sentences', () => {
    for (const { result } of RUNS) {
      const chain = detectionChain(result)
      expect(chain.map(({ atMs }) => atMs).toSorted((a, b) => a - b)).toEqual(chain.map(({ atMs }) => atMs))
      for (const { atMs, label } of chain) {
        expect(atMs >= 0 && atMs <= result.endedAtMs).toBe(true)
        expect(label).toMatch(/^[A-Z].*\.$/)
      }
    }
  })

  it('agrees with the time to mitigate', () => {
    const metric = METRICS.find(({ id }) => id === 'timeToMitigate')
    for (const { result } of RUNS) {
      const chain = detectionChain(result)
      const [from, to] = (['firstFailedRequest', 'trafficBack'] as const).map(
        (kind) => chain.find((step) => step.kind === kind)?.atMs,
      )
      const expected = from === undefined || to === undefined ? null : (to - from) / 1_000
      expect(metric?.measure(result)).toBe(expected)
    }
  })
})

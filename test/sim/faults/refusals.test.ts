import { parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'
import { FAULTS, faultLabelsAt } from '../../../src/sim/faults'
import { scenarioOf } from '../../support/tiny-run'

const LAMBDA = { deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' } }
const ALARM = { name: 'errors', metric: 'RequestCount', comparisonOperator: 'GreaterThanThreshold', threshold: 1 }

/** What `parseScenario` says of one fault: pointers behind `/faults/0` and their sentences. */
function refusalsOf(fault: object, rest: object = {}): string[] {
  const parsed = parseScenario({ schemaVersion: 1, name: 'Refused', ...rest, faults: [fault] })
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer.replace('/faults/0', '')}: ${message}`)
}

describe('a fault that cannot apply is refused with the reason', () => {
  it.each([
    [{ kind: 'instance-crash' }, LAMBDA, '/kind: Instance crashes cannot happen on Lambda; it fits Server, ECS.'],
    [
      { kind: 'lambda-throttle', concurrency: 10 },
      {},
      '/kind: Concurrency stolen cannot happen on Server; it fits Lambda.',
    ],
    [
      { kind: 'lambda-throttle', concurrency: 10 },
      { ...LAMBDA, lambda: { reservedConcurrency: 50 } },
      '/concurrency: The function has 50 executions reserved, which others cannot take; set lambda.reservedConcurrency to null.',
    ],
    [
      { kind: 'zone-outage', zone: 'eu-west-1a' },
      { fleet: { zones: ['a', 'b'] } },
      '/zone: The fleet has no Availability Zone eu-west-1a; it has a, b.',
    ],
    [
      { kind: 'slow-boot', delayMs: 1, targets: { kind: 'zone', zone: 'c' } },
      { fleet: { zones: ['a', 'b'] } },
      '/targets/zone: The fleet has no Availability Zone c; it has a, b.',
    ],
    [
      { kind: 'instance-crash', targets: { kind: 'instances', instanceIndexes: [2, 3] } },
      { fleet: { instanceCount: 3 } },
      '/targets/instanceIndexes: Instances are numbered 0 to 2; the fault names 3.',
    ],
    [
      { kind: 'instance-crash', targets: { kind: 'batch', waveNumber: 1 } },
      { deployment: null },
      '/targets/kind: The scenario has no deployment, so it has no batches.',
    ],
    [
      { kind: 'traffic-surge', factorPermille: 2_000, fromMs: 5_000, untilMs: 5_000 },
      {},
      '/untilMs: The fault ends at 5000 ms and must end after it starts, at 5000 ms.',
    ],
    [
      { kind: 'retry-storm', fromMs: 90_000 },
      { durationMs: 60_000 },
      '/fromMs: The fault starts at 90000 ms, but the run ends at 60000 ms.',
    ],
    [
      { kind: 'dependency-brownout' },
      {},
      '/errorRatePpm: The brown-out changes nothing: set errorRatePpm above 0 or factorPermille other than 1000.',
    ],
    [
      { kind: 'health-check-lies', answer: 'passes', errorRatePpm: 0 },
      {},
      '/errorRatePpm: A health check that passes on a service without errors is no lie; set errorRatePpm above 0.',
    ],
    [
      { kind: 'memory-leak', onsetMs: 60_000, restartAfterMs: 30_000 },
      {},
      '/restartAfterMs: The application starts anew after 30000 ms, before it leaks at 60000 ms.',
    ],
    [
      { kind: 'agent-silent' },
      { deployment: null },
      ': The scenario has no deployment, so there is nothing for an agent to take up.',
    ],
    [{ kind: 'alarm-missing-data' }, {}, ': The scenario has no alarms whose data could be altered.'],
    [
      { kind: 'alarm-flapping', value: 1, alarmNames: ['latency'] },
      { alarms: [ALARM] },
      '/alarmNames: No alarm is named latency; the scenario has errors.',
    ],
  ])('%j', (fault, rest, refusal) => {
    expect(refusalsOf(fault, rest)).toEqual([refusal])
  })

  it('an instance that may be launched during the run can be named', () => {
    const targets = { kind: 'instances', instanceIndexes: [12] }
    expect(refusalsOf({ kind: 'instance-crash', targets }, { deployment: { strategy: 'blue-green' } })).toEqual([])
  })
})

describe('the words of a fault', () => {
  it('stand in its definition: half a sentence each, without a full stop', () => {
    const scenario = scenarioOf({
      deployment: { strategy: 'in-place' },
      faults: [
        { kind: 'instance-crash', targets: { kind: 'share', sharePpm: 250_000 } },
        { kind: 'latency-regression', factorPermille: 2_500 },
        { kind: 'retry-storm', retriesMax: 1 },
        { kind: 'cold-cache', factorPermille: 3_000, targets: { kind: 'batch', waveNumber: 2 } },
      ],
    })
    const words = scenario.faults.map((fault) =>
      FAULTS.find(({ kind }) => kind === fault.kind)?.describe(fault, scenario),
    )
    expect(words).toEqual([
      'a crash takes down 25 % of the instances',
      'requests on the instances with v2 take 2.5 times as long',
      'clients repeat failed requests up to 1 time, first after 0.1 s',
      'after a start, requests on the instances of batch 2 take up to 3 times as long for 1 min 00 s',
    ])
  })

  it('name beside the scene what lasts, with the revision that it is about', () => {
    const scenario = scenarioOf({
      faults: [
        { kind: 'version-error', errorRatePpm: 90_000, fromMs: 10_000, untilMs: 20_000 },
        { kind: 'zone-outage', zone: 'us-east-1b', fromMs: 15_000, untilMs: 80_000 },
        { kind: 'download-failure' },
      ],
    })
    expect(faultLabelsAt(scenario, 9_999)).toEqual([])
    expect(faultLabelsAt(scenario, 15_000)).toEqual([
      { title: 'Bad v2', detail: '5xx 9 %', revision: 'new' },
      { title: 'us-east-1b down', detail: 'until 01:20', revision: null },
    ])
    expect(faultLabelsAt(scenario, 20_000).map(({ title }) => title)).toEqual(['us-east-1b down'])
  })
})

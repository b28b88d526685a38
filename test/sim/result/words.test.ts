import {
  counted,
  describeFault,
  describeLogEntry,
  formatClock,
  formatCount,
  formatCountdown,
  formatDuration,
  formatLatency,
  formatPpm,
  type LogEntry,
  stateWords,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { sampledRuns } from '../../support/sampled-runs'
import {
  scenarioOf,
  tinyDeployment,
  tinyEntry,
  tinyEvent,
  tinyInstance,
  tinyRun,
  tinyTarget,
  tinyWave,
} from '../../support/tiny-run'

describe('numbers as words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_064, '1\u2009064'],
    [12_345_678, '12\u2009345\u2009678'],
    [41.6, '42'],
  ])('count %d as %s', (count, words) => expect(formatCount(count)).toBe(words))

  it.each([
    [0, '00:00'],
    [59_999, '00:59'],
    [60_000, '01:00'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [86_400_000, '24:00:00'],
  ])('show %d ms on the clock as %s', (tMs, words) => expect(formatClock(tMs)).toBe(words))

  it.each([
    [0, '00:00'],
    [1, '00:01'],
    [1_000, '00:01'],
    [59_001, '01:00'],
  ])('count %d ms down as %s', (leftMs, words) => expect(formatCountdown(leftMs)).toBe(words))

  it.each([
    [0, '0 s'],
    [300, '0.3 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_500, '1 h 00 min'],
    [4_320_000, '1 h 12 min'],
  ])('tell %d ms as %s', (durationMs, words) => expect(formatDuration(durationMs)).toBe(words))

  it.each([
    [0, '0.000 ms'],
    [43_210, '43.210 ms'],
    [1_204_007, '1\u2009204.007 ms'],
  ])('print a latency of %d us as %s', (latencyUs, words) => expect(formatLatency(latencyUs)).toBe(words))

  it('print shares and plurals', () => {
    expect([90_000, 200, 1_000_000].map(formatPpm)).toEqual(['9 %', '0.02 %', '100 %'])
    expect([counted(1, 'host'), counted(0, 'host'), counted(2, 'entry', 'entries')]).toEqual([
      '1 host',
      '0 hosts',
      '2 entries',
    ])
  })
})

const message = 'Script at specified location: check.sh failed with exit code 1'
const run = tinyRun({
  scenario: scenarioOf({
    fleet: { instanceCount: 2 },
    loadBalancer: { deregistrationDelayMs: 30_000 },
    revisions: {
      old: { name: 'shop v1' },
      new: { name: 'shop v2', hooks: { ValidateService: [{ location: 'check.sh' }] } },
    },
    faults: [
      { kind: 'version-error', errorRatePpm: 90_000 },
      { kind: 'hook-failure', event: 'ValidateService', instanceIndexes: [0] },
    ],
  }),
  instances: [tinyInstance('i-0a'), tinyInstance('i-0b')],
  deployments: [
    tinyDeployment({
      id: 'd-A',
      status: 'Failed',
      errorCode: 'HEALTH_CONSTRAINTS',
      rollbackDeploymentId: 'd-B',
      waves: [tinyWave({ endMs: 5_000, instanceIndexes: [0, 1] })],
      targets: [
        tinyTarget(0, {
          status: 'Failed',
          lifecycleEvents: [tinyEvent('ValidateService', { status: 'Failed', errorCode: 'ScriptFailed', message })],
        }),
        tinyTarget(1),
      ],
    }),
    tinyDeployment({ id: 'd-B', creator: 'codeDeployRollback', revision: 'old', createdAtMs: 5_000, endedAtMs: 8_000 }),
  ],
})

const sentence = (entry: Partial<LogEntry>): string => describeLogEntry(run, tinyEntry(entry))

describe('describeLogEntry', () => {
  it.each<[Partial<LogEntry>, string]>([
    [
      { type: 'deployment', deploymentIndex: 0, status: 'Created' },
      'Deployment d-A is created: shop v2 to 2 instances.',
    ],
    [{ type: 'deployment', deploymentIndex: 1, status: 'Created' }, 'Rollback d-B is created: shop v1 to 0 instances.'],
    [{ type: 'deployment', deploymentIndex: 0, status: 'InProgress' }, 'Deployment d-A is in progress.'],
    [{ type: 'deployment', deploymentIndex: 1, status: 'Succeeded' }, 'Rollback d-B succeeded.'],
    [
      { type: 'deployment', deploymentIndex: 0, status: 'Failed', errorCode: 'HEALTH_CONSTRAINTS' },
      'Deployment d-A failed with HEALTH_CONSTRAINTS.',
    ],
    [{ type: 'deployment', deploymentIndex: 0, status: 'Stopped' }, 'Deployment d-A was stopped.'],
    [{ type: 'wave', deploymentIndex: 0, status: '1' }, 'Wave 1 of deployment d-A starts on 2 instances.'],
    [{ type: 'target', deploymentIndex: 0, instanceIndex: 1, status: 'InProgress' }, 'i-0b starts to receive shop v2.'],
    [{ type: 'target', deploymentIndex: 0, instanceIndex: 1, status: 'Succeeded' }, 'i-0b succeeded with shop v2.'],
    [
      { type: 'target', deploymentIndex: 0, instanceIndex: 0, status: 'Failed', errorCode: 'ScriptFailed' },
      'i-0a failed with ScriptFailed.',
    ],
    [{ type: 'target', deploymentIndex: 0, instanceIndex: 1, status: 'Skipped' }, 'i-0b was skipped.'],
    [
      {
        type: 'lifecycleEvent',
        deploymentIndex: 0,
        instanceIndex: 0,
        lifecycleEvent: 'ValidateService',
        status: 'InProgress',
      },
      'ValidateService on i-0a started.',
    ],
    [
      {
        type: 'lifecycleEvent',
        deploymentIndex: 0,
        instanceIndex: 0,
        lifecycleEvent: 'ValidateService',
        status: 'Failed',
        errorCode: 'ScriptFailed',
      },
      `ValidateService on i-0a failed with ScriptFailed: ${message}.`,
    ],
    [{ type: 'targetHealth', instanceIndex: 0, status: 'draining' }, 'i-0a is draining for 30 s: no new requests.'],
    [
      { type: 'targetHealth', instanceIndex: 0, status: 'unhealthy' },
      'i-0a is unhealthy after 2 failed health checks in a row.',
    ],
    [{ type: 'application', instanceIndex: 0, status: 'serving' }, 'The application on i-0a serves.'],
    [{ type: 'fault', faultIndex: 0, status: 'injected' }, 'Injected: 9 % of the answers of shop v2 are 5xx.'],
    [
      { type: 'fault', faultIndex: 0, status: 'lifted' },
      'The injected fault is over: 9 % of the answers of shop v2 are 5xx.',
    ],
    [
      { type: 'fault', faultIndex: 1, status: 'injected', instanceIndex: 0 },
      'Injected: ValidateService of shop v2 fails on 1 instance (now on i-0a).',
    ],
  ])('%j', (entry, expected) => expect(sentence(entry)).toBe(expected))

  it('has one sentence for every entry of any run', () => {
    const types = new Set<string>()
    const sentences = sampledRuns(30).flatMap((result) =>
      result.log.map((entry) => {
        types.add(entry.type)
        return describeLogEntry(result, entry)
      }),
    )
    expect(sentences.filter((words) => !/\S.*\.$/s.test(words) || /undefined|null|NaN/.test(words))).toEqual([])
    expect([...types].toSorted()).toEqual([
      'alarm',
      'application',
      'autoScaling',
      'deployment',
      'fault',
      'instance',
      'intervention',
      'lifecycleEvent',
      'phase',
      'target',
      'targetHealth',
      'traffic',
      'wave',
    ])
  })
})

describe('stateWords', () => {
  it('says what is going on, with words that are no statuses of AWS for rollbacks', () => {
    const words = [0, 1_000, 4_999, 5_000, 7_999, 8_000].map((tMs) => stateWords(run, tMs))
    expect(words).toEqual([
      'Not yet created',
      'In progress',
      'In progress',
      'Rolling back',
      'Rolling back',
      'Rolled back',
    ])
    expect(stateWords(tinyRun({ scenario: scenarioOf({ deployment: null }) }), 0)).toBe('No deployment')
  })
})

describe('describeFault', () => {
  it('tells a script that hangs everywhere', () => {
    const scenario = scenarioOf({
      revisions: { new: { hooks: { AfterInstall: [{ location: 'a' }] } } },
      faults: [{ kind: 'hook-failure', event: 'AfterInstall', outcome: 'hangs' }],
    })
    expect(scenario.faults.map((fault) => describeFault(fault, scenario))).toEqual([
      'AfterInstall of v2 hangs on every instance',
    ])
  })
})

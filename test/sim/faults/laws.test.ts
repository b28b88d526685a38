import { simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import type { RunResult, SeriesName } from '../../../src/sim/result/types'
import { scenarioOf } from '../../support/tiny-run'

/** Ten instances under a load that half of them could carry; nothing is deployed. */
const QUIET = {
  deployment: null,
  durationMs: 120_000,
  load: { kind: 'constant', rps: 100 },
  fleet: { instanceCount: 9, concurrency: 4, zones: ['a', 'b', 'c'] },
  revisions: { old: { serviceTime: { kind: 'constant', meanMs: 40 } } },
  loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000, healthyThresholdCount: 2 } },
}
const HOOK = (location: string) => [{ location, duration: { kind: 'constant', meanMs: 1_000 } }]
/** Everything at once, with short events. */
const DEPLOYING = {
  ...QUIET,
  durationMs: null,
  startAtMs: 10_000,
  deployment: {
    deploymentConfig: 'CodeDeployDefault.AllAtOnce',
    trafficControl: false,
    autoRollback: { enabled: false },
  },
  revisions: {
    old: { ...QUIET.revisions.old, hooks: { ApplicationStop: HOOK('stop.sh') } },
    new: { ...QUIET.revisions.old, hooks: { ApplicationStart: HOOK('start.sh') } },
  },
}

function run(faults: readonly object[], base: object = QUIET): RunResult {
  return simulate(scenarioOf({ ...base, faults }))
}

/** Rows [from, to) of a column. */
function rows({ series }: RunResult, name: SeriesName, from = 0, to = series.rowCount): number[] {
  return [...series.columns[name].slice(from, to)]
}
function sum(result: RunResult, name: SeriesName, from = 0, to = result.series.rowCount): number {
  return rows(result, name, from, to).reduce((total, value) => total + value, 0)
}
/** Mean latency of the answers of rows [from, to), ms. */
function meanMs(result: RunResult, from: number, to: number): number {
  const answered = sum(result, 'ok', from, to) + sum(result, 'versionError', from, to)
  return (sum(result, 'answeredMsOld', from, to) + sum(result, 'answeredMsNew', from, to)) / answered
}
function inService(result: RunResult, row: number): number {
  const { inServiceOld, inServiceNew } = result.series.columns
  return (inServiceOld[row] ?? 0) + (inServiceNew[row] ?? 0)
}
const statesOf = (result: RunResult, instanceIndex: number) =>
  result.instances[instanceIndex]?.application.map(({ atMs, value }) => [atMs, value])
/** Every row up to a second, as one value. */
const historyOf = (result: RunResult, untilRow: number) =>
  Object.values(result.series.columns).map((column) => [...column.slice(0, untilRow)])

describe('every fault', () => {
  it.each([
    [{ kind: 'traffic-surge', factorPermille: 3_000, fromMs: 60_500 }],
    [{ kind: 'latency-regression', factorPermille: 3_000, targets: { kind: 'fleet' }, fromMs: 60_500 }],
    [{ kind: 'memory-leak', targets: { kind: 'fleet' }, onsetMs: 60_000, fromMs: 500 }],
    [{ kind: 'instance-crash', fromMs: 60_500 }],
    [{ kind: 'zone-outage', zone: 'b', fromMs: 60_500 }],
    [{ kind: 'retry-storm', fromMs: 60_500 }],
    [{ kind: 'dependency-brownout', errorRatePpm: 500_000, fromMs: 60_500 }],
    [{ kind: 'health-check-lies', answer: 'fails', targets: { kind: 'fleet' }, fromMs: 60_500 }],
  ])('changes nothing before it begins: $kind', (fault) => {
    const healthy = run([])
    const ill = run([{ kind: 'version-error', revision: 'old', errorRatePpm: 100_000, fromMs: 61_000 }, fault])
    expect(historyOf(ill, 60)).toEqual(historyOf(healthy, 60))
    expect(historyOf(ill, 120)).not.toEqual(historyOf(healthy, 120))
  })
})

describe('instance-crash', () => {
  it("removes exactly one instance's capacity, and gives it back", () => {
    const targets = { kind: 'instances', instanceIndexes: [4] }
    const ill = run([{ kind: 'instance-crash', targets, fromMs: 30_000, untilMs: 60_000 }])
    // A row's gauges are those at its end; at 60 s it serves again, and the balancer does not know yet.
    expect([28, 29, 58, 59].map((row) => rows(ill, 'inServiceOld')[row])).toEqual([9, 8, 8, 8])
    expect(statesOf(ill, 4)).toEqual([
      [0, 'serving'],
      [30_000, 'stopped'],
      [60_000, 'serving'],
    ])
    expect(ill.series.columns.inServiceOld.at(-1)).toBe(9)
    // Refused until the second failed check in a row has timed out, and never after that.
    const unhealthyAtMs = ill.instances[4]?.health.find(({ value }) => value === 'unhealthy')?.atMs ?? 0
    expect(unhealthyAtMs).toBeGreaterThanOrEqual(30_000 + 5_000 + 2_000)
    expect(unhealthyAtMs).toBeLessThanOrEqual(30_000 + 10_000 + 2_000)
    expect(sum(ill, 'refused', 30, Math.floor(unhealthyAtMs / 1_000))).toBeGreaterThan(50)
    expect(sum(ill, 'refused', Math.ceil(unhealthyAtMs / 1_000) + 1)).toBe(0)
  })

  it('[1.4] cuts a lifecycle event short, which fails after its hour; what never began fails after five minutes', () => {
    const during = run([{ kind: 'instance-crash', fromMs: 15_000 }], DEPLOYING)
    const [target] = during.deployments[0]?.targets.filter(({ instanceIndex }) => instanceIndex === 0) ?? []
    const failed = target?.lifecycleEvents.find(({ status }) => status === 'Failed')
    expect(failed).toMatchObject({ name: 'DownloadBundle', errorCode: 'UnknownError' })
    expect((failed?.endMs ?? 0) - (failed?.startMs ?? 0)).toBe(3_600_000)
    const before = run([{ kind: 'instance-crash', fromMs: 5_000 }], DEPLOYING)
    const [never] = before.deployments[0]?.targets.filter(({ instanceIndex }) => instanceIndex === 0) ?? []
    expect(never).toMatchObject({ status: 'Failed', startMs: 10_000, endMs: 310_000 })
  })

  it.each([16_000, 500_000])(
    '[1.4] that is over at %i ms fails the event under way when the agent starts again',
    (untilMs) => {
      const ill = run([{ kind: 'instance-crash', fromMs: 15_000, untilMs }], DEPLOYING)
      const [target] = ill.deployments[0]?.targets.filter(({ instanceIndex }) => instanceIndex === 0) ?? []
      expect(target).toMatchObject({ status: 'Failed', endMs: untilMs })
      const failed = target?.lifecycleEvents.find(({ status }) => status === 'Failed')
      expect(failed).toMatchObject({ name: 'DownloadBundle', errorCode: 'UnknownError', endMs: untilMs })
    },
  )

  it('that is over within the five minutes lets the agent take the event up', () => {
    const ill = run([{ kind: 'instance-crash', fromMs: 5_000, untilMs: 100_000 }], DEPLOYING)
    const [target] = ill.deployments[0]?.targets.filter(({ instanceIndex }) => instanceIndex === 0) ?? []
    expect(target?.status).toBe('Succeeded')
    expect(target?.lifecycleEvents[0]?.startMs).toBe(100_000)
  })

  it('of a batch strikes its instances when the batch begins, and no others', () => {
    const base = {
      ...DEPLOYING,
      deployment: { ...DEPLOYING.deployment, deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
    }
    const ill = run([{ kind: 'instance-crash', targets: { kind: 'batch', waveNumber: 1 } }], base)
    const [wave] = ill.deployments[0]?.waves ?? []
    const down = ill.instances.flatMap(({ application }, index) =>
      application.some(({ atMs, value }) => atMs === 10_000 && value === 'stopped') ? [index] : [],
    )
    expect(wave?.startMs).toBe(10_000)
    expect(down).toEqual([...(wave?.instanceIndexes ?? [])].sort((a, b) => a - b))
  })

  it('of a batch means that of the first deployment to the group, not of an older launch', () => {
    const ill = run([{ kind: 'instance-crash', targets: { kind: 'batch', waveNumber: 1 } }], {
      ...DEPLOYING,
      startAtMs: 60_000,
      autoScaling: { maxSize: 40, boot: { kind: 'constant', meanMs: 5_000 } },
      interventions: [
        { kind: 'set-desired-capacity', atMs: 1_000, desiredCapacity: DEPLOYING.fleet.instanceCount + 1 },
      ],
    })
    const user = ill.deployments.find(({ creator }) => creator === 'user')
    expect(ill.deployments[0]).toMatchObject({ creator: 'autoscaling', status: 'Succeeded' })
    expect(user?.status).toBe('Failed')
    const struck = ill.instances.flatMap(({ application }, index) =>
      application.some(({ atMs, value }) => atMs === user?.createdAtMs && value === 'stopped') ? [index] : [],
    )
    expect(struck).toEqual([...(user?.waves[0]?.instanceIndexes ?? [])].sort((a, b) => a - b))
    expect(struck.length).toBeGreaterThan(0)
  })

  it('of a share strikes about that many, the same ones whatever else is in the scenario', () => {
    const base = { ...QUIET, fleet: { ...QUIET.fleet, instanceCount: 400 }, load: { kind: 'constant', rps: 1 } }
    const share = { kind: 'instance-crash', targets: { kind: 'share', sharePpm: 250_000 }, fromMs: 1_000 }
    const downIn = (result: RunResult) =>
      result.instances.flatMap(({ application }, index) => (application.length > 1 ? [index] : []))
    const alone = downIn(run([share], base))
    // 4 standard deviations of a binomial law.
    expect(Math.abs(alone.length - 100)).toBeLessThan(4 * Math.sqrt(400 * 0.25 * 0.75))
    expect(downIn(run([share, { kind: 'traffic-surge', factorPermille: 2_000 }], base))).toEqual(alone)
  })
})

describe('zone-outage', () => {
  it('of one of three zones leaves two thirds', () => {
    const ill = run([{ kind: 'zone-outage', zone: 'b', fromMs: 30_000, untilMs: 60_000 }])
    expect([28, 29, 58].map((row) => inService(ill, row))).toEqual([9, 6, 6])
    const down = ill.instances.filter(({ application }) => application.length > 1).map(({ zoneIndex }) => zoneIndex)
    expect(down).toEqual([1, 1, 1])
    expect(inService(ill, 119)).toBe(9)
  })

  it('takes down what is launched there meanwhile', () => {
    const base = { ...DEPLOYING, deployment: { strategy: 'blue-green' } }
    const ill = run([{ kind: 'zone-outage', zone: 'b' }], { ...base, durationMs: 900_000 })
    const replacements = ill.instances.filter(({ fleet }) => fleet === 'replacement')
    expect(replacements.length).toBeGreaterThan(0)
    for (const { zoneIndex, application } of replacements)
      if (zoneIndex === 1) expect(application.every(({ value }) => value === 'stopped')).toBe(true)
  })
})

describe('latency-regression', () => {
  it('multiplies the service time of whom it is about, and of nobody else', () => {
    const ill = run([{ kind: 'latency-regression', factorPermille: 2_500, targets: { kind: 'fleet' }, fromMs: 60_000 }])
    expect(meanMs(ill, 0, 60)).toBeCloseTo(40, 0)
    expect(meanMs(ill, 62, 120)).toBeCloseTo(100, 0)
    const other = run([{ kind: 'latency-regression', factorPermille: 2_500 }])
    expect(meanMs(other, 0, 120)).toBeCloseTo(40, 0)
  })

  it('with a ramp is half way in the middle of it', () => {
    const fault = { kind: 'latency-regression', factorPermille: 3_000, rampMs: 100_000, targets: { kind: 'fleet' } }
    const ill = run([fault])
    expect(Math.abs(meanMs(ill, 45, 55) - 80)).toBeLessThan(4)
    expect(Math.abs(meanMs(ill, 105, 119) - 120)).toBeLessThan(2)
  })

  it('of a version of a Lambda function is about its executions', () => {
    const base = {
      ...QUIET,
      durationMs: 100_000,
      startAtMs: 50_000,
      deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' },
      revisions: {
        old: { serviceTime: { kind: 'constant', meanMs: 40 }, initTime: { kind: 'constant', meanMs: 0 } },
        new: { serviceTime: { kind: 'constant', meanMs: 40 }, initTime: { kind: 'constant', meanMs: 0 } },
      },
    }
    const ill = run([{ kind: 'latency-regression', factorPermille: 2_000 }], base)
    expect(meanMs(ill, 5, 49)).toBeCloseTo(40, 0)
    expect(meanMs(ill, 55, 99)).toBeCloseTo(80, 0)
  })
})

describe('traffic-surge', () => {
  it('multiplies the arrivals while it lasts', () => {
    const ill = run([{ kind: 'traffic-surge', factorPermille: 3_000, fromMs: 40_000, untilMs: 80_000 }])
    const near = (count: number, expected: number) =>
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected))
    near(sum(ill, 'arrived', 0, 40), 4_000)
    near(sum(ill, 'arrived', 40, 80), 12_000)
    near(sum(ill, 'arrived', 80, 120), 4_000)
  })
})

describe('version-error', () => {
  const errorsExpected = (ill: RunResult, expected: number) =>
    expect(Math.abs(sum(ill, 'versionError') - expected)).toBeLessThan(4 * Math.sqrt(expected))

  it('with a ramp integrates to its expected failures', () => {
    const fault = { kind: 'version-error', revision: 'old', errorRatePpm: 400_000, rampMs: 60_500, fromMs: 10_000 }
    // 100 a second: half of the ramp's 60.5 s, and the 49.5 s after it.
    errorsExpected(run([fault]), 100 * 0.4 * (60.5 / 2 + 49.5))
  })

  it('only above a load is there when the load is', () => {
    const load = { kind: 'steps', points: [80, 120, 80].map((rps, index) => ({ atMs: index * 40_000, rps })) }
    const ill = run([{ kind: 'version-error', revision: 'old', errorRatePpm: 200_000, aboveRps: 100 }], {
      ...QUIET,
      load,
    })
    expect(sum(ill, 'versionError', 0, 40)).toBe(0)
    expect(sum(ill, 'versionError', 81, 120)).toBe(0)
    errorsExpected(ill, 120 * 40 * 0.2)
  })
})

describe('dependency-brownout', () => {
  it('strikes both revisions, on top of the errors that they have', () => {
    const base = { ...QUIET, revisions: { old: { ...QUIET.revisions.old, errorRatePpm: 200_000 } } }
    const ill = run([{ kind: 'dependency-brownout', errorRatePpm: 500_000, factorPermille: 2_000 }], base)
    // One minus 0.8 times 0.5.
    const share = sum(ill, 'versionError') / sum(ill, 'arrived')
    expect(Math.abs(share - 0.6)).toBeLessThan(4 * Math.sqrt((0.6 * 0.4) / sum(ill, 'arrived')))
    expect(meanMs(ill, 1, 120)).toBeCloseTo(80, 0)
  })
})

describe('memory-leak', () => {
  const leak = { kind: 'memory-leak', targets: { kind: 'fleet' }, onsetMs: 60_000, growthPermillePerMinute: 1_000 }

  it('changes nothing before its onset, then grows in a straight line', () => {
    const ill = run([leak])
    expect(historyOf(ill, 60)).toEqual(historyOf(run([]), 60))
    expect(Math.abs(meanMs(ill, 85, 95) - 60)).toBeLessThan(2)
    expect(Math.abs(meanMs(ill, 115, 119) - 79)).toBeLessThan(2)
  })

  it('that ends in a restart begins again with the restart', () => {
    const base = { ...QUIET, revisions: { old: { ...QUIET.revisions.old, bootMs: 3_000 } } }
    const ill = run([{ ...leak, onsetMs: 20_000, restartAfterMs: 50_000 }], base)
    expect(statesOf(ill, 3)).toEqual([
      [0, 'serving'],
      [50_000, 'warming'],
      [54_000, 'serving'],
      [104_000, 'warming'],
      [108_000, 'serving'],
    ])
    expect(meanMs(ill, 55, 70)).toBeCloseTo(40, 0)
  })
})

describe('cold-cache', () => {
  it('is slow after a start and warm when the decay is over; what ran before is warm', () => {
    const crash = { kind: 'instance-crash', targets: { kind: 'fleet' }, fromMs: 30_000, untilMs: 40_000 }
    const ill = run([crash, { kind: 'cold-cache', factorPermille: 5_000, decayMs: 40_000 }])
    expect(meanMs(ill, 0, 29)).toBeCloseTo(40, 0)
    expect(Math.abs(meanMs(ill, 59, 61) - 120)).toBeLessThan(6)
    expect(meanMs(ill, 82, 120)).toBeCloseTo(40, 0)
  })
})

describe('starts', () => {
  const crash = { kind: 'instance-crash', fromMs: 30_000, untilMs: 40_000 }

  it('slow-boot makes each start take longer by the delay', () => {
    const ill = run([crash, { kind: 'slow-boot', delayMs: 25_000 }])
    expect(statesOf(ill, 0)?.slice(2)).toEqual([
      [40_000, 'warming'],
      [65_000, 'serving'],
    ])
  })

  it('never-healthy makes an application that starts warm up for ever', () => {
    const ill = run([crash, { kind: 'never-healthy', targets: { kind: 'fleet' } }])
    expect(statesOf(ill, 0)?.slice(2)).toEqual([[40_000, 'warming']])
    expect(ill.instances[0]?.health.at(-1)?.value).toBe('unhealthy')
  })

  it('[1.4] never-healthy lets AllowTraffic wait for its hour', () => {
    const base = { ...DEPLOYING, deployment: { ...DEPLOYING.deployment, trafficControl: true } }
    const ill = run([{ kind: 'never-healthy' }], {
      ...base,
      loadBalancer: { ...QUIET.loadBalancer, deregistrationDelayMs: 0 },
    })
    const events = ill.deployments[0]?.targets[0]?.lifecycleEvents ?? []
    const allow = events.find(({ name }) => name === 'AllowTraffic')
    expect(allow?.status).toBe('Failed')
    expect((allow?.endMs ?? 0) - (allow?.startMs ?? 0)).toBe(3_600_000)
  })
})

describe('health-check-lies', () => {
  const targets = { kind: 'instances', instanceIndexes: [2] }

  it('that passes keeps requests coming to a broken instance', () => {
    const ill = run([{ kind: 'health-check-lies', answer: 'passes', targets, fromMs: 30_000 }])
    expect(ill.instances[2]?.health).toEqual([{ atMs: 0, value: 'healthy' }])
    const arrived = sum(ill, 'arrived', 31, 120)
    // Round robin: every ninth request.
    expect(Math.abs(sum(ill, 'versionError', 31, 120) - arrived / 9)).toBeLessThanOrEqual(2)
  })

  it.each(['fails', 'hangs'] as const)('that %s takes a working instance out', (answer) => {
    const ill = run([{ kind: 'health-check-lies', answer, targets, fromMs: 30_000 }])
    const outMs = ill.instances[2]?.health.find(({ value }) => value === 'unhealthy')?.atMs ?? 0
    // Checks of instance 2 of 9 lie at 1111 + k * 5000; two of them have to fail, and a timeout is 2 s.
    expect(outMs).toBe(36_111 + (answer === 'hangs' ? 2_000 : 0))
    expect(sum(ill, 'versionError')).toBe(0)
    expect(statesOf(ill, 2)).toEqual([[0, 'serving']])
  })
})

describe('the agent', () => {
  it('[1.6] download-failure fails DownloadBundle with UnknownError after its time', () => {
    const ill = run([{ kind: 'download-failure', targets: { kind: 'zone', zone: 'a' } }], DEPLOYING)
    for (const { instanceIndex, lifecycleEvents, status } of ill.deployments[0]?.targets ?? []) {
      const isStruck = (instanceIndex ?? 0) % 3 === 0
      const event = lifecycleEvents.find(({ name }) => name === 'DownloadBundle')
      expect([status, event?.errorCode]).toEqual(isStruck ? ['Failed', 'UnknownError'] : ['Succeeded', 'Success'])
      expect((event?.endMs ?? 0) - (event?.startMs ?? 0)).toBe(8_000)
    }
  })

  it('[1.4] agent-silent fails an instance after five minutes', () => {
    const ill = run([{ kind: 'agent-silent', targets: { kind: 'instances', instanceIndexes: [5] } }], DEPLOYING)
    const target = ill.deployments[0]?.targets.find(({ instanceIndex }) => instanceIndex === 5)
    expect(target).toMatchObject({ status: 'Failed', startMs: 10_000, endMs: 310_000 })
    expect(target?.lifecycleEvents[0]).toMatchObject({ startMs: null, errorCode: 'UnknownError' })
  })

  it('[1.4] agent-silent that ends in time only delays; an event under way is not touched', () => {
    const ill = run([{ kind: 'agent-silent', fromMs: 12_000, untilMs: 200_000 }], DEPLOYING)
    const [target] = ill.deployments[0]?.targets ?? []
    const times = target?.lifecycleEvents.slice(0, 3).map(({ startMs, endMs }) => [startMs, endMs])
    // ApplicationStop has its script of a second, DownloadBundle is under way at 12 s, BeforeInstall is not yet there.
    expect(times).toEqual([
      [10_000, 11_000],
      [11_000, 19_000],
      [200_000, 200_000],
    ])
    expect(target?.status).toBe('Succeeded')
  })
})

describe('registration-delay', () => {
  it('keeps a target in initial for longer by the delay', () => {
    const base = {
      ...DEPLOYING,
      deployment: { ...DEPLOYING.deployment, trafficControl: true },
      loadBalancer: { ...QUIET.loadBalancer, deregistrationDelayMs: 0, registrationMs: 4_000 },
    }
    const initialMs = (result: RunResult) => {
      const health = result.instances[0]?.health ?? []
      const index = health.findIndex(({ value }) => value === 'initial')
      return (health[index + 1]?.atMs ?? 0) - (health[index]?.atMs ?? 0)
    }
    expect(initialMs(run([], base))).toBe(4_000)
    expect(initialMs(run([{ kind: 'registration-delay', delayMs: 70_000 }], base))).toBe(74_000)
  })
})

describe('lambda-throttle', () => {
  it('[platforms 1.8] throttles what needs more than is left, while it lasts', () => {
    const base = {
      ...QUIET,
      deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' },
      startAtMs: 119_000,
      lambda: { accountConcurrency: 100 },
      revisions: { old: { serviceTime: { kind: 'constant', meanMs: 400 } } },
    }
    // Erlang's loss formula would tell the share for 10 of 40 needed; here it is enough that most are lost.
    const fault = { kind: 'lambda-throttle', concurrency: 90, fromMs: 40_000, untilMs: 80_000 }
    const ill = run([fault], base)
    expect(sum(ill, 'throttled', 0, 40)).toBe(0)
    expect(Math.max(...rows(ill, 'environmentsBusyOld', 41, 80))).toBe(10)
    expect(sum(ill, 'throttled', 41, 80) / sum(ill, 'arrived', 41, 80)).toBeGreaterThan(0.7)
    expect(sum(ill, 'throttled', 81)).toBe(0)
  })
})

describe('metric data', () => {
  const alarms = [
    {
      name: 'errors',
      metric: 'HTTPCode_Target_5XX_Count',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 10,
      periodS: 60,
      metricLagMs: 0,
      treatMissingData: 'notBreaching',
    },
  ]
  const base = { ...QUIET, durationMs: 600_000, alarms }
  const statesIn = (result: RunResult) => result.alarms[0]?.states.map(({ atMs, value }) => [atMs, value])

  it('alarm-flapping alternates what the alarm reads, and the service feels nothing', () => {
    const busy = {
      name: 'busy',
      metric: 'RequestCount',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 100_000,
    }
    const calm = { ...base, alarms: [{ ...busy, periodS: 60, metricLagMs: 0 }] }
    const fault = { kind: 'alarm-flapping', value: 1_000_000, forMs: 120_000, fromMs: 180_000, untilMs: 540_000 }
    const ill = run([fault], calm)
    expect(statesIn(ill)?.slice(1)).toEqual([
      [60_000, 'OK'],
      [240_000, 'ALARM'],
      [360_000, 'OK'],
      [480_000, 'ALARM'],
      [600_000, 'OK'],
    ])
    expect(historyOf(ill, 600)).toEqual(historyOf(run([], calm), 600))
  })

  it('alarm-missing-data takes every datapoint away, so the alarm does not see what happens', () => {
    const broken = { kind: 'version-error', revision: 'old', errorRatePpm: 500_000 }
    expect(statesIn(run([broken], base))?.at(-1)?.[1]).toBe('ALARM')
    const ill = run([broken, { kind: 'alarm-missing-data' }], base)
    expect(ill.alarms[0]?.states.every(({ value }) => value !== 'ALARM')).toBe(true)
    expect(ill.alarms[0]?.periods.every(({ value }) => value === null)).toBe(true)
  })
})

describe('[5.4] the periods that a fault of metric data covers', () => {
  const alarm = { name: 'a', metric: 'RequestCount', comparisonOperator: 'GreaterThanThreshold', threshold: 100_000 }
  const base = { ...QUIET, durationMs: 400_000, alarms: [{ ...alarm, periodS: 60, metricLagMs: 0 }] }
  const struck = (fault: Record<string, unknown>, isStruck: (value: number | null) => boolean) =>
    run([fault], base)
      .alarms[0]?.periods.filter(({ value }) => isStruck(value))
      .map(({ atMs, endMs }) => [atMs, endMs])

  it.each([
    { fromMs: 120_000, untilMs: 180_000, periods: [[120_000, 180_000]] },
    {
      fromMs: 120_000,
      untilMs: 240_000,
      periods: [
        [120_000, 180_000],
        [180_000, 240_000],
      ],
    },
    // From the middle of a period: what counts is its last millisecond.
    { fromMs: 150_000, untilMs: 210_000, periods: [[120_000, 180_000]] },
  ])(
    '$fromMs to $untilMs: the period before it and the one after it are left alone',
    ({ fromMs, untilMs, periods }) => {
      expect(struck({ kind: 'alarm-missing-data', fromMs, untilMs }, (value) => value === null)).toEqual(periods)
      const flapping = { kind: 'alarm-flapping', value: 1_000_000, forMs: 86_400_000, fromMs, untilMs }
      expect(struck(flapping, (value) => value === 1_000_000)).toEqual(periods)
    },
  )
})

describe('retry-storm', () => {
  it('makes failure feed the load: each failed attempt but the last one comes again', () => {
    const broken = { kind: 'version-error', revision: 'old', errorRatePpm: 1_000_000, fromMs: 30_000, untilMs: 60_000 }
    const ill = run([broken, { kind: 'retry-storm', retriesMax: 3, backOffMs: 100 }])
    const firsts = sum(ill, 'arrived') - sum(ill, 'retried')
    expect(firsts).toBe(sum(run([broken]), 'arrived'))
    expect(sum(ill, 'retried', 0, 30)).toBe(0)
    // 0.1 + 0.2 + 0.4 s after it failed a request has failed four times: of almost all, three attempts are retries.
    const failed = sum(ill, 'versionError')
    expect(sum(ill, 'retried') / (failed / 4)).toBeGreaterThan(2.9)
    expect(sum(ill, 'retried')).toBeLessThanOrEqual((failed * 3) / 4 + failed / 40)
  })
})

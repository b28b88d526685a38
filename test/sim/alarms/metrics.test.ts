import { describe, expect, it } from 'vitest'
import { CLOUDWATCH_METRICS, metricOf } from '../../../src/sim/alarms/metrics'
import { type MetricWindow, STATISTICS } from '../../../src/sim/alarms/metrics/metric'
import type { AlarmDimension } from '../../../src/sim/alarms/types'
import { SERIES } from '../../../src/sim/result/series'

const ROWS = 4

/** Four rows of zeros in every column of the recording, but for those given. */
function columnsOf(given: Readonly<Record<string, readonly number[]>>): Record<string, ArrayLike<number>> {
  const zeros = Object.fromEntries(SERIES.map(({ name }) => [name, new Uint32Array(ROWS)]))
  return { ...zeros, ...given }
}

interface Asked extends Partial<Omit<MetricWindow, 'columns' | 'system'>> {
  readonly targetGroupCount?: 1 | 2
}

function datapoint(id: string, given: Readonly<Record<string, readonly number[]>>, asked: Asked = {}): number | null {
  const metric = metricOf(id)
  return metric.datapoint({
    columns: columnsOf(given),
    fromRow: asked.fromRow ?? 0,
    toRow: asked.toRow ?? ROWS,
    dimension: asked.dimension ?? null,
    statistic: asked.statistic ?? metric.statistics[0] ?? 'Sum',
    system: { targetGroupCount: asked.targetGroupCount ?? 1, concurrency: 4 },
  })
}

const BOTH_SIDES: readonly AlarmDimension[] = [null, 'original', 'replacement']

describe('the registry of CloudWatch metrics', () => {
  it('names each metric once, as AWS does', () => {
    const ids = CLOUDWATCH_METRICS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual([
      'RequestCount',
      'HTTPCode_Target_5XX_Count',
      'HTTPCode_ELB_5XX_Count',
      'errorRatePercent',
      'TargetResponseTime',
      'HealthyHostCount',
      'UnHealthyHostCount',
      'RequestCountPerTarget',
      'Invocations',
      'Errors',
      'lambdaErrorRatePercent',
      'Throttles',
      'Duration',
      'ConcurrentExecutions',
      'EC2CPUUtilization',
      'ECSCPUUtilization',
    ])
  })

  it('says of each what it is, where from, and in which namespace', () => {
    for (const { namespace, expression, definition, source, statistics, dimensions, platforms } of CLOUDWATCH_METRICS) {
      expect(namespace === '').toBe(expression !== null)
      expect(definition).toMatch(/\.$/)
      expect(source).not.toBe('')
      expect(statistics.every((statistic) => STATISTICS.includes(statistic))).toBe(true)
      expect([statistics.length, dimensions.length, platforms.length]).not.toContain(0)
    }
  })

  it('reads only what every run records, and publishes nothing when nothing happened', () => {
    const published = CLOUDWATCH_METRICS.map(({ id, dimensions }) => [
      id,
      datapoint(id, {}, { dimension: dimensions[0] }),
    ])
    expect(published.filter(([, value]) => value !== null)).toEqual([])
  })

  it('knows what it does not have', () => {
    expect(() => metricOf('Latency')).toThrow('no metric Latency')
    expect(() =>
      metricOf('RequestCount').datapoint({
        columns: {},
        fromRow: 0,
        toRow: 1,
        dimension: null,
        statistic: 'Sum',
        system: { targetGroupCount: 1, concurrency: 1 },
      }),
    ).toThrow('no column')
  })
})

describe('metrics of a load balancer', () => {
  const traffic = {
    arrived: [10, 10, 10, 10],
    routedOld: [7, 7, 5, 5],
    routedNew: [2, 2, 3, 3],
    routedNone: [1, 1, 2, 2],
    noRegisteredTarget: [1, 0, 0, 0],
    refused: [0, 1, 2, 2],
    refusedNew: [0, 0, 1, 1],
  }

  it('RequestCount leaves out what met no registered target, and its groups add up', () => {
    const parts = BOTH_SIDES.map((dimension) => datapoint('RequestCount', traffic, { dimension, targetGroupCount: 2 }))
    expect(parts).toEqual([39, 27, 12])
    expect(datapoint('RequestCount', traffic, { dimension: 'original' })).toBe(39)
  })

  it('[6.4] counts 502, 503 and 504 of the balancer apart from the 5xx of the targets', () => {
    const failures = {
      ...traffic,
      versionError: [3, 0, 0, 1],
      queueFull: [0, 2, 0, 0],
      cutByDraining: [0, 0, 4, 0],
      timedOut: [0, 0, 0, 8],
    }
    expect(datapoint('HTTPCode_Target_5XX_Count', failures)).toBe(6)
    expect(datapoint('HTTPCode_ELB_5XX_Count', failures)).toBe(5 + 1 + 4 + 8)
    expect(datapoint('HTTPCode_ELB_5XX_Count', failures, { toRow: 2 })).toBe(2)
  })

  it('[5.4] publishes 5xx counters only when they are not zero', () => {
    expect(datapoint('HTTPCode_Target_5XX_Count', { arrived: [9, 9, 9, 9] })).toBeNull()
    expect(datapoint('HTTPCode_ELB_5XX_Count', { arrived: [9, 9, 9, 9] })).toBeNull()
    expect(datapoint('RequestCount', {})).toBeNull()
  })

  it('divides the 5xx of targets between the groups', () => {
    const errors = {
      versionError: [3, 3, 0, 0],
      versionErrorNew: [2, 1, 0, 0],
      queueFull: [4, 0, 0, 0],
      queueFullNew: [1, 0, 0, 0],
    }
    const parts = BOTH_SIDES.map((dimension) =>
      datapoint('HTTPCode_Target_5XX_Count', errors, { dimension, targetGroupCount: 2 }),
    )
    expect(parts).toEqual([10, 6, 4])
  })

  it('fills missing 5xx counters with 0 in the error rate, which needs requests', () => {
    const requests = { arrived: [50, 50, 50, 50], routedOld: [50, 50, 50, 50] }
    expect(datapoint('errorRatePercent', requests)).toBe(0)
    expect(datapoint('errorRatePercent', { ...requests, versionError: [0, 5, 0, 0], timedOut: [0, 0, 5, 0] })).toBe(5)
    expect(datapoint('errorRatePercent', { versionError: [1, 0, 0, 0] })).toBeNull()
  })

  it('takes only the 5xx of its targets into the error rate of a target group', () => {
    const failing = {
      arrived: [100, 0, 0, 0],
      routedOld: [60, 0, 0, 0],
      routedNew: [40, 0, 0, 0],
      versionError: [10, 0, 0, 0],
      versionErrorNew: [10, 0, 0, 0],
      timedOut: [20, 0, 0, 0],
    }
    const rate = (dimension: AlarmDimension) =>
      datapoint('errorRatePercent', failing, { dimension, targetGroupCount: 2 })
    expect(BOTH_SIDES.map(rate)).toEqual([30, 0, 25])
  })

  it('averages TargetResponseTime over the answers, in seconds', () => {
    const answers = {
      ok: [8, 0, 0, 0],
      versionError: [2, 0, 0, 0],
      okNew: [3, 0, 0, 0],
      versionErrorNew: [2, 0, 0, 0],
      answeredMsOld: [500, 0, 0, 0],
      answeredMsNew: [1_500, 0, 0, 0],
    }
    const average = (dimension: AlarmDimension) =>
      datapoint('TargetResponseTime', answers, { dimension, targetGroupCount: 2 })
    expect(BOTH_SIDES.map(average)).toEqual([0.2, 0.1, 0.3])
    expect(datapoint('TargetResponseTime', answers, { fromRow: 1 })).toBeNull()
  })

  it('takes the statistic of HealthyHostCount over the seconds of the period', () => {
    const hosts = { arrived: [1, 1, 1, 1], inServiceOld: [4, 3, 2, 3], inServiceNew: [0, 1, 1, 0] }
    const statistic = (name: 'Minimum' | 'Maximum' | 'Average') =>
      datapoint('HealthyHostCount', hosts, { dimension: 'original', statistic: name })
    expect([statistic('Minimum'), statistic('Maximum'), statistic('Average')]).toEqual([3, 4, 3.5])
    const withSilent = { ...hosts, silentOld: [0, 2, 0, 0] }
    expect(datapoint('HealthyHostCount', withSilent, { dimension: 'original', statistic: 'Maximum' })).toBe(6)
    const asReplacement = { dimension: 'replacement', statistic: 'Maximum', targetGroupCount: 2 } as const
    expect(datapoint('HealthyHostCount', hosts, asReplacement)).toBe(1)
    expect(datapoint('HealthyHostCount', { inServiceOld: [4, 4, 4, 4] }, { dimension: 'original' })).toBeNull()
  })

  it('finds the unhealthy targets, zero included', () => {
    expect(datapoint('UnHealthyHostCount', { arrived: [1, 1, 1, 1], unhealthyTargets: [0, 2, 1, 0] })).toBe(2)
    expect(datapoint('UnHealthyHostCount', { arrived: [1, 1, 1, 1] })).toBe(0)
  })

  it('divides requests by targets for RequestCountPerTarget', () => {
    const requests = { arrived: [20, 20, 20, 20], routedOld: [20, 20, 20, 20] }
    expect(datapoint('RequestCountPerTarget', { ...requests, inServiceOld: [4, 4, 4, 4] })).toBe(20)
    expect(datapoint('RequestCountPerTarget', requests)).toBeNull()
  })
})

describe('metrics of a Lambda alias', () => {
  const invoked = {
    arrived: [20, 20, 0, 0],
    routedOld: [9, 9, 0, 0],
    routedNew: [6, 6, 0, 0],
    routedNone: [5, 5, 0, 0],
    throttled: [5, 5, 0, 0],
  }

  it('leaves throttled requests out of Invocations and Errors', () => {
    expect(BOTH_SIDES.map((dimension) => datapoint('Invocations', invoked, { dimension }))).toEqual([30, 18, 12])
    expect(datapoint('Throttles', invoked)).toBe(10)
    expect(datapoint('Errors', invoked)).toBe(0)
    expect(datapoint('Invocations', invoked, { fromRow: 2 })).toBeNull()
  })

  it('publishes Errors with 0 when there were invocations, and not without', () => {
    const errors = {
      ...invoked,
      versionError: [4, 0, 0, 0],
      versionErrorNew: [3, 0, 0, 0],
      timedOut: [0, 2, 0, 0],
      timedOutNew: [0, 1, 0, 0],
    }
    expect(BOTH_SIDES.map((dimension) => datapoint('Errors', errors, { dimension }))).toEqual([6, 2, 4])
    expect(datapoint('Errors', invoked, { fromRow: 2 })).toBeNull()
    expect(datapoint('Throttles', invoked, { fromRow: 2 })).toBeNull()
    expect(datapoint('lambdaErrorRatePercent', errors, { dimension: null })).toBe(20)
    expect(datapoint('lambdaErrorRatePercent', errors, { fromRow: 2 })).toBeNull()
  })

  it('averages Duration in milliseconds, by version', () => {
    const answers = {
      ok: [4, 0, 0, 0],
      okNew: [1, 0, 0, 0],
      answeredMsOld: [300, 0, 0, 0],
      answeredMsNew: [500, 0, 0, 0],
    }
    expect(BOTH_SIDES.map((dimension) => datapoint('Duration', answers, { dimension }))).toEqual([200, 100, 500])
  })

  it('shows ConcurrentExecutions of both versions together', () => {
    const busy = { ...invoked, environmentsBusyOld: [4, 5, 1, 0], environmentsBusyNew: [0, 2, 7, 0] }
    expect(datapoint('ConcurrentExecutions', busy)).toBe(8)
    expect(datapoint('ConcurrentExecutions', busy, { dimension: 'original' })).toBe(5)
    expect(datapoint('ConcurrentExecutions', busy, { fromRow: 3 })).toBeNull()
  })
})

describe('CPUUtilization', () => {
  it('is the share of busy places of the registered targets', () => {
    const busy = {
      busy: [4, 8, 8, 0],
      inServiceOld: [2, 1, 0, 0],
      inServiceNew: [0, 1, 0, 0],
      drainingTargets: [0, 0, 2, 0],
    }
    expect(datapoint('EC2CPUUtilization', busy)).toBeCloseTo((50 + 100 + 100) / 3, 12)
    expect(datapoint('ECSCPUUtilization', busy, { statistic: 'Minimum' })).toBe(50)
    expect(datapoint('ECSCPUUtilization', busy, { fromRow: 3 })).toBeNull()
  })
})

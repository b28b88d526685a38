import { METRICS, type RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../../support/bundled-runs'
import {
  cell,
  extraSteps,
  FAILED,
  FAILED_NEW,
  inServiceSteps,
  integral,
  outcomes,
  type Recorded,
  recordedOf,
  type Step,
  total,
} from './recorded'
import { incidentRuns } from './runs'

const RUNS = [...bundledRuns(), ...incidentRuns()]
const OF_INSTANCES = RUNS.filter(({ result }) => result.instances.length > 0)
/** Whose instances are all there and in service at the start, so that the log alone tells who is in service. */
const OF_THE_FIRST = OF_INSTANCES.filter(
  ({ result: { instances, scenario } }) =>
    instances.length === scenario.fleet.instanceCount && scenario.fleet.exceptions.length === 0,
)

/** The figure of a run by the registry; NaN for none, which is near nothing. */
function measured(result: RunResult, id: string): number {
  return metricOf(id).measure(result) ?? Number.NaN
}

function metricOf(id: string) {
  const metric = METRICS.find((one) => one.id === id)
  if (metric === undefined) throw new Error(`no metric ${id}`)
  return metric
}

/** Times are told by exports alone, which know a request to the second. */
const SECOND = 1

describe.each(RUNS)('every metric from the exports alone: $name', ({ result }) => {
  const recorded = recordedOf(result)
  const { rows, endedAtMs } = recorded
  const failed = total(recorded, ...FAILED)
  const ended = failed + total(recorded, 'ok_requests')

  it('failed requests and request availability', () => {
    expect(measured(result, 'failedRequests')).toBe(failed)
    expect(measured(result, 'requestAvailability')).toBeCloseTo(100 - (100 * failed) / ended, 5)
  })

  it('time availability and downtime, in slices of a second at 99 %', () => {
    const slices = rows.map((row) => ({ ...outcomes(row), lengthMs: cell(row, 'to_ms') - cell(row, 'from_ms') }))
    const lengthOf = (some: typeof slices) => some.reduce((sum, { lengthMs }) => sum + lengthMs, 0)
    const counted = slices.filter((slice) => slice.ended > 0)
    const down = counted.filter((slice) => slice.failed / slice.ended > 0.01 + 1e-12)
    expect(measured(result, 'downtime')).toBe(lengthOf(down) / 1_000)
    expect(measured(result, 'timeAvailability')).toBeCloseTo(100 - (100 * lengthOf(down)) / lengthOf(counted), 5)
  })

  it('the error budget of 30 days at 99.9 %', () => {
    const requestsOfPeriod = ended * ((30 * 24 * 3_600_000) / endedAtMs)
    const budget = requestsOfPeriod * (1 - 0.999)
    expect(measured(result, 'errorBudgetConsumed')).toBeCloseTo((100 * failed) / budget, 5)
  })

  it('the burn rate, window by window', () => {
    const starts = rows.length <= 300 ? [0] : Array.from({ length: rows.length - 299 }, (_, start) => start)
    const rates = starts.map((start) => {
      const window = rows.slice(start, start + 300).map(outcomes)
      const failedIn = window.reduce((sum, row) => sum + row.failed, 0)
      return failedIn / window.reduce((sum, row) => sum + row.ended, 0) / 0.001
    })
    expect(Math.abs(measured(result, 'burnRatePeak') - Math.max(...rates))).toBeLessThan(0.001_1)
  })

  it('Apdex at 500 ms', () => {
    const points = rows.map((row) => {
      const counts = (fromUs: number, toUs: number) =>
        recorded.buckets
          .filter(({ lowUs }) => lowUs > fromUs && lowUs <= toUs)
          .reduce((sum, { name }) => sum + cell(row, name), 0)
      const ok = cell(row, 'ok_requests')
      const answered = ok + cell(row, 'versionError_requests')
      return answered === 0 ? 0 : (counts(-1, 500_000) + counts(500_000, 2_000_000) / 2) * (ok / answered)
    })
    const score = points.reduce((sum, point) => sum + point, 0) / ended
    expect(Math.abs(measured(result, 'apdex') - score)).toBeLessThan(0.001_1)
  })

  it('p99 of each revision, by nearest rank in its histogram (which the CSV does not part)', () => {
    const { totalOld, totalNew } = result.latency
    const lowOf = (bucket: number) => (bucket < 32 ? bucket : (32 + (bucket % 32)) * 2 ** (Math.floor(bucket / 32) - 1))
    for (const { name, lowUs } of recorded.buckets) {
      const bucket = totalOld.findIndex((_, index) => lowOf(index) === lowUs)
      expect((totalOld[bucket] ?? 0) + (totalNew[bucket] ?? 0)).toBe(total(recorded, name))
    }
    for (const [id, histogram] of [
      ['latencyMsP99Old', totalOld],
      ['latencyMsP99New', totalNew],
    ] as const) {
      const answers = [...histogram].flatMap((count, bucket) => Array<number>(count).fill(bucket))
      if (answers.length === 0) expect(metricOf(id).measure(result)).toBeNull()
      else {
        const bucket = answers[Math.ceil(answers.length * 0.99 - 1e-9) - 1] ?? -1
        expect(measured(result, id) * 1_000).toBeGreaterThan(lowOf(bucket) - 0.001)
        expect(measured(result, id) * 1_000).toBeLessThan(lowOf(bucket + 1))
      }
    }
  })

  it('the share of requests to the new revision', () => {
    const share = (100 * total(recorded, 'routedNew_requests')) / total(recorded, 'arrived_requests')
    expect(measured(result, 'blastRadiusRequests')).toBeCloseTo(share, 5)
  })

  it('the users it met, within five deviations of what 10 000 even users give', () => {
    const [ofNew, ofOld, ofNone] = ['routedNew_requests', 'routedOld_requests', 'routedNone_requests'].map((name) =>
      total(recorded, name),
    )
    const absent = (requests: number) => (1 - 1 / 10_000) ** requests
    const all = 1 - absent((ofNew ?? 0) + (ofOld ?? 0) + (ofNone ?? 0))
    const met = 1 - absent(ofNew ?? 0)
    const both = met * (1 - absent(ofOld ?? 0))
    // A share of 10 000 independent users deviates by at most a half of a hundredth.
    expect(Math.abs(measured(result, 'blastRadiusUsers') - (100 * met) / all)).toBeLessThan((5 * 0.5) / all)
    expect(Math.abs(measured(result, 'mixedVersionUsers') - (100 * both) / all)).toBeLessThan((5 * 0.5) / all)
  })

  it('the length of the deployment, and the times of an incident', () => {
    const times = timesOf(recorded, result)
    for (const [id, seconds, tolerance] of times) {
      const value = metricOf(id).measure(result)
      if (seconds === null) expect([id, value]).toEqual([id, null])
      else expect(Math.abs((value ?? Number.NaN) - seconds), id).toBeLessThanOrEqual(tolerance)
    }
  })
})

type Times = readonly (readonly [id: string, seconds: number | null, tolerance: number])[]

/** Everything that is a difference between two entries of the log, or between one and a row of the CSV. */
function timesOf({ rows, log, endedAtMs }: Recorded, { deployments, scenario }: RunResult): Times {
  const first = deployments.findIndex(({ creator }) => creator === 'user')
  const entries = log.filter(({ type, deploymentIndex }) => type === 'deployment' && deploymentIndex === first)
  const created = entries.find(({ status }) => status === 'Created')?.atMs ?? null
  const end = entries.find(({ status }) => ['Succeeded', 'Failed', 'Stopped'].includes(status))
  const bad = rows.find((row) => FAILED_NEW.some((name) => cell(row, name) > 0))?.from_ms ?? null
  const isWayBack = (itemIndex: number | null) => {
    const act = scenario.interventions[itemIndex ?? -1]
    return act?.kind === 'stop' || (act?.kind === 'deploy' && act.revision === 'old')
  }
  const act = log.find(
    (entry) => entry.type === 'intervention' && entry.status === 'done' && isWayBack(entry.itemIndex),
  )
  const badEnd = log.find(
    ({ type, status, deploymentIndex }) =>
      type === 'deployment' &&
      (status === 'Failed' || status === 'Stopped') &&
      deployments[deploymentIndex ?? -1]?.creator === 'user',
  )
  const decisions = [act, badEnd].flatMap((entry) => (entry === undefined ? [] : [entry.atMs]))
  const decided = decisions.length === 0 ? null : Math.min(...decisions)
  const alarm = log.find(
    ({ type, status, atMs }) => type === 'alarm' && status === 'ALARM' && atMs >= (bad ?? created ?? 0),
  )
  const detected = alarm?.atMs ?? decided
  const lastNew = rows.findLast((row) => cell(row, 'routedNew_requests') > 0)?.to_ms ?? 0
  const back = decided === null || lastNew >= endedAtMs ? null : Math.max(decided, lastNew)
  const between = (from: number | null, to: number | null) =>
    from === null || to === null ? null : Math.max(0, to - from) / 1_000
  return [
    ['deploymentDuration', between(created, end?.atMs ?? null), 0],
    ['timeToDetect', between(bad, detected), 0],
    ['timeToDecide', between(detected, decided), 0],
    ['timeToMitigate', between(bad, back), SECOND],
    ['rollbackTime', between(decided, back), SECOND],
  ]
}

it('has runs in which every one of these times is known', () => {
  for (const id of ['timeToDetect', 'timeToDecide', 'timeToMitigate', 'rollbackTime', 'timeToRestoreCapacity'])
    expect(RUNS.filter(({ result }) => metricOf(id).measure(result) !== null).length, id).toBeGreaterThan(1)
})

describe.each(OF_THE_FIRST)('capacity from the log: $name', ({ result }) => {
  const recorded = recordedOf(result)
  const steps = inServiceSteps(recorded)

  it('minimum healthy', () => {
    const lasting = steps.filter(({ fromMs }, index) => (steps[index + 1]?.fromMs ?? recorded.endedAtMs) > fromMs)
    expect(measured(result, 'minimumHealthy')).toBe(Math.min(...lasting.map(({ count }) => count)))
  })

  it('the deficit, millisecond by millisecond', () => {
    const needed = neededRows(recorded, result)
    const deficits = perRow(steps, recorded).map(
      ({ row, count, lengthMs }) => Math.max(0, (needed[row] ?? 0) - count) * lengthMs,
    )
    const seconds = deficits.reduce((sum, deficit) => sum + deficit, 0) / 1_000
    expect(Math.abs(measured(result, 'capacityDeficit') - seconds)).toBeLessThanOrEqual(seconds * 0.01)
  })

  it('the time to restore it', () => {
    const decided = recorded.log.find(
      ({ type, status, deploymentIndex }) =>
        type === 'deployment' && deploymentIndex === 0 && (status === 'Failed' || status === 'Stopped'),
    )
    const lastShort = steps.findLastIndex(({ count }) => count < recorded.instanceCount)
    const restoredMs = lastShort < 0 ? 0 : (steps[lastShort + 1]?.fromMs ?? null)
    const value = metricOf('timeToRestoreCapacity').measure(result)
    if (decided === undefined || restoredMs === null) expect(value).toBeNull()
    else expect(value).toBe(Math.max(0, restoredMs - decided.atMs) / 1_000)
  })
})

it('has runs with a deficit, and runs without', () => {
  const deficits = OF_THE_FIRST.map(({ result }) => measured(result, 'capacityDeficit'))
  expect(deficits.some((deficit) => deficit > 100)).toBe(true)
  expect(deficits.some((deficit) => deficit === 0)).toBe(true)
})

/** Instances needed at 70 % of their places for the work of the last ten seconds, from the columns. */
function neededRows({ rows }: Recorded, { scenario: { revisions, fleet } }: RunResult): number[] {
  const meanOf = (law: RunResult['scenario']['revisions']['old']['serviceTime']): number => {
    switch (law.kind) {
      case 'constant':
      case 'exponential':
        return law.meanMs
      case 'lognormal': {
        const sigma = Math.log(law.p99Ms / law.medianMs) / 2.326_347_874
        return law.medianMs * Math.exp((sigma * sigma) / 2)
      }
      case 'empirical': {
        // Draws run straight from sample to sample.
        const sorted = law.samplesMs.toSorted((one, other) => one - other)
        const middles = sorted.slice(1).map((sample, index) => (sample + (sorted[index] ?? 0)) / 2)
        return middles.length === 0 ? (sorted[0] ?? 0) : middles.reduce((sum, ms) => sum + ms, 0) / middles.length
      }
    }
  }
  return rows.map((_, index) => {
    const window = rows.slice(Math.max(0, index - 9), index + 1)
    const lengthMs = (window.at(-1)?.to_ms ?? 0) - (window[0]?.from_ms ?? 0)
    const workMs = window.reduce((sum, row) => {
      const ofNew = cell(row, 'routedNew_requests')
      const ofOld = cell(row, 'arrived_requests') - ofNew
      return sum + ofOld * meanOf(revisions.old.serviceTime) + ofNew * meanOf(revisions.new.serviceTime)
    }, 0)
    return Math.ceil(workMs / lengthMs / (fleet.concurrency * 0.7))
  })
}

/** The steps cut at the ends of the rows. */
function perRow(steps: readonly Step[], { rows }: Recorded) {
  return rows.flatMap((row, index) => {
    const fromMs = cell(row, 'from_ms')
    const toMs = cell(row, 'to_ms')
    const inside = steps.filter((step) => step.fromMs > fromMs && step.fromMs < toMs)
    const atStart = steps.findLast((step) => step.fromMs <= fromMs)?.count ?? 0
    const cuts = [{ fromMs, count: atStart }, ...inside]
    return cuts.map((cut, at) => ({
      row: index,
      count: cut.count,
      lengthMs: (cuts[at + 1]?.fromMs ?? toMs) - cut.fromMs,
    }))
  })
}

describe.each(OF_INSTANCES)('extra capacity from the log: $name', ({ result }) => {
  it('instance-hours, and their cost at 0.10 USD', () => {
    const recorded = recordedOf(result)
    const hours = integral(extraSteps(recorded), recorded.endedAtMs, (extra) => Math.max(0, extra)) / 3_600_000
    expect(measured(result, 'extraInstanceHours')).toBeCloseTo(hours, 5)
    expect(measured(result, 'extraCost')).toBeCloseTo(hours * 0.1, 5)
  })
})

it('extra capacity is used by those runs alone that launch instances', () => {
  const launching = OF_INSTANCES.filter(({ result }) => result.instances.length > result.scenario.fleet.instanceCount)
  expect(launching.length).toBeGreaterThan(1)
  for (const { name, result } of OF_INSTANCES)
    expect([name, measured(result, 'extraInstanceHours') > 0]).toEqual([
      name,
      launching.some((one) => one.result === result),
    ])
})

describe('the mixed-version window', () => {
  it('agrees with the seconds in which both revisions were in service, but for their edges', () => {
    for (const { name, result } of OF_THE_FIRST) {
      const { rows } = recordedOf(result)
      const isMixed = rows.map(
        (row) => cell(row, 'inServiceOld_instances') > 0 && cell(row, 'inServiceNew_instances') > 0,
      )
      const edges = isMixed.filter((mixed, index) => index > 0 && mixed !== isMixed[index - 1]).length
      const seconds = isMixed.filter((mixed) => mixed).length
      expect(Math.abs(measured(result, 'mixedVersionWindow') - seconds), name).toBeLessThanOrEqual(edges)
    }
  })

  it('lasts while neither weight is 0, where traffic moves by weights', () => {
    const weighted = incidentRuns().filter(({ result }) => result.log.some(({ type }) => type === 'traffic'))
    expect(weighted.length).toBe(2)
    for (const { result } of weighted) {
      const shifts = result.log.filter(({ type, status }) => type === 'traffic' && /^\d+$/.test(status))
      const steps = [
        { fromMs: 0, count: 0 },
        ...shifts.map(({ atMs, status }) => ({ fromMs: atMs, count: Number(status) })),
      ]
      const mixedMs = integral(steps, result.endedAtMs, (weight) => (weight > 0 && weight < 10_000 ? 1 : 0))
      expect(measured(result, 'mixedVersionWindow')).toBe(mixedMs / 1_000)
      expect(mixedMs).toBeGreaterThan(0)
    }
  })
})

describe('what only a Lambda function has', () => {
  it('is summed from its columns, and nothing elsewhere', () => {
    for (const { name, result } of RUNS) {
      const recorded = recordedOf(result)
      const isLambda = result.plan?.computePlatform === 'Lambda'
      const invocations = total(recorded, 'routedOld_requests', 'routedNew_requests')
      const coldStarts = total(recorded, 'coldStarts_environments')
      expect([name, metricOf('lambdaInvocations').measure(result)]).toEqual([name, isLambda ? invocations : null])
      expect([name, metricOf('coldStarts').measure(result)]).toEqual([name, isLambda ? coldStarts : null])
    }
    expect(RUNS.some(({ result }) => measured(result, 'coldStarts') > 0)).toBe(true)
  })

  it('has no instances to count', () => {
    const lambda = RUNS.filter(({ result }) => result.plan?.computePlatform === 'Lambda')
    expect(lambda.length).toBeGreaterThan(0)
    for (const { result } of lambda)
      for (const id of [
        'minimumHealthy',
        'capacityDeficit',
        'timeToRestoreCapacity',
        'extraInstanceHours',
        'extraCost',
      ])
        expect(metricOf(id).measure(result)).toBeNull()
  })
})

describe('the evidence of a metric', () => {
  it('is in order of time, inside the run, and in sentences', () => {
    for (const { result } of RUNS)
      for (const { id, evidence } of METRICS) {
        const rows = evidence(result)
        expect(rows.every(({ atMs }) => atMs >= 0 && atMs <= result.endedAtMs)).toBe(true)
        expect(
          rows.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
          id,
        ).toEqual(rows.map(({ atMs }) => atMs))
        for (const { words } of rows) expect(words).toMatch(/\S.*\.$/)
      }
  })

  it('holds every failed request', () => {
    for (const { result } of RUNS) {
      const counts = metricOf('failedRequests')
        .evidence(result)
        .map(({ words }) => Number(words.replace(/ request.*$/, '').replaceAll('\u2009', '')))
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(measured(result, 'failedRequests'))
    }
  })
})

import { describe, expect, it } from 'vitest'
import {
  type DeploymentRecord,
  type LifecycleEventName,
  parseScenario,
  type RunResult,
  simulate,
  summarize,
} from '../../../src/sim'
import { type ScenarioInput, scenarioSchema } from '../../../src/sim/scenario/schema'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'

const DRILLS = bundledScenarioTexts().filter(({ id }) => id.startsWith('drill-'))
const QUARTER_OF_AN_HOUR_MS = 900_000

/** Runs a drill, or a copy of it in which some top-level fields are others. */
function runOf(id: string, edit: (drill: ScenarioInput) => Partial<ScenarioInput> = () => ({})): RunResult {
  const drill: ScenarioInput = JSON.parse(DRILLS.find((entry) => entry.id === id)?.text ?? 'null')
  const parsed = parseScenario({ ...drill, ...edit(drill) })
  if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`)
  return simulate(parsed.value)
}

const verdictsOf = ({ deployments }: RunResult) => deployments.map(({ status, errorCode }) => [status, errorCode])
const sumOf = (column: Iterable<number>) => [...column].reduce((sum, value) => sum + value, 0)

function causesOf({ totals }: RunResult) {
  return Object.entries(totals.failedByCause)
    .filter(([, count]) => count > 0)
    .map(([cause]) => cause)
}

/** Instances in service at the end of each second, both revisions. */
function inServiceOf({ series: { columns } }: RunResult): number[] {
  return [...columns.inServiceOld].map((old, row) => old + (columns.inServiceNew[row] ?? 0))
}

/** The seconds in which the application answered with a 5xx. */
function errorRowsOf({ series: { columns } }: RunResult): number[] {
  return [...columns.versionError.keys()].filter((row) => (columns.versionError[row] ?? 0) > 0)
}

/** How long an event took on each target, in scheduling order. */
function durationsMs({ deployments }: RunResult, name: LifecycleEventName): number[] {
  const targets = deployments[0]?.targets ?? []
  return targets.map(({ lifecycleEvents }) => {
    const event = lifecycleEvents.find((candidate) => candidate.name === name)
    return (event?.endMs ?? 0) - (event?.startMs ?? 0)
  })
}

/** A count that is Poisson (or less spread) lies within four standard deviations of its mean. */
function expectCount(count: number, mean: number): void {
  expect(Math.abs(count - mean)).toBeLessThan(4 * Math.sqrt(mean))
}

const deploymentWith = (deploymentConfig: string) => (drill: ScenarioInput) => ({
  deployment: { ...drill.deployment, deploymentConfig },
})

describe('every failure drill', () => {
  it('is one of at least eight', () => expect(DRILLS.length).toBeGreaterThanOrEqual(8))

  it.each(DRILLS)('$id tells its story in two sentences and names the thread it comes from', ({ text }) => {
    const { presentation, notes } = scenarioSchema.parse(JSON.parse(text))
    expect(presentation.collection).toBe('Failure drills')
    expect(presentation.story.match(/[.!?](?= [A-Z]|$)/g)?.length).toBe(2)
    expect(notes).toMatch(/^From (?:[\w.-]+\/[\w.-]+#\d+|serverfault\.com\/questions\/\d+)/)
  })

  it.each(DRILLS)('$id ends by itself within fifteen simulated minutes, and something goes wrong in it', ({ id }) => {
    const result = runOf(id)
    expect(result.endedBy).toBe('settled')
    expect(result.endedAtMs).toBeLessThanOrEqual(QUARTER_OF_AN_HOUR_MS)
    expect(result.scenario.faults.length).toBeGreaterThan(0)
    // What the engine computes well within a second.
    expect(result.totals.arrived).toBeLessThan(100_000)
  })
})

describe('drill-right-drain-time', () => {
  const withDelay = (deregistrationDelayMs: number) =>
    runOf('drill-right-drain-time', (drill) => ({ loadBalancer: { ...drill.loadBalancer, deregistrationDelayMs } }))

  it('forty seconds cut some requests, none cuts many, seventy cut nobody', () => {
    const [none, forty, seventy] = [withDelay(0), runOf('drill-right-drain-time'), withDelay(70_000)]
    for (const { totals } of [none, forty, seventy]) expect(totals.failed).toBe(totals.failedByCause.cutByDraining)
    expect(forty.totals.failed).toBeGreaterThan(0)
    expect(none.totals.failed).toBeGreaterThan(5 * forty.totals.failed)
    expect(seventy.totals.failed).toBe(0)
  })

  it('forty seconds are enough on a day without the brown-out', () => {
    expect(runOf('drill-right-drain-time', () => ({ faults: [] })).totals.failed).toBe(0)
  })

  it('requests are cut only at the ends of drains', () => {
    const { series, deployments } = runOf('drill-right-drain-time')
    const rows = [...series.columns.cutByDraining.keys()].filter((row) => (series.columns.cutByDraining[row] ?? 0) > 0)
    const blocks = (deployments[0]?.targets ?? []).map(({ lifecycleEvents }) =>
      lifecycleEvents.find(({ name }) => name === 'BlockTraffic'),
    )
    // Row k counts (k s, (k+1) s].
    for (const row of rows) expect(blocks.map((event) => event?.endMs)).toContain((row + 1) * 1_000)
  })
})

describe('drill-blind-health-check', () => {
  it('connections are refused, and one of four is in service although three must stay healthy', () => {
    const result = runOf('drill-blind-health-check')
    expect(causesOf(result)).toEqual(['refused'])
    expect(result.deployments[0]).toMatchObject({ status: 'Succeeded', minimumHealthyCount: 3 })
    expect(Math.min(...inServiceOf(result))).toBe(1)
  })

  it('until the second check fails, at most 30 s, a quarter of the first requests is refused', () => {
    const { instances, series, deployments } = runOf('drill-blind-health-check')
    const first = deployments[0]?.targets[0]
    const stop = first?.lifecycleEvents.find(({ name }) => name === 'ApplicationStop')?.startMs ?? 0
    const seen = instances[first?.instanceIndex ?? -1]?.health.find(({ value }) => value === 'unhealthy')?.atMs ?? 0
    expect(seen - stop).toBeLessThanOrEqual(30_000)
    const refused = sumOf(series.columns.refused.slice(0, Math.ceil(seen / 1_000)))
    expectCount(refused, (((seen - stop) / 1_000) * 80) / 4)
  })

  it('checks every 5 s refuse less than half as many, and with traffic control nobody is refused', () => {
    const blind = runOf('drill-blind-health-check').totals.failed
    const often = runOf('drill-blind-health-check', (drill) => {
      const healthCheck = { ...drill.loadBalancer?.healthCheck, intervalMs: 5_000, timeoutMs: 2_000 }
      return { loadBalancer: { ...drill.loadBalancer, healthCheck } }
    })
    const told = runOf('drill-blind-health-check', (drill) => ({
      deployment: { ...drill.deployment, trafficControl: true },
      loadBalancer: { ...drill.loadBalancer, deregistrationDelayMs: 20_000 },
    }))
    expect(often.totals.failed).toBeLessThan(blind / 2)
    expect(told.totals.failed).toBe(0)
  })
})

describe('drill-alarm-blocks-the-fix', () => {
  it('the release succeeds, the alarm stops the fix, and the fix that overrides the alarms succeeds', () => {
    const result = runOf('drill-alarm-blocks-the-fix')
    expect(verdictsOf(result)).toEqual([
      ['Succeeded', null],
      ['Stopped', 'ALARM_ACTIVE'],
      ['Succeeded', null],
    ])
    expect(result.deployments.map(({ revision }) => revision)).toEqual(['new', 'old', 'old'])
    expect(result.traffic.weightNew.at(-1)?.value).toBe(0)
  })

  it('no request fails before the load comes, a quarter of those on the new version after it', () => {
    const result = runOf('drill-alarm-blocks-the-fix')
    expect(errorRowsOf(result)[0]).toBeGreaterThanOrEqual(150)
    const { routedNew } = result.series.columns
    expectCount(result.totals.failed, 0.25 * sumOf(routedNew.slice(150)))
  })

  it('the alarm turns red only when the release is long over', () => {
    const result = runOf('drill-alarm-blocks-the-fix')
    const red = result.alarms[0]?.states.find(({ value }) => value === 'ALARM')?.atMs ?? 0
    expect(red).toBeGreaterThan(result.deployments[0]?.endedAtMs ?? 0)
    expect(red).toBeLessThan(result.deployments[1]?.createdAtMs ?? 0)
  })
})

describe('drill-careful-fix', () => {
  it('the errors of the broken version add up over ten steps of a minute', () => {
    const result = runOf('drill-careful-fix')
    expect(verdictsOf(result)).toEqual([['Succeeded', null]])
    // 60 a second, one in five: 30 s before the fix, then nine minutes at 90 %, 80 % ... 10 % of the traffic.
    expectCount(result.totals.failed, 60 * 0.2 * (30 + 60 * 4.5))
  })

  it('all at once would have spared nine failures of ten', () => {
    const careful = runOf('drill-careful-fix')
    const atOnce = runOf('drill-careful-fix', (drill) => ({
      ...deploymentWith('CodeDeployDefault.LambdaAllAtOnce')(drill),
      durationMs: careful.endedAtMs,
    }))
    expectCount(atOnce.totals.failed, 60 * 0.2 * 30)
    expect(atOnce.totals.failed / careful.totals.failed).toBeLessThan(0.15)
  })
})

describe('drill-two-versions-one-page', () => {
  it('errors begin after the first new instance is in service and end with the last old one', () => {
    const result = runOf('drill-two-versions-one-page')
    const { inServiceOld, inServiceNew } = result.series.columns
    const firstNew = inServiceNew.findIndex((count) => count > 0)
    const lastOld = inServiceOld.findLastIndex((count) => count > 0)
    const rows = errorRowsOf(result)
    expect(causesOf(result)).toEqual(['versionError'])
    expect(rows[0]).toBeGreaterThanOrEqual(firstNew)
    // It drains within the row after the last one that ends with it, and answers who is still open in the next.
    expect(rows.at(-1)).toBeLessThanOrEqual(lastOld + 2)
  })

  it('the errors are those of the ramp over what the old version was sent', () => {
    const { totals, series } = runOf('drill-two-versions-one-page')
    const shareAt = (row: number) => Math.max(0, Math.min(1, (row + 0.5 - 84) / 180)) * 0.12
    expectCount(totals.failed, sumOf([...series.columns.routedOld].map((count, row) => count * shareAt(row))))
  })

  it('most users meet both versions', () => {
    const { metrics } = summarize(runOf('drill-two-versions-one-page'))
    expect(metrics.find(({ id }) => id === 'mixedVersionUsers')?.value).toBeGreaterThan(50)
  })
})

describe('drill-cold-instances', () => {
  const slowStarted = () =>
    runOf('drill-cold-instances', (drill) => ({ loadBalancer: { ...drill.loadBalancer, slowStartMs: 60_000 } }))

  it('queues fill after each of six instances is back, and nothing else fails', () => {
    const result = runOf('drill-cold-instances')
    expect(causesOf(result)).toEqual(['queueFull'])
    const healthyAtMs = result.instances.map(({ health }) => health.at(-1)?.atMs ?? 0)
    const full = result.series.columns.queueFull
    for (const atMs of healthyAtMs) {
      const row = Math.floor(atMs / 1_000)
      expect(sumOf(full.slice(row, row + 60))).toBeGreaterThan(0)
    }
  })

  it('with 60 s of slow start the same deployment fails no request', () => {
    expect(verdictsOf(slowStarted())).toEqual([['Succeeded', null]])
    expect(slowStarted().totals.failed).toBe(0)
  })
})

describe('drill-nobody-rolls-back', () => {
  it('two instances have no application from the failure until a person deploys, and both versions serve', () => {
    const result = runOf('drill-nobody-rolls-back')
    const [failed, manual] = result.deployments as [DeploymentRecord, DeploymentRecord]
    expect(verdictsOf(result)).toEqual([
      ['Failed', 'HEALTH_CONSTRAINTS'],
      ['Succeeded', null],
    ])
    expect([manual.creator, manual.revision, manual.createdAtMs]).toEqual(['user', 'old', 390_000])
    expect(manual.createdAtMs - (failed.endedAtMs ?? 0)).toBeGreaterThan(240_000)
    const { inServiceOld, inServiceNew } = result.series.columns
    const rows = [Math.ceil((failed.endedAtMs ?? 0) / 1_000), Math.floor(manual.createdAtMs / 1_000) - 1] as const
    expect(new Set(inServiceOld.slice(...rows))).toEqual(new Set([4]))
    expect(new Set(inServiceNew.slice(...rows))).toEqual(new Set([2]))
    expect([inServiceOld.at(-1), inServiceNew.at(-1)]).toEqual([8, 0])
  })

  it('with automatic rollback the way back begins in the same millisecond', () => {
    const { deployments } = runOf('drill-nobody-rolls-back', (drill) => ({
      deployment: { ...drill.deployment, autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE'] } },
      interventions: [],
    }))
    expect(deployments[1]).toMatchObject({ creator: 'codeDeployRollback', createdAtMs: deployments[0]?.endedAtMs })
  })
})

describe('drill-stolen-concurrency', () => {
  it('the switch throttles within seconds, and retries make it worse', () => {
    const result = runOf('drill-stolen-concurrency')
    const rows = [...result.series.columns.throttled.keys()].filter((row) => result.series.columns.throttled[row])
    expect(causesOf(result)).toEqual(['throttled'])
    expect(rows[0]).toBeGreaterThanOrEqual(30)
    expect(rows.at(-1)).toBeLessThan(35)
    const patient = runOf('drill-stolen-concurrency', ({ faults }) => ({
      faults: faults?.filter(({ kind }) => kind !== 'retry-storm'),
    }))
    expect(patient.totals.failed).toBeGreaterThan(0)
    expect(result.totals.failed).toBeGreaterThan(patient.totals.failed)
  })

  it('what is left is about three times what the load needs before the switch', () => {
    const { busy } = runOf('drill-stolen-concurrency').series.columns
    const mean = sumOf(busy.slice(10, 30)) / 20
    expect(150 / mean).toBeGreaterThan(2.5)
    expect(150 / mean).toBeLessThan(4)
  })

  it('nobody is throttled ten percent a minute, or when nothing is stolen', () => {
    const linear = runOf(
      'drill-stolen-concurrency',
      deploymentWith('CodeDeployDefault.LambdaLinear10PercentEvery1Minute'),
    )
    const whole = runOf('drill-stolen-concurrency', ({ faults }) => ({
      faults: faults?.filter(({ kind }) => kind !== 'lambda-throttle'),
    }))
    expect([linear.totals.failed, whole.totals.failed]).toEqual([0, 0])
  })
})

describe('drill-minutes-per-host', () => {
  it('AllowTraffic takes 185 s on each instance: 5 s, two checks that fail 30 s apart, and five that pass', () => {
    const result = runOf('drill-minutes-per-host')
    expect(durationsMs(result, 'AllowTraffic')).toEqual(Array(3).fill(5_000 + 30_000 + 5 * 30_000))
    expect(result.totals.failed).toBe(0)
  })

  it('with an interval of 5 s it takes 65 s', () => {
    const result = runOf('drill-minutes-per-host', (drill) => ({
      loadBalancer: { ...drill.loadBalancer, healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 } },
    }))
    // The first check after 5 s; nine until the application is up, 45 s after ApplicationStart; then five that pass.
    expect(durationsMs(result, 'AllowTraffic')).toEqual(Array(3).fill(65_000))
  })
})

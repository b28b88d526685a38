import {
  type DeploymentRecord,
  FAILURE_CAUSES,
  type FailureCause,
  latencyPercentileUs,
  parseScenario,
  type RunResult,
  type Scenario,
  simulate,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../support/bundled-scenarios'

const COLLECTIONS = ['Foundations', 'Strategies', 'Failure drills', 'Auto Scaling']

function scenarioOf(id: string, edit: (document: Record<string, never>) => void = () => {}): Scenario {
  const found = bundledScenarioTexts().find((entry) => entry.id === id)
  const document = JSON.parse(found?.text ?? 'null')
  edit(document)
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`)
  return parsed.value
}

const runOf = (id: string): RunResult => simulate(scenarioOf(id))

function deploymentOf(result: RunResult, index = 0): DeploymentRecord {
  const deployment = result.deployments[index]
  if (deployment === undefined) throw new Error(`there is no deployment ${index}`)
  return deployment
}

const waveSizes = ({ waves }: DeploymentRecord) => waves.map(({ instanceIndexes }) => instanceIndexes.length)
const targetStatuses = ({ targets }: DeploymentRecord) => targets.map(({ status }) => status)
const causesOf = ({ totals }: RunResult) => FAILURE_CAUSES.filter((cause) => totals.failedByCause[cause] > 0)

/** The median latency of the answers between two times, in milliseconds. */
function medianMs(result: RunResult, fromMs: number, toMs: number): number {
  return (latencyPercentileUs(result, 500_000, Math.ceil(fromMs / 1_000), Math.floor(toMs / 1_000)) ?? 0) / 1_000
}

/** The seconds in which requests failed for a cause: the first row and the last. */
function rowsOf(result: RunResult, cause: FailureCause): { first: number; last: number } {
  const rows = [...result.series.columns[cause].keys()].filter((row) => (result.series.columns[cause][row] ?? 0) > 0)
  return { first: rows[0] ?? -1, last: rows.at(-1) ?? -1 }
}

describe('every bundled scenario', () => {
  it.each(bundledScenarioTexts())('$id is valid, has a story and a place in the library', ({ text }) => {
    const parsed = parseScenario(JSON.parse(text))
    expect(parsed).toMatchObject({ ok: true, warnings: [] })
    if (!parsed.ok) return
    const { collection, story, order } = parsed.value.presentation
    expect(Math.floor(order / 100) - 1).toBe(COLLECTIONS.indexOf(collection))
    expect(story).toMatch(/^[A-Z].*\.$/)
  })

  it('has an order of its own', () => {
    const orders = bundledScenarioTexts().map(({ text }) => JSON.parse(text).presentation.order)
    expect(new Set(orders).size).toBe(orders.length)
  })
})

describe('what the stories promise', () => {
  it('half-at-a-time: six and six, nothing fails, and the median answer takes longer while a wave is out', () => {
    const result = runOf('half-at-a-time')
    const deployment = deploymentOf(result)
    expect(deployment).toMatchObject({ status: 'Succeeded', minimumHealthyCount: 6 })
    expect(waveSizes(deployment)).toEqual([6, 6])
    expect(result.totals.failed).toBe(0)
    expect(medianMs(result, 0, 30_000)).toBeLessThan(42)
    for (const { startMs, endMs } of deployment.waves) expect(medianMs(result, startMs, endMs ?? 0)).toBeGreaterThan(50)
  })

  it('all-at-once-outage: 503 from the first second, then 502 while the instances warm up', () => {
    const result = runOf('all-at-once-outage')
    expect(waveSizes(deploymentOf(result))).toEqual([8])
    expect(deploymentOf(result).status).toBe('Succeeded')
    expect(causesOf(result)).toEqual(['refused', 'noRegisteredTarget'])
    const unregistered = rowsOf(result, 'noRegisteredTarget')
    const refused = rowsOf(result, 'refused')
    expect(unregistered.first).toBe(30)
    expect(refused.first).toBeGreaterThanOrEqual(unregistered.last)
    // 150 requests a second fail for as long as no target is registered; four standard deviations of Poisson.
    const registered = Math.min(
      ...result.instances.map(({ health }) => health.find(({ value }) => value === 'initial')?.atMs ?? 0),
    )
    const expected = ((registered - 30_000) / 1_000) * 150
    expect(Math.abs(result.totals.failedByCause.noRegisteredTarget - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  it('lifecycle-events: thirteen events on each of four instances, the first scripts from the old revision', () => {
    const deployment = deploymentOf(runOf('lifecycle-events'))
    expect(waveSizes(deployment)).toEqual([1, 1, 1, 1])
    for (const { lifecycleEvents } of deployment.targets) {
      expect(lifecycleEvents.map(({ name, revision, status }) => `${name} ${revision} ${status}`)).toEqual([
        'BeforeBlockTraffic old Succeeded',
        'BlockTraffic null Succeeded',
        'AfterBlockTraffic old Succeeded',
        'ApplicationStop old Succeeded',
        'DownloadBundle null Succeeded',
        'BeforeInstall new Succeeded',
        'Install null Succeeded',
        'AfterInstall new Succeeded',
        'ApplicationStart new Succeeded',
        'ValidateService new Succeeded',
        'BeforeAllowTraffic new Succeeded',
        'AllowTraffic null Succeeded',
        'AfterAllowTraffic new Succeeded',
      ])
    }
  })

  it('one-at-a-time-without-balancer: seven events, connections refused, and two instances out at a time', () => {
    const result = runOf('one-at-a-time-without-balancer')
    const deployment = deploymentOf(result)
    expect(deployment.status).toBe('Succeeded')
    for (const { lifecycleEvents } of deployment.targets) expect(lifecycleEvents).toHaveLength(7)
    expect(causesOf(result)).toEqual(['refused'])
    expect(result.instances.flatMap(({ health }) => health.map(({ value }) => value))).not.toContain('draining')
    const { inServiceOld, inServiceNew } = result.series.columns
    expect(Math.min(...inServiceOld.map((old, row) => old + (inServiceNew[row] ?? 0)))).toBeLessThanOrEqual(4)
  })

  it('slow-drain: reports are cut at 10 s, and none at 45 s', () => {
    const short = runOf('slow-drain')
    expect(causesOf(short)).toEqual(['cutByDraining'])
    // 4.8 requests a second on an instance, one in nineteen 12 to 45 s long: 4.7 are still open 10 s later, on six.
    expect(Math.abs(short.totals.failed - 28)).toBeLessThan(4 * Math.sqrt(28))
    const long = simulate(
      scenarioOf('slow-drain', (document) =>
        Object.assign(document.loadBalancer ?? {}, { deregistrationDelayMs: 45_000 }),
      ),
    )
    expect(long.totals.failed).toBe(0)
    const durationMs = (result: RunResult) => (deploymentOf(result).endedAtMs ?? 0) - deploymentOf(result).createdAtMs
    expect(durationMs(long) - durationMs(short)).toBe(6 * 35_000)
  })

  it('rolling-into-peak: two of ten at a time, nothing fails, the median doubles at the peak', () => {
    const result = runOf('rolling-into-peak')
    expect(waveSizes(deploymentOf(result))).toEqual([2, 2, 2, 2, 2])
    expect(result.totals.failed).toBe(0)
    expect(medianMs(result, 330_000, 370_000)).toBeGreaterThan(1.6 * medianMs(result, 0, 60_000))
  })

  it('imported-from-appspec: 75 % of eight, four waves, each waiting 300 s for the drain', () => {
    const deployment = deploymentOf(runOf('imported-from-appspec'))
    expect(deployment).toMatchObject({ status: 'Succeeded', minimumHealthyCount: 6 })
    expect(waveSizes(deployment)).toEqual([2, 2, 2, 2])
    const drains = deployment.targets.map(({ lifecycleEvents }) =>
      lifecycleEvents.find(({ name }) => name === 'BlockTraffic'),
    )
    expect(drains.map((event) => (event?.endMs ?? 0) - (event?.startMs ?? 0))).toEqual(Array(8).fill(300_000))
  })

  it('validate-fails-rollback: four fail, five are skipped, and the rollback begins with the four', () => {
    const result = runOf('validate-fails-rollback')
    const [failed, rollback] = [deploymentOf(result, 0), deploymentOf(result, 1)]
    expect(failed).toMatchObject({ status: 'Failed', errorCode: 'HEALTH_CONSTRAINTS', minimumHealthyCount: 5 })
    expect(targetStatuses(failed).toSorted()).toEqual([...Array(4).fill('Failed'), ...Array(5).fill('Skipped')])
    expect(rollback).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback', revision: 'old' })
    expect([failed.rollbackDeploymentId, rollback.rollbackTriggeringDeploymentId]).toEqual([rollback.id, failed.id])
    const failedIndexes = failed.targets
      .filter(({ status }) => status === 'Failed')
      .map(({ instanceIndex }) => instanceIndex)
    expect(rollback.waves[0]?.instanceIndexes.toSorted()).toEqual(failedIndexes.toSorted())
    expect(waveSizes(rollback)).toEqual([4, 4, 1])
  })

  it('last-instance-mercy: seven succeed, the last fails, no rollback; with another seed the fleet rolls back', () => {
    const result = runOf('last-instance-mercy')
    expect(result.deployments).toHaveLength(1)
    expect(deploymentOf(result).status).toBe('Succeeded')
    expect(targetStatuses(deploymentOf(result))).toEqual([...Array(7).fill('Succeeded'), 'Failed'])
    const last = deploymentOf(result).targets.at(-1)?.instanceIndex ?? -1
    expect(result.instances[last]?.health.at(-1)?.value).toBe('unused')
    const other = simulate(scenarioOf('last-instance-mercy'), { seed: 2 })
    expect(other.deployments.map(({ status }) => status)).toEqual(['Failed', 'Succeeded'])
  })

  it('bad-build-5xx: Succeeded on all twelve, 6 % of the new answers are errors, nothing rolls back', () => {
    const result = runOf('bad-build-5xx')
    expect(result.deployments).toHaveLength(1)
    expect(targetStatuses(deploymentOf(result))).toEqual(Array(12).fill('Succeeded'))
    expect(causesOf(result)).toEqual(['versionError'])
    const expected = result.totals.byRevision.new * 0.06
    expect(Math.abs(result.totals.failed - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  it('host-count-impossible: both deployments fail at once, nothing is touched, no request fails', () => {
    const result = runOf('host-count-impossible')
    expect(result.deployments).toHaveLength(2)
    for (const { errorCode, createdAtMs, endedAtMs, waves } of result.deployments) {
      expect({ errorCode, createdAtMs, endedAtMs, waves }).toEqual({
        errorCode: 'HEALTH_CONSTRAINTS_INVALID',
        createdAtMs: 30_000,
        endedAtMs: 30_000,
        waves: [],
      })
    }
    expect(result.totals).toMatchObject({ failed: 0, byRevision: { new: 0, none: 0 } })
  })

  it('scale-out-during-deployment: new instances get the old revision, and a follow-on deployment the new one', () => {
    const result = runOf('scale-out-during-deployment')
    const [first, ...others] = result.deployments
    const [followOn] = others.splice(-1)
    expect(first).toMatchObject({ creator: 'user', status: 'Succeeded' })
    expect(new Set(others.map(({ creator, revision, status }) => `${creator} ${revision} ${status}`))).toEqual(
      new Set(['autoscaling old Succeeded']),
    )
    expect(followOn).toMatchObject({
      creator: 'CodeDeployAutoUpdate',
      revision: 'new',
      status: 'Succeeded',
      createdAtMs: first?.endedAtMs,
    })
    expect(new Set(followOn?.targets.map(({ instanceIndex }) => instanceIndex))).toEqual(
      new Set(others.flatMap(({ targets }) => targets.map(({ instanceIndex }) => instanceIndex))),
    )
  })

  it('launch-loop: every launch of v2.3 fails, those after the deployment of v2.4 succeed', () => {
    const result = runOf('launch-loop')
    const launches = result.deployments.filter(({ creator }) => creator === 'autoscaling')
    const user = result.deployments.find(({ creator }) => creator === 'user')
    expect(new Set(launches.map(({ revision, status }) => `${revision} ${status}`))).toEqual(
      new Set(['old Failed', 'new Succeeded']),
    )
    for (const { revision, createdAtMs } of launches)
      expect(revision === 'new').toBe(createdAtMs > (user?.endedAtMs ?? 0))
    expect(launches.filter(({ status }) => status === 'Failed').length).toBeGreaterThan(5)
    const inService = result.instances.filter(({ lifecycle }) => lifecycle.at(-1)?.value === 'InService')
    expect(inService).toHaveLength(6)
  })
})

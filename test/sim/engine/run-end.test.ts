import { describeRunEnd, LIMITS, parseScenario, type RunResult, type Scenario, simulate, toReport } from '@sim'
import { describe, expect, it, vi } from 'vitest'

const REQUESTS_MAX = vi.hoisted(() => 20_000)
vi.mock('../../../src/sim/scenario/limits', async (original) => {
  const { LIMITS: real } = await original<typeof import('../../../src/sim/scenario/limits')>()
  // Small enough to be passed in a moment; the rest is as it is.
  return { LIMITS: { ...real, requestsMax: REQUESTS_MAX, durationMsMax: 3_600_000 } }
})

function scenarioOf(properties: object): Scenario {
  const parsed = parseScenario({ schemaVersion: 1, name: 'End', startAtMs: 1_000, ...properties })
  if (parsed.ok) return parsed.value
  throw new Error(JSON.stringify(parsed.issues))
}

const script = { location: 'validate.sh', duration: { kind: 'constant', meanMs: 1_000 } }
const revision = { hooks: { ValidateService: [script] } }
const hangs = [{ kind: 'hook-failure', event: 'ValidateService', outcome: 'hangs' }]
const deployment = { deploymentConfig: 'CodeDeployDefault.AllAtOnce', trafficControl: false }
const fleet = { instanceCount: 2 }

/** Its scripts hang for an hour, which no estimate can know before the run. */
function hanging(rps: number, rest: object = {}): RunResult {
  const load = { kind: 'constant', rps }
  return simulate(scenarioOf({ fleet, load, deployment, revisions: { new: revision }, faults: hangs, ...rest }))
}

describe('why a run ends', () => {
  it('has the limits of this test', () => {
    expect(LIMITS.requestsMax).toBe(REQUESTS_MAX)
  })

  it('settled: 60 s after the deployment', () => {
    const result = simulate(scenarioOf({ fleet, load: { kind: 'constant', rps: 1 }, deployment }))
    expect(result.endedBy).toBe('settled')
    expect(result.endedAtMs).toBeGreaterThanOrEqual((result.deployments.at(-1)?.endedAtMs ?? 0) + 60_000)
    expect(describeRunEnd(result)).toBe('')
  })

  it('settled: after five minutes without a deployment', () => {
    const result = simulate(scenarioOf({ fleet, load: { kind: 'constant', rps: 1 }, deployment: null }))
    expect(result).toMatchObject({ endedBy: 'settled', endedAtMs: 300_000 })
  })

  it('duration: at the end that the scenario names, though the deployment is unfinished', () => {
    const result = hanging(1, { durationMs: 10_500 })
    expect(result).toMatchObject({ endedBy: 'duration', endedAtMs: 10_500 })
    expect(describeRunEnd(result)).toBe('')
  })

  it('requestLimit: with the second in which more requests have arrived than a run may have', () => {
    const result = hanging(100)
    const { arrived } = result.series.columns
    expect(result.endedBy).toBe('requestLimit')
    expect(result.endedAtMs).toBe(result.series.rowCount * 1_000)
    expect(result.totals.arrived).toBeGreaterThan(REQUESTS_MAX)
    expect(result.totals.arrived - (arrived.at(-1) ?? 0)).toBeLessThanOrEqual(REQUESTS_MAX)
    expect(result.deployments[0]?.status).toBe('InProgress')
    expect(toReport(result).outcome.endedBy).toBe('requestLimit')
    expect(describeRunEnd(result)).toMatch(/^The run was stopped after 3 min \d\d s: 20.\d{3} requests had arrived/)
  })

  it('durationLimit: at the longest time that a run may last', () => {
    const result = hanging(1)
    expect(result).toMatchObject({ endedBy: 'durationLimit', endedAtMs: LIMITS.durationMsMax })
    expect(describeRunEnd(result)).toContain('the longest time')
  })

  it('is part of the digest', () => {
    const settled = simulate(scenarioOf({ fleet, load: { kind: 'constant', rps: 1 }, deployment: null }))
    const named = simulate(
      scenarioOf({ fleet, load: { kind: 'constant', rps: 1 }, deployment: null, durationMs: 300_000 }),
    )
    expect(named.totals).toEqual(settled.totals)
    expect(named.identity.digest).not.toBe(settled.identity.digest)
  })
})

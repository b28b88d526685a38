import { describe, expect, it } from 'vitest'
import { type FakeOptions, runInFakeWorld } from './fake-world'
import { deploymentOf, failure, type Input, SCRIPTED, targetOf, verdictOf } from './fleets'

type Settings = NonNullable<Input['deployment']>

const MINUTE_MS = 60_000
const LINEAR: Settings = {
  strategy: 'weighted-target-groups',
  deploymentConfig: {
    name: 'Linear',
    trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 40, linearInterval: 2 } },
  },
}
const RED_WATCHED: Settings = {
  alarmConfiguration: { alarms: ['red'] },
  autoRollback: { events: ['DEPLOYMENT_STOP_ON_ALARM'] },
}
const ALARMS: Input['alarms'] = [
  { name: 'red', metric: 'HTTPCode_Target_5XX_Count', threshold: 1, comparisonOperator: 'GreaterThanThreshold' },
]

function shift(deployment: Settings = {}, more: Omit<Input, 'deployment'> = {}, options?: FakeOptions) {
  return runInFakeWorld(
    { ...SCRIPTED, fleet: { instanceCount: 2 }, deployment: { ...LINEAR, ...deployment }, ...more },
    options,
  )
}

describe('weights between two target groups on EC2, which are no feature of CodeDeploy', () => {
  const run = shift({ bakeMs: 3 * MINUTE_MS })
  const [first] = run.weights
  const begunMs = first?.atMs ?? Number.NaN

  it('[platforms 1.2] move at the start of each interval, the rest last', () => {
    expect(run.weights.map(({ atMs, basisPoints }) => [(atMs - begunMs) / MINUTE_MS, basisPoints])).toEqual([
      [0, 4_000],
      [2, 8_000],
      [4, 10_000],
    ])
  })

  it('the replacement is installed and registered with its own target group before the first shift', () => {
    for (const index of [2, 3]) {
      expect(run.hosts[index]).toMatchObject({ targetGroupIndex: 1, installed: 'new', health: 'healthy' })
      expect(targetOf(run, index).endMs).toBeLessThanOrEqual(begunMs)
    }
  })

  it('the original leaves after all traffic has been on the replacement for the bake time', () => {
    const block = deploymentOf(run).phases.find(({ label }) => label === 'Block the original')
    expect(block?.startMs).toBe(begunMs + 7 * MINUTE_MS)
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
  })

  it('an alarm during the shift: the weights go back in the same millisecond, and the replacement leaves', () => {
    const redFromMs = begunMs + MINUTE_MS
    const alarmState = (_alarmIndex: number, nowMs: number) =>
      nowMs >= redFromMs ? ('ALARM' as const) : ('OK' as const)
    const red = shift(RED_WATCHED, { alarms: ALARMS }, { alarmState })
    const stoppedMs = deploymentOf(red).endedAtMs ?? Number.NaN
    expect(red.deployments.map(verdictOf)).toEqual(['Stopped ALARM_ACTIVE', 'Succeeded'])
    expect(red.weights).toEqual([
      { atMs: begunMs, basisPoints: 4_000 },
      { atMs: stoppedMs, basisPoints: 0 },
    ])
    expect(stoppedMs - redFromMs).toBeLessThanOrEqual(10_000)
    expect(red.hosts.map(({ health }) => health)).toEqual(['healthy', 'healthy', 'unused', 'unused'])
  })

  it('a failure before the shift: no weight was ever moved', () => {
    const failed = shift({}, { faults: [failure({ event: 'ValidateService' })] })
    expect(failed.deployments.map(verdictOf)).toEqual(['Failed HEALTH_CONSTRAINTS'])
    expect(failed.weights).toEqual([])
  })

  it('a rollback after the original has left brings it back before the weights', () => {
    const waitMs = deploymentOf(run).phases.at(-1)?.startMs ?? Number.NaN
    const interventions = [{ kind: 'stop', atMs: waitMs + 1_000, autoRollbackEnabled: true } as const]
    const undone = shift({ bakeMs: 3 * MINUTE_MS }, { interventions })
    const back = undone.weights.at(-1)
    expect(back?.basisPoints).toBe(0)
    expect(targetOf(undone, 0, 1).endMs).toBeLessThanOrEqual(back?.atMs ?? 0)
    expect(undone.hosts.map(({ health }) => health)).toEqual(['healthy', 'healthy', 'unused', 'unused'])
  })
})

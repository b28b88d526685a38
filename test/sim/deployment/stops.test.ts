import { describe, expect, it } from 'vitest'
import { type FakeOptions, runInFakeWorld } from './fake-world'
import { deploymentOf, eventOf, failure, type Input, SCRIPTED, statusesOf, targetOf, verdictOf } from './fleets'

type Settings = NonNullable<Input['deployment']>

const ALARMS: Input['alarms'] = ['red', 'blue'].map((name) => ({
  name,
  metric: 'HTTPCode_Target_5XX_Count',
  threshold: 1,
  comparisonOperator: 'GreaterThanThreshold',
}))
const NO_ROLLBACK: Settings = { autoRollback: { enabled: false } }
const WATCHED: Settings = { alarmConfiguration: { alarms: ['red', 'blue'] } }

function run(deployment: Settings, more: Omit<Input, 'deployment'> = {}, options?: FakeOptions) {
  return runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount: 3 }, deployment, alarms: ALARMS, ...more }, options)
}

/** The first alarm is red from then on. */
const redFrom = (fromMs: number, untilMs = Number.POSITIVE_INFINITY): FakeOptions => ({
  alarmState: (alarmIndex, nowMs) => (alarmIndex === 0 && nowMs >= fromMs && nowMs < untilMs ? 'ALARM' : 'OK'),
})

describe('[5.2] stopping a deployment', () => {
  const stop = (deployment: Settings, autoRollbackEnabled: boolean | null) =>
    run(deployment, { interventions: [{ kind: 'stop', atMs: 1_500, autoRollbackEnabled }] })

  it('events under way finish, no further one starts, and the rest is left as it was', () => {
    const stopped = stop(NO_ROLLBACK, false)
    expect(verdictOf(deploymentOf(stopped))).toBe('Stopped MANUAL_STOP')
    expect(eventOf(targetOf(stopped, 0), 'BlockTraffic')).toMatchObject({ status: 'Succeeded', endMs: 31_000 })
    expect(eventOf(targetOf(stopped, 0), 'AfterBlockTraffic')).toMatchObject({ status: 'Skipped', startMs: null })
    expect(deploymentOf(stopped).endedAtMs).toBe(31_000)
    expect(statusesOf(deploymentOf(stopped))).toEqual(['Failed', 'Skipped', 'Skipped'])
    expect(stopped.hosts.map(({ health, installed }) => [health, installed])).toEqual([
      ['unused', 'old'],
      ['healthy', 'old'],
      ['healthy', 'old'],
    ])
  })

  it('with a rollback: a deployment of the last good revision puts right what was left', () => {
    const stopped = stop(NO_ROLLBACK, true)
    expect(stopped.deployments.map(verdictOf)).toEqual(['Stopped MANUAL_STOP', 'Succeeded'])
    expect(deploymentOf(stopped, 1)).toMatchObject({
      creator: 'codeDeployRollback',
      revision: 'old',
      createdAtMs: 31_000,
    })
    expect(stopped.hosts.every(({ health }) => health === 'healthy')).toBe(true)
  })

  it('null asks the deployment group for DEPLOYMENT_STOP_ON_REQUEST', () => {
    expect(stop({ autoRollback: { events: ['DEPLOYMENT_STOP_ON_REQUEST'] } }, null).deployments).toHaveLength(2)
    expect(stop({ autoRollback: { events: ['DEPLOYMENT_FAILURE'] } }, null).deployments).toHaveLength(1)
  })

  it('[5.1] a rollback that is stopped is not rolled back', () => {
    const faults = [failure({ event: 'BeforeBlockTraffic', revision: 'old' })]
    const both = run({}, { faults, interventions: [{ kind: 'stop', atMs: 1_500, autoRollbackEnabled: true }] })
    expect(both.deployments.map(({ creator }) => creator)).toEqual(['user', 'codeDeployRollback'])
  })

  it('without a deployment under way there is nothing to stop', () => {
    const late = run(NO_ROLLBACK, { interventions: [{ kind: 'stop', atMs: 3_600_000 }] })
    const told = late.log.find(({ type }) => type === 'intervention')
    expect(told).toMatchObject({ status: 'refused', detail: 'No deployment is under way.' })
  })
})

describe('[5.3] alarms of a deployment group', () => {
  it('one in ALARM stops it at the next poll; the event under way has Failed and all after it are Skipped', () => {
    const red = run({ ...WATCHED, ...NO_ROLLBACK }, {}, redFrom(12_345))
    const deployment = deploymentOf(red)
    expect(verdictOf(deployment)).toBe('Stopped ALARM_ACTIVE')
    expect(deployment.endedAtMs).toBe(20_000)
    expect(deployment.message).toMatch(/^One or more alarms have been activated .* Activated alarms: <red>$/)
    const events = targetOf(red, 0).lifecycleEvents
    expect(events.map(({ status }) => status)).toEqual(['Succeeded', 'Failed', ...Array(11).fill('Skipped')])
  })

  it('one that is red already when the deployment is created stops it before anything is touched', () => {
    const red = run({ ...WATCHED, ...NO_ROLLBACK }, {}, redFrom(0))
    expect(deploymentOf(red)).toMatchObject({ status: 'Stopped', endedAtMs: 0 })
    expect(statusesOf(deploymentOf(red))).toEqual(['Skipped', 'Skipped', 'Skipped'])
    expect(red.hosts.flatMap(({ acts }) => acts)).toEqual([])
  })

  it('[5.1] DEPLOYMENT_STOP_ON_ALARM rolls back, and the rollback runs while the alarm is red still', () => {
    const events: ['DEPLOYMENT_STOP_ON_ALARM'] = ['DEPLOYMENT_STOP_ON_ALARM']
    const red = run({ ...WATCHED, autoRollback: { events } }, {}, redFrom(12_345))
    expect(red.deployments.map(verdictOf)).toEqual(['Stopped ALARM_ACTIVE', 'Succeeded'])
    const failureOnly = run({ ...WATCHED }, {}, redFrom(12_345))
    expect(failureOnly.deployments).toHaveLength(1)
  })

  it.each([
    [false, 'Stopped ALARM_ACTIVE'],
    [true, 'Succeeded'],
  ])('a state that cannot be read, with ignorePollAlarmFailure %s: %s', (ignorePollAlarmFailure, verdict) => {
    const alarmConfiguration = { alarms: ['red'], ignorePollAlarmFailure }
    const silent = run(
      { ...NO_ROLLBACK, alarmConfiguration },
      {},
      { isAlarmReadable: (_index, nowMs) => nowMs < 5_000 },
    )
    expect(verdictOf(deploymentOf(silent))).toBe(verdict)
  })

  it('only the alarms of the group count, and none where they are not enabled', () => {
    expect(verdictOf(deploymentOf(run({ alarmConfiguration: { alarms: ['blue'] } }, {}, redFrom(0))))).toBe('Succeeded')
    const off = { alarmConfiguration: { enabled: false, alarms: ['red'] } }
    expect(verdictOf(deploymentOf(run(off, {}, redFrom(0))))).toBe('Succeeded')
  })

  it('overrideAlarmConfiguration takes the place of the alarms for the one deployment', () => {
    const fix = { ...WATCHED, overrideAlarmConfiguration: { enabled: false, alarms: [] } }
    expect(verdictOf(deploymentOf(run(fix, {}, redFrom(0))))).toBe('Succeeded')
  })

  it('a fix is blocked by the red alarm, unless it is deployed without alarms', () => {
    const fix = (overrideAlarms: boolean) =>
      run(
        { ...WATCHED, ...NO_ROLLBACK },
        { interventions: [{ kind: 'deploy', atMs: 600_000, overrideAlarms }] },
        redFrom(12_345),
      )
    expect(fix(false).deployments.map(verdictOf)).toEqual(['Stopped ALARM_ACTIVE', 'Stopped ALARM_ACTIVE'])
    expect(fix(true).deployments.map(verdictOf)).toEqual(['Stopped ALARM_ACTIVE', 'Succeeded'])
  })
})

describe('[7.4] one deployment of a group at a time', () => {
  it('a second one is refused with DeploymentLimitExceededException', () => {
    const second = run(NO_ROLLBACK, { interventions: [{ kind: 'deploy', atMs: 5_000 }] })
    const told = second.log.find(({ type }) => type === 'intervention')
    expect(told?.status).toBe('refused')
    expect(told?.detail).toContain('DeploymentLimitExceededException')
    expect(second.deployments).toHaveLength(1)
  })
})

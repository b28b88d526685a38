import {
  chaptersOf,
  cloudEventsOf,
  describeLogEntry,
  fleetAt,
  formatCountdown,
  METRICS,
  type Ms,
  nextSentence,
  notificationsOf,
  numberedEvents,
  type RunResult,
  simulate,
  stateWords,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { platformRun, platformRuns } from '../../support/platform-runs'
import {
  scenarioOf,
  tinyDeployment,
  tinyEntry,
  tinyEvent,
  tinyInstance,
  tinyRun,
  tinyTarget,
} from '../../support/tiny-run'

const titlesOf = (result: RunResult): string[] => chaptersOf(result).map(({ title }) => title)
const metricOf = (result: RunResult, id: string) => METRICS.find((metric) => metric.id === id)?.measure(result)
const phaseStart = (result: RunResult, kind: string): Ms =>
  result.deployments[0]?.phases.find((phase) => phase.kind === kind)?.startMs ?? Number.NaN

describe('fleetAt on two fleets', () => {
  const run = platformRun('blueGreen')

  it('has a replacement Ready from its installation until it is rerouted', () => {
    const green = run.instances.findIndex(({ fleet }) => fleet === 'replacement')
    const waitMs = phaseStart(run, 'wait-ready')
    expect(fleetAt(run, waitMs).instances[green]?.targetStatus).toBe('Ready')
    expect(fleetAt(run, 149_999).deployment).toMatchObject({
      status: 'Ready',
      overview: { Ready: 4, Pending: 4, InProgress: 0 },
      phase: { kind: 'wait-ready' },
    })
    expect(fleetAt(run, 150_000).deployment).toMatchObject({
      status: 'InProgress',
      overview: { Ready: 2, InProgress: 2 },
    })
  })

  it('has no instance before its launch, and none after its end', () => {
    const existing = (tMs: Ms) => fleetAt(run, tMs).instances.filter(({ exists }) => exists).length
    expect([0, 59_999, 60_000, run.endedAtMs].map(existing)).toEqual([4, 4, 8, 4])
  })

  it('counts the one function of a deployment, and follows its events', () => {
    const lambda = platformRun('lambdaLinear')
    const frame = fleetAt(lambda, 70_000).deployment
    expect(frame?.overview).toMatchObject({ InProgress: 1, Pending: 0 })
    expect(frame?.serviceEvents.map(({ status }) => status)).toEqual(['InProgress', 'Pending', 'Pending'])
    expect(fleetAt(lambda, 60_000).nextChangeMs).toBe(80_000)
    expect(fleetAt(lambda, 100_000)).toMatchObject({ weightNew: 3_000, instances: [] })
    expect(fleetAt(lambda, 100_000).environments?.new.busy).toBeGreaterThan(0)
  })

  it('keeps to the deployment of the group while a launch deployment runs beside it', () => {
    const event = tinyEvent('Install', { startMs: 3_000, endMs: 6_000 })
    const result = tinyRun({
      instances: [tinyInstance('i-0'), tinyInstance('i-1')],
      deployments: [
        tinyDeployment({ endedAtMs: 8_000, targets: [tinyTarget(0, { startMs: 1_000, endMs: 8_000 })] }),
        tinyDeployment({
          id: 'd-LAUNCH001',
          creator: 'autoscaling',
          createdAtMs: 3_000,
          endedAtMs: 6_000,
          targets: [tinyTarget(1, { startMs: 3_000, endMs: 6_000, lifecycleEvents: [event] })],
        }),
      ],
    })
    const frame = fleetAt(result, 4_000)
    expect(frame.deployment).toMatchObject({ index: 0, overview: { InProgress: 1 } })
    expect(frame.instances.map(({ targetStatus }) => targetStatus)).toEqual(['InProgress', 'InProgress'])
    expect(titlesOf(result)).toEqual(['Before', 'Deployment', 'After'])
    expect(nextSentence(result, 2_000)).toBe('A launch deployment is created in 00:01.')
    expect(describeLogEntry(result, tinyEntry({ deploymentIndex: 1, status: 'Created' }))).toBe(
      'Launch deployment d-LAUNCH001 is created: v2 to 1 instance.',
    )
  })
})

describe('chapters', () => {
  it('are the phases of a blue/green deployment', () => {
    expect(titlesOf(platformRun('blueGreen'))).toEqual([
      'Before',
      'Install on the replacement',
      'Wait to be continued',
      'Reroute traffic',
      'Block the original',
      'Termination wait',
      'After',
    ])
  })

  it('are the weights and the bake of weighted target groups', () => {
    expect(titlesOf(platformRun('weightedCanary'))).toEqual([
      'Before',
      'Install on the replacement',
      'Reroute traffic',
      '10 %',
      'Bake',
      'Block the original',
      'Termination wait',
      'After',
    ])
  })

  it('are the events and the weights of a function', () => {
    expect(titlesOf(platformRun('lambdaLinear'))).toEqual([
      'Before',
      'BeforeAllowTraffic',
      '30 %',
      '60 %',
      '90 %',
      'AfterAllowTraffic',
      'After',
    ])
    expect(titlesOf(platformRun('lambdaAlarm'))).toEqual(['Before', '10 %', 'Rolled back'])
  })
})

describe('nextSentence', () => {
  it('tells the next shift, and its condition where an alarm watches', () => {
    const linear = platformRun('lambdaLinear')
    expect(nextSentence(linear, 60_000)).toBe('AllowTraffic begins in 00:20.')
    expect(nextSentence(linear, 95_000)).toBe('60 % goes to v2 in 00:45.')
    expect(nextSentence(linear, 200_000)).toBe('All traffic moves in 01:00.')
    expect(nextSentence(platformRun('lambdaAlarm'), 65_000)).toBe(
      'All traffic moves in 04:55 if the alarm stays quiet.',
    )
  })

  it('says what a red alarm does at the next poll, and foretells it by no second', () => {
    const run = platformRun('lambdaAlarm')
    const alarmMs = run.alarms[0]?.states.find(({ value }) => value === 'ALARM')?.atMs ?? Number.NaN
    const stoppedMs = run.deployments[0]?.endedAtMs ?? Number.NaN
    expect(nextSentence(run, alarmMs - 1)).toMatch(/^All traffic moves in .* if the alarm stays quiet\.$/)
    for (let tMs = alarmMs; tMs < stoppedMs; tMs += 1_000) {
      const left = formatCountdown(stoppedMs - tMs)
      expect(nextSentence(run, tMs)).toBe(`errors is in ALARM: the deployment stops at its next poll, in ${left}.`)
    }
    expect(nextSentence(run, stoppedMs)).not.toContain('ALARM')
  })

  it('never foretells that an alarm or a person stops a deployment', () => {
    for (const { name, result } of platformRuns()) {
      const red = result.alarms[0]?.states.find(({ value }) => value === 'ALARM')?.atMs ?? result.endedAtMs
      for (let tMs = 0; tMs < red; tMs += 3_000)
        expect(nextSentence(result, tMs), name).not.toMatch(/deployment is stopped|rollback starts/)
    }
  })

  it('counts down to the move of production that takes no time', () => {
    const run = platformRun('ecsTwice')
    const move = run.deployments[0]?.targets[0]?.lifecycleEvents.find(({ name }) => name === 'AllowTraffic')
    if (move?.startMs === undefined || move.startMs === null) throw new Error('Production moves')
    expect(move.endMs).toBe(move.startMs)
    expect(nextSentence(run, move.startMs - 1_000)).toBe('All traffic moves in 00:01.')
  })

  it('tells bake and waits', () => {
    const canary = platformRun('weightedCanary')
    const shiftMs = phaseStart(canary, 'shift-weights')
    expect(nextSentence(canary, shiftMs + 130_000)).toBe('The bake ends in 00:50.')
    expect(nextSentence(canary, phaseStart(canary, 'wait-termination'))).toBe(
      'The termination wait of the original instances ends in 01:00.',
    )
    const held = platformRun('blueGreen')
    expect(nextSentence(held, phaseStart(held, 'wait-ready'))).toBe(
      'Unless a person continues the deployment, it is stopped in 10:00.',
    )
    expect(nextSentence(held, 150_000)).toBe('Rerouting traffic to 2 instances begins in 00:05.')
  })
})

describe('stateWords', () => {
  it('says Shifting of a line and Baking of a canary and after the last shift', () => {
    const linear = platformRun('lambdaLinear')
    expect([70_000, 90_000, 265_000, 280_000].map((tMs) => stateWords(linear, tMs))).toEqual([
      'In progress',
      'Shifting',
      'In progress',
      'Succeeded',
    ])
    const canary = platformRun('weightedCanary')
    const shiftMs = phaseStart(canary, 'shift-weights')
    expect([shiftMs - 1, shiftMs, shiftMs + 130_000].map((tMs) => stateWords(canary, tMs))).toEqual([
      'In progress',
      'Baking',
      'Baking',
    ])
    expect(stateWords(platformRun('blueGreen'), 120_000)).toBe('Ready')
  })
})

describe('numberedEvents', () => {
  it('tell the shift, the alarm and what stopped the deployment', () => {
    const events = numberedEvents(platformRun('lambdaAlarm'))
    expect(events.map(({ kind }) => kind)).toEqual([
      'deploymentCreated',
      'trafficShifted',
      'requestsFail',
      'alarm',
      'deploymentEnded',
      'rollbackCreated',
      'rollbackEnded',
    ])
    expect(events[0]?.note).toBe('v2 to function function, CodeDeployDefault.LambdaCanary10Percent5Minutes.')
    expect(events.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['10 % to v2', 'errors in ALARM', 'Stopped by alarm']),
    )
  })

  it('tell what a person did', () => {
    const acts = numberedEvents(platformRun('blueGreen')).filter(({ kind }) => kind === 'intervention')
    expect(acts).toMatchObject([{ atMs: 150_000, title: 'Deployment continued' }])
  })
})

describe('words', () => {
  it('tell the waves of a blue/green deployment by what they do', () => {
    const run = platformRun('blueGreen')
    const sentences = run.log.filter(({ type }) => type === 'wave').map((entry) => describeLogEntry(run, entry))
    const id = run.deployments[0]?.id
    expect(sentences).toEqual([
      `Wave 1 of deployment ${id} installs on 2 instances.`,
      `Wave 2 of deployment ${id} installs on 2 instances.`,
      `Wave 3 of deployment ${id} reroutes traffic to 2 instances.`,
      `Wave 4 of deployment ${id} reroutes traffic to 2 instances.`,
      `Wave 5 of deployment ${id} takes 4 instances out of the load balancer.`,
    ])
  })

  it('are sentences for every entry of every platform', () => {
    for (const { name, result } of platformRuns()) {
      const sentences = result.log.map((entry) => describeLogEntry(result, entry))
      const bad = sentences.filter((words) => !/^\S.*[^.]\.$/s.test(words) || /undefined|null|NaN|!/.test(words))
      expect(bad, name).toEqual([])
    }
  })

  it('cover the whole run with chapters, sentences and states', () => {
    for (const { name, result } of platformRuns()) {
      const chapters = chaptersOf(result)
      expect(chapters.at(-1)?.endMs, name).toBe(result.endedAtMs)
      for (const [index, { startMs }] of chapters.entries()) expect(startMs).toBe(chapters[index - 1]?.endMs ?? 0)
      for (let tMs = 0; tMs <= result.endedAtMs; tMs += 7_000)
        expect(`${nextSentence(result, tMs)} ${stateWords(result, tMs)}`).not.toMatch(/undefined|null|NaN/)
    }
  })
})

describe('metrics on all platforms', () => {
  it('have no minimum of healthy instances where there are none', () => {
    expect(metricOf(platformRun('lambdaLinear'), 'minimumHealthy')).toBeNull()
    expect(metricOf(platformRun('blueGreen'), 'minimumHealthy')).toBe(4)
  })

  it('measure the mixed versions by the weights where traffic is divided by them', () => {
    expect(metricOf(platformRun('lambdaLinear'), 'mixedVersionWindow')).toBe(180)
    expect(metricOf(platformRun('weightedCanary'), 'mixedVersionWindow')).toBe(120)
    // Both fleets are registered from the first rerouted instance until the original ones drain.
    expect(metricOf(platformRun('blueGreen'), 'mixedVersionWindow')).toBe(5)
  })
})

describe('cloudEventsOf', () => {
  const rule = {
    name: 'stopped',
    pattern: { source: ['aws.codedeploy'], detail: { state: ['STOP'] } },
    targets: [{ name: 'ops' }],
  }
  const run = simulate(
    scenarioOf({
      load: { kind: 'constant', rps: 1 },
      fleet: { instanceCount: 2 },
      interventions: [{ kind: 'stop', atMs: 31_000 }],
      eventRules: [rule],
    }),
  )

  it('tells every state of the deployment in order, once computed', () => {
    const events = cloudEventsOf(run)
    expect(cloudEventsOf(run)).toBe(events)
    const states = events
      .filter((event) => event['detail-type'].includes('Deployment'))
      .map(({ detail }) => detail.state)
    expect(states).toEqual(['START', 'STOP'])
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
  })

  it('names who is notified by which rule', () => {
    expect(notificationsOf(run)).toMatchObject([
      { ruleName: 'stopped', target: { name: 'ops', kind: 'SNS topic' }, event: { matchedRules: ['stopped'] } },
    ])
    expect(notificationsOf(platformRun('blueGreen'))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { at, deploymentOf, eventOf, failure, type Input, targetOf } from '../deployment/fleets'
import { eventNames, groupRun, leavers, lifeOf, scaleTo } from './group-run'

/** Two of three instances, 30 s of draining; the group's deployment comes too late to matter. */
const SCALED_IN: Input = { deployment: {}, startAtMs: 3_000_000, interventions: [scaleTo(2)] }

describe('[4.4] scale-in behind a load balancer', () => {
  it('deregisters first, waits for the drain, then terminates', () => {
    const run = groupRun(SCALED_IN)
    expect(leavers(run)).toEqual([0])
    expect(lifeOf(run, 0)).toEqual([
      [10_000, 'Terminating'],
      [40_000, 'Terminated'],
    ])
    expect(at(run.hosts, 0).healths.slice(1)).toEqual([
      { atMs: 10_000, health: 'draining' },
      { atMs: 40_000, health: 'unused' },
    ])
  })

  it('by default takes the zone with most instances, and there the oldest', () => {
    // Zones a and b in turn: 0 2 4 and 1 3.
    const run = groupRun({ fleet: { instanceCount: 5 }, interventions: [scaleTo(2)] })
    expect(leavers(run)).toEqual([0, 2, 1])
  })

  it('takes the youngest of that zone with NewestInstance', () => {
    const autoScaling = { terminationPolicy: 'NewestInstance' as const }
    const run = groupRun({ fleet: { instanceCount: 5 }, autoScaling, interventions: [scaleTo(2)] })
    expect(leavers(run)).toEqual([4, 2, 3])
  })

  it('does nothing while Terminate is suspended', () => {
    const run = groupRun({ ...SCALED_IN, autoScaling: { suspendedProcesses: ['Terminate'] } })
    expect(leavers(run)).toEqual([])
  })
})

describe('[4.1] the termination hook of CodeDeploy', () => {
  const deployment = { terminationHookEnabled: true }

  it('is there only when it is enabled', () => {
    const run = groupRun(SCALED_IN, { untilMs: 2_000_000 })
    expect(run.deployments).toEqual([])
  })

  it('comes after the drain: the block events and ApplicationStop, and nothing is installed', () => {
    const run = groupRun({ ...SCALED_IN, deployment })
    const ended = deploymentOf(run, 0)
    expect(ended).toMatchObject({ creator: 'autoscalingTermination', status: 'Succeeded', createdAtMs: 40_000 })
    expect(eventNames(run, 0)).toEqual(['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic', 'ApplicationStop'])
    expect(lifeOf(run, 0)).toEqual([
      [10_000, 'Terminating'],
      [40_000, 'Terminating:Wait'],
      [43_000, 'Terminating:Proceed'],
      [43_000, 'Terminated'],
    ])
  })

  it('always ends with CONTINUE, success or not', () => {
    const run = groupRun({
      ...SCALED_IN,
      deployment,
      faults: [failure({ event: 'BeforeBlockTraffic', revision: 'old' })],
    })
    expect(deploymentOf(run, 0).status).toBe('Failed')
    expect(lifeOf(run, 0).at(-1)?.[1]).toBe('Terminated')
    expect(run.log.some(({ detail }) => detail.startsWith('CompleteLifecycleAction CONTINUE'))).toBe(true)
  })
})

describe('[1.4] an instance that is terminated during a deployment', () => {
  const slow = [{ location: 'slow.sh', duration: { kind: 'constant' as const, meanMs: 100_000 } }]

  it('fails after the hour of the event that was under way, however short the script is', () => {
    // BeforeInstall of the first instance runs from 39 s (1 s of scripts, 30 s of draining, 8 s of download) on.
    const run = groupRun({
      deployment: {},
      startAtMs: 0,
      loadBalancer: { deregistrationDelayMs: 30_000 },
      revisions: { new: { hooks: { BeforeInstall: slow } } },
      interventions: [scaleTo(2, 50_000)],
    })
    const lost = eventOf(targetOf(run, 0), 'BeforeInstall')
    expect(lifeOf(run, 0).at(-1)).toEqual([50_000, 'Terminated'])
    expect(lost).toMatchObject({ status: 'Failed', startMs: 38_000, endMs: 3_638_000, errorCode: 'UnknownError' })
  })

  it('fails after 5 minutes when no event had begun', () => {
    // The second instance is still waiting for its turn.
    const run = groupRun({
      deployment: {},
      startAtMs: 0,
      fleet: { instanceCount: 2, zones: ['a'] },
      autoScaling: { terminationPolicy: 'NewestInstance' },
      interventions: [scaleTo(1, 1_000)],
    })
    const { lifecycleEvents } = targetOf(run, 1)
    const [first] = deploymentOf(run, 0).waves
    expect(at(lifecycleEvents, 0)).toMatchObject({
      status: 'Failed',
      startMs: null,
      endMs: (first?.endMs ?? 0) + 300_000,
    })
  })
})

describe('[4.1] the heartbeats of an instance that both hooks have held', () => {
  it('come every 300 s from the begin of the hook, whatever the one before has left', () => {
    const stop = [{ location: 'stop.sh', duration: { kind: 'constant' as const, meanMs: 1_000_000 } }]
    const run = groupRun({
      deployment: { terminationHookEnabled: true },
      startAtMs: 3_900_000,
      revisions: { old: { hooks: { ApplicationStop: stop } } },
      autoScaling: { terminationPolicy: 'NewestInstance', boot: { kind: 'constant', meanMs: 5_000 } },
      fleet: { instanceCount: 1, zones: ['a'] },
      interventions: [scaleTo(2), scaleTo(1, 100_000)],
    })
    const held = lifeOf(run, 1).find(([, status]) => status === 'Terminating:Wait')?.[0] ?? Number.NaN
    const beats = run.log.filter(({ detail }) => detail.startsWith('RecordLifecycleActionHeartbeat'))
    expect(beats.map(({ atMs }) => atMs - held)).toEqual([300_000, 600_000, 900_000])
  })
})

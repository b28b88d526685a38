import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createControlPlane } from '../../../src/sim/deployment/control-plane'
import { FakeWorld, runInFakeWorld, scenarioOf } from './fake-world'
import { at, deploy, deploymentOf, eventOf, failure, type Input, SCRIPTED, statusesOf, targetOf } from './fleets'

describe('the control plane of a run', () => {
  it('is idle without a deployment, and has nothing to require', () => {
    const run = runInFakeWorld({ deployment: null })
    expect(run.plane.isIdle()).toBe(true)
    expect(run.plane.minimumHealthyCount()).toBe(0)
    expect(run.deployments).toEqual([])
    expect(run.log).toEqual([])
  })

  it('is busy from the start until the last deployment has ended', () => {
    const input: Input = { startAtMs: 1_000, fleet: { instanceCount: 4 }, ...SCRIPTED }
    const world = new FakeWorld(scenarioOf(input), {})
    const plane = createControlPlane(world)
    expect(plane.isIdle()).toBe(false)
    expect(plane.minimumHealthyCount()).toBe(3)
    const cut = runInFakeWorld(input, { untilMs: 5_000 })
    expect(cut.plane.isIdle()).toBe(false)
    expect(cut.plane.minimumHealthyCount()).toBe(3)
    const done = runInFakeWorld(input)
    expect(done.plane.isIdle()).toBe(true)
    expect(done.plane.minimumHealthyCount()).toBe(3)
  })

  it('creates the deployment at startAtMs', () => {
    expect(deploymentOf(runInFakeWorld({ startAtMs: 12_345 })).createdAtMs).toBe(12_345)
  })

  it('a run that ends in the middle leaves Pending and InProgress, without times that were not reached', () => {
    const run = runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount: 2 } }, { untilMs: 1_500 })
    const deployment = deploymentOf(run)
    expect(deployment).toMatchObject({ status: 'InProgress', endedAtMs: null, errorCode: null, message: '' })
    expect(deployment.waves).toEqual([{ phase: 'update', startMs: 0, endMs: null, instanceIndexes: [0] }])
    expect(targetOf(run, 0)).toMatchObject({ status: 'InProgress', startMs: 0, endMs: null, waveIndex: 0 })
    expect(eventOf(targetOf(run, 0), 'BlockTraffic')).toMatchObject({
      status: 'InProgress',
      startMs: 1_000,
      endMs: null,
      expectedMs: 30_000,
      errorCode: null,
    })
    expect(eventOf(targetOf(run, 0), 'ApplicationStop')).toMatchObject({ status: 'Pending', startMs: null })
    expect(targetOf(run, 1)).toMatchObject({ status: 'Pending', startMs: null, waveIndex: null })
  })

  it('a wave goes on until the last of its targets has ended', () => {
    const faults = [failure({ event: 'BeforeBlockTraffic', revision: 'old', instanceIndexes: [0] })]
    const deployment = { deploymentConfig: 'CodeDeployDefault.AllAtOnce' as const }
    const input = { ...SCRIPTED, fleet: { instanceCount: 2 }, deployment, faults }
    const run = runInFakeWorld(input, { untilMs: 1_500 })
    expect(statusesOf(deploymentOf(run))).toEqual(['Failed', 'InProgress'])
    expect(at(deploymentOf(run).waves, 0).endMs).toBeNull()
  })

  it('records are JSON and copies: what is read once does not change later', () => {
    const run = runInFakeWorld({ ...SCRIPTED, faults: [failure({ event: 'AfterInstall' })] })
    expect(JSON.parse(JSON.stringify(run.deployments))).toEqual(run.deployments)
    const again = run.plane.deployments()
    expect(again).toEqual(run.deployments)
    expect(at(again, 0)).not.toBe(at(run.deployments, 0))
    expect(Object.keys(at(again, 0).targets[0] ?? {})).not.toContain('work')
  })

  it('a thousand hosts without anything to do are a long chain of events, not a deep one of calls', () => {
    const revision = { downloadBundle: nothing, install: nothing }
    const run = runInFakeWorld({
      fleet: { instanceCount: 1_000 },
      loadBalancer: { deregistrationDelayMs: 0, registrationMs: 0 },
      revisions: { new: { name: 'v2', ...revision } },
      deployment: { scheduling: 'sliding' },
    })
    expect(deploymentOf(run)).toMatchObject({ status: 'Succeeded', createdAtMs: 0, endedAtMs: 0 })
    expect(deploymentOf(run).waves).toHaveLength(1_000)
  })
})

const nothing = { kind: 'constant' as const, meanMs: 0 }

describe('the log', () => {
  const run = deploy(2, { deploymentConfig: 'CodeDeployDefault.AllAtOnce' }, [1])

  it('tells the statuses of the deployment, its waves and its targets', () => {
    const told = run.log.filter((entry) => entry.type !== 'lifecycleEvent' && entry.type !== 'fault')
    expect(told.map((entry) => [entry.type, entry.status, entry.instanceIndex, entry.errorCode])).toEqual([
      ['deployment', 'Created', null, null],
      ['deployment', 'InProgress', null, null],
      ['phase', 'update-targets', null, null],
      ['wave', '1', null, null],
      ['target', 'InProgress', 0, null],
      ['target', 'InProgress', 1, null],
      ['target', 'Failed', 1, null],
      ['target', 'Succeeded', 0, null],
      ['deployment', 'Succeeded', null, null],
    ])
  })

  it('has the start and the end of every lifecycle event that ran, and no other', () => {
    const told = run.log.filter((entry) => entry.type === 'lifecycleEvent')
    const ran = deploymentOf(run).targets.flatMap((target) =>
      target.lifecycleEvents
        .filter((event) => event.status !== 'Skipped')
        .flatMap((event) => [
          [event.startMs, target.instanceIndex, event.name, 'InProgress', null],
          [event.endMs, target.instanceIndex, event.name, event.status, event.errorCode],
        ]),
    )
    const rows = told.map((entry) => [
      entry.atMs,
      entry.instanceIndex,
      entry.lifecycleEvent,
      entry.status,
      entry.errorCode,
    ])
    expect(rows.map(String).toSorted()).toEqual(ran.map(String).toSorted())
    expect(told.every((entry) => entry.deploymentIndex === 0)).toBe(true)
  })
})

describe('durations', () => {
  it('are drawn when the deployment is created: a failure on one host leaves those of all others', () => {
    const options = { drawDurationMs: (_law: unknown, drawIndex: number) => 1_000 + drawIndex }
    const config = { deploymentConfig: 'CodeDeployDefault.AllAtOnce' as const }
    const faults = [failure({ event: 'BeforeInstall', instanceIndexes: [0] })]
    const clean = deploy(3, config, [], {}, options)
    const faulty = deploy(3, config, [], { faults }, options)
    expect(targetOf(faulty, 0).status).toBe('Failed')
    expect([1, 2].map((index) => targetOf(faulty, index))).toEqual([1, 2].map((index) => targetOf(clean, index)))
  })
})

describe('laws of every in-place deployment', () => {
  const cases = fc.record({
    instanceCount: fc.integer({ min: 1, max: 12 }),
    minimum: fc.oneof(
      fc.record({ type: fc.constant('HOST_COUNT' as const), value: fc.integer({ min: 0, max: 13 }) }),
      fc.record({ type: fc.constant('FLEET_PERCENT' as const), value: fc.integer({ min: 0, max: 99 }) }),
    ),
    scheduling: fc.constantFrom('batch' as const, 'sliding' as const),
    trafficControl: fc.boolean(),
    failing: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 6 }),
    durationSeed: fc.integer({ min: 1, max: 1_000 }),
  })

  it('ends; never more out than N-M; the verdict follows from the counts; no host is left with the wrong revision', () => {
    fc.assert(
      fc.property(cases, ({ instanceCount, minimum, scheduling, trafficControl, failing, durationSeed }) => {
        const run = deploy(
          instanceCount,
          { deploymentConfig: { name: 'Custom', minimumHealthyHosts: minimum }, scheduling, trafficControl },
          failing.filter((index) => index < instanceCount),
          {},
          { drawDurationMs: (_law, drawIndex) => (drawIndex * durationSeed) % 977 },
        )
        const deployment = deploymentOf(run)
        const count = (status: string) => deployment.targets.filter((target) => target.status === status).length
        const free = instanceCount - deployment.minimumHealthyCount
        expect(deployment.endedAtMs).not.toBeNull()
        expect(run.inProgressMax).toBeLessThanOrEqual(Math.max(0, free))
        expect(count('Pending') + count('InProgress')).toBe(0)
        const hasSucceeded = count('Succeeded') >= Math.max(1, deployment.minimumHealthyCount) && count('Skipped') === 0
        expect(deployment.status).toBe(hasSucceeded ? 'Succeeded' : 'Failed')
        if (count('Skipped') > 0 && free > 0) expect(count('Failed')).toBeGreaterThanOrEqual(free)
        for (const target of deployment.targets.filter(({ status }) => status !== 'Failed')) {
          const expected = target.status === 'Succeeded' ? 'new' : 'old'
          expect(at(run.hosts, target.instanceIndex ?? run.hosts.length)).toMatchObject({
            installed: expected,
            application: 'serving',
            health: 'healthy',
          })
        }
      }),
    )
  })

  it('waves hold every target that was started, once, and end with the last of their targets', () => {
    fc.assert(
      fc.property(cases, ({ instanceCount, minimum, scheduling, durationSeed }) => {
        const deployment = deploymentOf(
          deploy(
            instanceCount,
            { deploymentConfig: { name: 'Custom', minimumHealthyHosts: minimum }, scheduling },
            [],
            {},
            { drawDurationMs: (_law, drawIndex) => (drawIndex * durationSeed) % 977 },
          ),
        )
        const inWaves = deployment.waves.flatMap((wave) => wave.instanceIndexes)
        const started = deployment.targets.filter((target) => target.startMs !== null)
        expect(inWaves).toEqual(started.map((target) => target.instanceIndex))
        for (const [waveIndex, wave] of deployment.waves.entries()) {
          const members = deployment.targets.filter((target) => target.waveIndex === waveIndex)
          expect(members.every((target) => target.startMs === wave.startMs)).toBe(true)
          expect(wave.endMs).toBe(Math.max(...members.map((target) => target.endMs ?? Number.NaN)))
        }
      }),
    )
  })
})

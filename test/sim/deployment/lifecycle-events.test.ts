import { describe, expect, it } from 'vitest'
import { isScriptable } from '../../../src/sim/deployment/lifecycle/events'
import type { LifecycleEventName } from '../../../src/sim/result/types'
import { SCRIPTABLE_EVENT_NAMES } from '../../../src/sim/scenario/events'
import { runInFakeWorld } from './fake-world'
import { at, deploy, deploymentOf, eventOf, failure, type Input, SCRIPTED, targetOf, verdictOf } from './fleets'

const ORDER_A: LifecycleEventName[] = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
]
const ORDER_B: LifecycleEventName[] = [
  'BeforeBlockTraffic',
  'BlockTraffic',
  'AfterBlockTraffic',
  ...ORDER_A,
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic',
]

const namesOf = (target: { lifecycleEvents: readonly { name: string }[] }) =>
  target.lifecycleEvents.map((event) => event.name)

describe('[1.1] the thirteen events', () => {
  it('nine of them may carry scripts, four are reserved', () => {
    const reserved = ORDER_B.filter((name) => !isScriptable(name))
    expect(reserved).toEqual(['BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic'])
    expect(ORDER_B.filter(isScriptable).toSorted()).toEqual([...SCRIPTABLE_EVENT_NAMES].toSorted())
  })
})

describe('[1.2] order of lifecycle events', () => {
  it('A: (b) 1: without a load balancer exactly 7, and in its rollback the same', () => {
    const run = rolledBack({ trafficControl: false })
    expect(namesOf(targetOf(run, 0))).toEqual(ORDER_A)
    expect(namesOf(targetOf(run, 0, 1))).toEqual(ORDER_A)
  })

  it('B: (b) 1: with a load balancer exactly 13, and in its rollback the same', () => {
    const run = rolledBack({ trafficControl: true })
    expect(namesOf(targetOf(run, 0))).toEqual(ORDER_B)
    expect(namesOf(targetOf(run, 0, 1))).toEqual(ORDER_B)
  })

  it('each event starts when the one before it has ended, the first with its target', () => {
    const target = targetOf(deploy(1, {}), 0)
    const ends = [target.startMs, ...target.lifecycleEvents.map((event) => event.endMs)]
    expect(target.lifecycleEvents.map((event) => event.startMs)).toEqual(ends.slice(0, -1))
    expect(target.endMs).toBe(ends.at(-1))
  })

  function rolledBack(deployment: NonNullable<Input['deployment']>) {
    const faults = [failure({ event: 'ValidateService' })]
    return runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount: 1 }, deployment, faults })
  }
})

describe('[1.3] what a run of an event looks like', () => {
  it('(b) 3: reserved events carry no script; an event without scripts succeeds in no time', () => {
    const run = deploy(1, {}, [], { revisions: {}, loadBalancer: { deregistrationDelayMs: 0, registrationMs: 0 } })
    const { lifecycleEvents } = targetOf(run, 0)
    for (const event of lifecycleEvents) {
      expect(event).toMatchObject({
        status: 'Succeeded',
        errorCode: 'Success',
        revision: null,
        scripts: [],
        message: '',
      })
    }
    for (const name of SCRIPTABLE_EVENT_NAMES) {
      const event = eventOf(targetOf(run, 0), name)
      expect(event.endMs).toBe(event.startMs)
    }
  })

  it('(b) 3: with scripts everywhere, the four reserved events still have none', () => {
    for (const event of targetOf(deploy(1, {}), 0).lifecycleEvents) {
      const isReserved = ['BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic'].includes(event.name)
      expect(event.scripts).toHaveLength(isReserved ? 0 : 1)
      expect(event.revision === null).toBe(isReserved)
    }
  })

  it('scripts run one after the other in the order of the list', () => {
    const event = validateWith([
      { location: 'a.sh', duration: { kind: 'constant', meanMs: 1_000 } },
      { location: 'b.sh', duration: { kind: 'constant', meanMs: 2_000 } },
    ])
    expect(event).toMatchObject({ status: 'Succeeded', scripts: ['a.sh', 'b.sh'], expectedMs: 3_000 })
    expect(lengthOf(event)).toBe(3_000)
  })

  it('the first script that fails fails the event; those after it do not run', () => {
    const event = validateWith([
      { location: 'a.sh', duration: { kind: 'constant', meanMs: 1_000 } },
      { location: 'b.sh', duration: { kind: 'constant', meanMs: 9_000 }, timeoutMs: 4_000 },
      { location: 'c.sh' },
    ])
    expect(event).toMatchObject({
      status: 'Failed',
      errorCode: 'ScriptTimedOut',
      revision: 'new',
      scripts: ['a.sh', 'b.sh'],
      message: 'Script at specified location: b.sh failed to complete in 4 seconds',
    })
    expect(lengthOf(event)).toBe(5_000)
  })

  it('a script that ends exactly at its timeout has succeeded', () => {
    const event = validateWith([{ location: 'a.sh', duration: { kind: 'constant', meanMs: 4_000 }, timeoutMs: 4_000 }])
    expect(event).toMatchObject({ status: 'Succeeded', errorCode: 'Success' })
  })

  it('DownloadBundle and Install take what the revision being deployed says', () => {
    const revisions = {
      old: {
        name: 'v1',
        downloadBundle: { kind: 'constant' as const, meanMs: 1 },
        install: { kind: 'constant' as const, meanMs: 2 },
      },
      new: {
        name: 'v2',
        downloadBundle: { kind: 'constant' as const, meanMs: 30 },
        install: { kind: 'constant' as const, meanMs: 40 },
      },
    }
    const target = targetOf(deploy(1, {}, [], { revisions }), 0)
    expect(lengthOf(eventOf(target, 'DownloadBundle'))).toBe(30)
    expect(lengthOf(eventOf(target, 'Install'))).toBe(40)
  })

  it('a rollback takes what the revision takes that it goes back to', () => {
    const constant = (meanMs: number) => ({ kind: 'constant' as const, meanMs })
    const startTaking = (meanMs: number) => ({
      ApplicationStart: [{ location: 'start.sh', duration: constant(meanMs) }],
    })
    const revisions = {
      old: { name: 'v1', downloadBundle: constant(1), install: constant(2), bootMs: 3, hooks: startTaking(4) },
      new: {
        name: 'v2',
        downloadBundle: constant(30),
        install: constant(3_700_000),
        bootMs: 50,
        hooks: startTaking(60),
      },
    }
    const target = targetOf(runInFakeWorld({ revisions, fleet: { instanceCount: 1 } }), 0, 1)
    const lengths = ['DownloadBundle', 'Install', 'ApplicationStart'].map((name) => lengthOf(eventOf(target, name)))
    expect(lengths).toEqual([1, 2, 4])
  })

  type Hooks = NonNullable<NonNullable<NonNullable<Input['revisions']>['new']>['hooks']>

  function validateWith(scripts: NonNullable<Hooks['ValidateService']>) {
    const revisions = { new: { name: 'v2', hooks: { ValidateService: scripts } } }
    return eventOf(targetOf(deploy(1, {}, [], { revisions }), 0), 'ValidateService')
  }
})

describe('[1.4] timeouts', () => {
  it('a hanging script is killed at its timeout; (b) 7: the default is 3600 s', () => {
    const faults = [failure({ event: 'AfterInstall', outcome: 'hangs' })]
    const target = targetOf(deploy(1, {}, [], { faults }), 0)
    expect(eventOf(target, 'AfterInstall')).toMatchObject({
      status: 'Failed',
      errorCode: 'ScriptTimedOut',
      message: 'Script at specified location: v2/AfterInstall failed to complete in 3600 seconds',
    })
    expect(lengthOf(eventOf(target, 'AfterInstall'))).toBe(3_600_000)
  })

  it.each(['DownloadBundle', 'Install'] as const)('%s that takes more than 3600 s fails then', (name) => {
    const long = { kind: 'constant' as const, meanMs: 3_600_001 }
    const revisions = { new: { name: 'v2', ...(name === 'Install' ? { install: long } : { downloadBundle: long }) } }
    const run = deploy(1, {}, [], { revisions })
    const event = eventOf(targetOf(run, 0), name)
    expect(event).toMatchObject({ status: 'Failed', errorCode: 'UnknownError', scripts: [] })
    expect(event.message).toContain('3600 seconds')
    expect(lengthOf(event)).toBe(3_600_000)
  })

  it('the event as a whole has 3600 s: the script that is running then has timed out', () => {
    const hours = (share: number) => ({ kind: 'constant' as const, meanMs: share * 3_600_000 })
    const scripts = ['a.sh', 'b.sh', 'c.sh'].map((location) => ({ location, duration: hours(0.6) }))
    const revisions = { new: { name: 'v2', hooks: { ApplicationStart: scripts } } }
    const event = eventOf(targetOf(deploy(1, {}, [], { revisions }), 0), 'ApplicationStart')
    expect(event).toMatchObject({ status: 'Failed', errorCode: 'ScriptTimedOut', scripts: ['a.sh', 'b.sh'] })
    expect(lengthOf(event)).toBe(3_600_000)
  })

  it('AllowTraffic waits for an hour, then the target fails and the deployment goes on as the gate allows', () => {
    const run = deploy(4, { deploymentConfig: 'CodeDeployDefault.HalfAtATime' }, [], {}, { neverHealthy: [1] })
    const target = targetOf(run, 1)
    const event = eventOf(target, 'AllowTraffic')
    expect(event).toMatchObject({ status: 'Failed', errorCode: 'UnknownError', scripts: [] })
    expect(lengthOf(event)).toBe(3_600_000)
    expect(eventOf(target, 'AfterAllowTraffic').status).toBe('Skipped')
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
    // The agent's part went well, so the host keeps what it has: registered, and never called healthy.
    expect(at(run.hosts, 1)).toMatchObject({ health: 'initial', application: 'serving', installed: 'new' })
  })

  it('a stopped instance is targeted and fails after five minutes without touching anything', () => {
    const fleet = { exceptions: [{ instanceIndex: 1, state: 'stopped' as const }] }
    const run = deploy(3, { deploymentConfig: 'CodeDeployDefault.AllAtOnce' }, [], { fleet })
    const target = targetOf(run, 1)
    expect(target).toMatchObject({ status: 'Failed', startMs: 0, endMs: 300_000 })
    expect(at(target.lifecycleEvents, 0)).toMatchObject({
      status: 'Failed',
      startMs: null,
      endMs: 300_000,
      expectedMs: null,
      errorCode: 'UnknownError',
      revision: null,
    })
    const told = run.log.filter(({ type, instanceIndex }) => type === 'lifecycleEvent' && instanceIndex === 1)
    expect(told.map(({ atMs, status }) => [atMs, status])).toEqual([[300_000, 'Failed']])
    expect(at(target.lifecycleEvents, 0).message).toContain(
      'CodeDeploy agent was not able to receive the lifecycle event',
    )
    expect(target.lifecycleEvents.slice(1).every((event) => event.status === 'Skipped')).toBe(true)
    expect(at(run.hosts, 1).acts).toEqual([])
    expect(verdictOf(deploymentOf(run))).toBe('Succeeded')
  })

  it('an event that waits for a stopped instance is Pending while the run ends', () => {
    const fleet = { exceptions: [{ instanceIndex: 0, state: 'stopped' as const }] }
    const target = targetOf(deploy(1, {}, [], { fleet }, { untilMs: 299_999 }), 0)
    expect(target).toMatchObject({ status: 'InProgress', startMs: 0, endMs: null })
    expect(target.lifecycleEvents.map(({ status, startMs }) => [status, startMs])).toEqual(
      Array(13).fill(['Pending', null]),
    )
  })

  it('[2.2] a stopped instance counts like a failed one, also when ApplicationStop failures are ignored', () => {
    const fleet = { exceptions: [{ instanceIndex: 0, state: 'stopped' as const }] }
    for (const trafficControl of [true, false]) {
      const run = deploy(3, { trafficControl, ignoreApplicationStopFailures: true }, [], { fleet })
      expect(verdictOf(deploymentOf(run))).toBe('Failed HEALTH_CONSTRAINTS')
      expect(deploymentOf(run).endedAtMs).toBe(300_000)
    }
  })
})

function lengthOf({ startMs, endMs }: { startMs: number | null; endMs: number | null }): number {
  if (startMs === null || endMs === null) throw new Error('The event did not run')
  return endMs - startMs
}

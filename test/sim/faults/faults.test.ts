import { describe, expect, it } from 'vitest'
import { FAULTS, faultIssues } from '../../../src/sim/faults'
import { faultSchema } from '../../../src/sim/faults/schema'
import { runInFakeWorld, scenarioOf } from '../deployment/fake-world'
import {
  at,
  custom,
  deploy,
  deploymentOf,
  eventOf,
  failure,
  type Input,
  SCRIPTED,
  statusesOf,
  targetOf,
} from '../deployment/fleets'

const ALL_AT_ONCE = { deploymentConfig: 'CodeDeployDefault.AllAtOnce' as const }

describe('the registry of faults', () => {
  it('has one definition for each kind of the schema, with words and an icon', () => {
    expect(FAULTS.map((fault) => fault.kind)).toEqual(faultSchema.options.map((option) => option.shape.kind.value))
    for (const fault of FAULTS) {
      expect(fault.label.length).toBeGreaterThan(0)
      expect(fault.help.length).toBeGreaterThan(fault.label.length)
      expect(fault.icon).toMatch(/^[a-z0-9-]+$/)
      expect(fault.platforms.length).toBeGreaterThan(0)
    }
  })
})

describe('hook-failure', () => {
  it('fails the first script of the event, and only of the revision that it names', () => {
    const run = runInFakeWorld({
      ...SCRIPTED,
      fleet: { instanceCount: 1 },
      faults: [failure({ event: 'ApplicationStop' })],
    })
    expect(deploymentOf(run).status).toBe('Succeeded')
    const old = deploy(1, {}, [], { faults: [failure({ event: 'ApplicationStop', revision: 'old' })] })
    expect(eventOf(targetOf(old, 0), 'ApplicationStop')).toMatchObject({
      status: 'Failed',
      errorCode: 'ScriptFailed',
      revision: 'old',
      scripts: ['v1/ApplicationStop'],
    })
  })

  it('of the new ApplicationStop strikes the rollback, which runs it', () => {
    const faults = [failure({ event: 'ValidateService' }), failure({ event: 'ApplicationStop' })]
    const run = runInFakeWorld({ ...SCRIPTED, fleet: { instanceCount: 2 }, deployment: ALL_AT_ONCE, faults })
    expect(eventOf(targetOf(run, 0, 0), 'ApplicationStop').status).toBe('Succeeded')
    expect(eventOf(targetOf(run, 0, 1), 'ApplicationStop')).toMatchObject({ status: 'Failed', revision: 'new' })
  })

  it('hangs until the timeout of the script', () => {
    const script = { location: 'check.sh', timeoutMs: 20_000 }
    const revisions = { new: { name: 'v2', hooks: { ValidateService: [script] } } }
    const run = deploy(1, {}, [], { revisions, faults: [failure({ event: 'ValidateService', outcome: 'hangs' })] })
    const event = eventOf(targetOf(run, 0), 'ValidateService')
    expect(event).toMatchObject({ errorCode: 'ScriptTimedOut', expectedMs: 5_000 })
    expect((event.endMs ?? 0) - (event.startMs ?? 0)).toBe(20_000)
  })

  it('strikes the instances that it names', () => {
    const run = deploy(4, ALL_AT_ONCE, [1, 3])
    expect(statusesOf(deploymentOf(run))).toEqual(['Succeeded', 'Failed', 'Succeeded', 'Failed'])
  })

  it.each([
    ['a zone', { kind: 'zone', zone: 'b' }, [1, 3]],
    ['a wave', { kind: 'batch', waveNumber: 2 }, [2, 3]],
    ['those that have the old revision', { kind: 'revision', revision: 'old' }, []],
  ] as const)('strikes only %s where it says so', (_name, targets, struck) => {
    const faults = [failure({ event: 'ValidateService', targets })]
    const fleet = { zones: ['a', 'b'] }
    const run = deploy(4, { deploymentConfig: custom('HOST_COUNT', 2) }, [], { faults, fleet })
    expect(run.log.filter(({ type }) => type === 'fault').map(({ instanceIndex }) => instanceIndex)).toEqual(struck)
  })

  it('strikes events that begin while it lasts, whenever they end', () => {
    const struckIn = (fromMs: number, untilMs: number) => {
      const faults = [failure({ event: 'ValidateService', fromMs, untilMs })]
      return deploymentOf(deploy(1, ALL_AT_ONCE, [], { faults })).status
    }
    const { startMs } = eventOf(targetOf(deploy(1, ALL_AT_ONCE), 0), 'ValidateService')
    const atMs = startMs ?? 0
    expect([struckIn(atMs, atMs + 1), struckIn(0, atMs), struckIn(atMs + 1, atMs + 900)]).toEqual([
      'Failed',
      'Succeeded',
      'Succeeded',
    ])
  })

  it('is told in the log when it strikes', () => {
    const told = deploy(4, ALL_AT_ONCE, [2]).log.filter((entry) => entry.type === 'fault')
    expect(told).toEqual([
      {
        atMs: expect.any(Number),
        type: 'fault',
        deploymentIndex: 0,
        instanceIndex: 2,
        lifecycleEvent: 'ValidateService',
        status: 'injected',
        errorCode: null,
        faultIndex: 0,
        itemIndex: null,
        detail: '',
      },
    ])
  })

  it('strikes below its probability: each host and deployment has a draw of its own', () => {
    const faults = [failure({ event: 'ValidateService', probabilityPpm: 300_000 })]
    const draws = [100_000, 299_999, 300_000, 900_000]
    const drawFaultPpm = (_fault: number, _deployment: number, instanceIndex: number) => at(draws, instanceIndex)
    const run = deploy(4, ALL_AT_ONCE, [], { faults }, { drawFaultPpm })
    expect(statusesOf(deploymentOf(run))).toEqual(['Failed', 'Failed', 'Succeeded', 'Succeeded'])
  })

  it('a rollback has draws of its own', () => {
    const faults = [
      failure({ event: 'ValidateService', revision: 'new' }),
      failure({ event: 'AfterInstall', revision: 'old', probabilityPpm: 500_000 }),
    ]
    const input = { ...SCRIPTED, fleet: { instanceCount: 2 }, deployment: ALL_AT_ONCE, faults }
    const draws = [600_000, 400_000]
    const drawFaultPpm = (faultIndex: number, deploymentIndex: number, instanceIndex: number) =>
      faultIndex === 1 && deploymentIndex === 1 ? at(draws, instanceIndex) : 0
    const run = runInFakeWorld(input, { drawFaultPpm })
    expect([0, 1].map((index) => targetOf(run, index, 1).status)).toEqual(['Succeeded', 'Failed'])
  })

  it('probability 0 never strikes, probability 1 always', () => {
    const withChance = (probabilityPpm: number, drawPpm: number) => {
      const faults = [failure({ event: 'ValidateService', probabilityPpm })]
      return statusesOf(deploymentOf(deploy(2, ALL_AT_ONCE, [], { faults }, { drawFaultPpm: () => drawPpm })))
    }
    expect(withChance(0, 0)).toEqual(['Succeeded', 'Succeeded'])
    expect(withChance(1_000_000, 999_999)).toEqual(['Failed', 'Failed'])
  })

  it('draws stay in step: another fault at the end, or a host that fails earlier, changes no chance', () => {
    const chance = failure({ event: 'ValidateService', probabilityPpm: 500_000 })
    const earlier = failure({ event: 'BeforeInstall', instanceIndexes: [0] })
    const options = {
      drawFaultPpm: (faultIndex: number, _deployment: number, instanceIndex: number) =>
        ((faultIndex * 31 + instanceIndex) * 377_777) % 1_000_000,
    }
    const alone = deploy(8, ALL_AT_ONCE, [], { faults: [chance] }, options)
    const joined = deploy(8, ALL_AT_ONCE, [], { faults: [chance, earlier] }, options)
    expect(new Set(statusesOf(deploymentOf(alone)))).toEqual(new Set(['Succeeded', 'Failed']))
    expect(statusesOf(deploymentOf(joined)).slice(1)).toEqual(statusesOf(deploymentOf(alone)).slice(1))
  })
})

describe('version-error', () => {
  const fault = (fields: object) => ({ kind: 'version-error' as const, errorRatePpm: 200_000, ...fields })
  const ratesOf = (faults: Input['faults'], revisions: Input['revisions'] = {}) =>
    runInFakeWorld({ deployment: null, faults, revisions })

  it('sets the share of errors while it lasts, and puts back the share of the revision', () => {
    const run = ratesOf([fault({ fromMs: 5_000, untilMs: 9_000 })], { new: { name: 'v2', errorRatePpm: 7 } })
    expect(run.errorRates).toEqual([
      { atMs: 5_000, revision: 'new', ppm: 200_000 },
      { atMs: 9_000, revision: 'new', ppm: 7 },
    ])
    expect(run.log.map((entry) => [entry.atMs, entry.type, entry.status, entry.faultIndex])).toEqual([
      [5_000, 'fault', 'injected', 0],
      [9_000, 'fault', 'lifted', 0],
    ])
  })

  it('without an end it lasts to the end of the run', () => {
    expect(ratesOf([fault({ revision: 'old' })]).errorRates).toEqual([{ atMs: 0, revision: 'old', ppm: 200_000 }])
  })

  it('of several at once the highest counts', () => {
    const run = ratesOf([fault({ fromMs: 0, untilMs: 10 }), fault({ fromMs: 5, untilMs: 20, errorRatePpm: 100 })])
    expect(run.errorRates.map(({ atMs, ppm }) => [atMs, ppm])).toEqual([
      [0, 200_000],
      [10, 100],
      [20, 0],
    ])
  })

  it('and it does not matter which one the scenario names first', () => {
    const run = ratesOf([fault({ errorRatePpm: 100 }), fault({ fromMs: 5 })])
    expect(run.errorRates.map(({ ppm }) => ppm)).toEqual([100, 200_000])
  })

  it('one that ends when another begins gives way to it', () => {
    const run = ratesOf([fault({ untilMs: 10 }), fault({ fromMs: 10, errorRatePpm: 100 })])
    expect(run.errorRates.at(-1)).toEqual({ atMs: 10, revision: 'new', ppm: 100 })
  })
})

describe('faultIssues', () => {
  const issuesOf = (input: Input) => faultIssues(scenarioOf(input))

  it('has nothing to say of faults that can apply', () => {
    const faults = [failure({ event: 'ValidateService' }), { kind: 'version-error' as const, errorRatePpm: 1 }]
    expect(issuesOf({ ...SCRIPTED, faults })).toEqual([])
  })

  it('an event without scripts in that revision cannot fail', () => {
    const revisions = { new: { name: 'v2', hooks: { ApplicationStart: [{ location: 'start.sh' }] } } }
    expect(issuesOf({ revisions, faults: [failure({ event: 'ValidateService' })] })).toEqual([
      {
        pointer: '/faults/0/event',
        message:
          'The new revision has no script for ValidateService that could fail. It has scripts for ApplicationStart.',
      },
    ])
  })

  it('a revision without any script', () => {
    const [issue] = issuesOf({ faults: [failure({ event: 'ValidateService', revision: 'old' })] })
    expect(issue?.message).toBe(
      'The old revision has no script for ValidateService that could fail. It has no scripts at all.',
    )
  })

  it('a fault that starts when the run has ended', () => {
    const startingAt = (fromMs: number) =>
      issuesOf({ durationMs: 60_000, faults: [{ kind: 'version-error', errorRatePpm: 1, fromMs }] })
    expect(startingAt(59_999)).toEqual([])
    expect(startingAt(60_000)).toEqual([
      { pointer: '/faults/0/fromMs', message: 'The fault starts at 60000 ms, but the run ends at 60000 ms.' },
    ])
  })

  it('a traffic event without traffic control', () => {
    const faults = [failure({ event: 'BeforeAllowTraffic' })]
    const [issue] = issuesOf({ ...SCRIPTED, deployment: { trafficControl: false }, faults })
    expect(issue?.pointer).toBe('/faults/0/event')
    expect(issue?.message).toContain('does not run without traffic control')
  })

  it('a hook failure without a deployment', () => {
    const faults = [failure({ event: 'ValidateService' })]
    expect(issuesOf({ ...SCRIPTED, deployment: null, faults }).map((issue) => issue.pointer)).toEqual(['/faults/0'])
  })

  it('instances that the fleet does not have', () => {
    const faults = [failure({ event: 'ValidateService', instanceIndexes: [0, 3, 9] })]
    expect(issuesOf({ ...SCRIPTED, fleet: { instanceCount: 3 }, faults })).toEqual([
      {
        pointer: '/faults/0/instanceIndexes',
        message: 'Instances are numbered 0 to 2; the fault names 3, 9.',
      },
    ])
  })

  it('no instance at all', () => {
    const faults = [failure({ event: 'ValidateService', instanceIndexes: [] })]
    expect(issuesOf({ ...SCRIPTED, faults })).toEqual([
      {
        pointer: '/faults/0/instanceIndexes',
        message: 'The fault names no instance, so it would strike nothing; null stands for every instance.',
      },
    ])
  })

  it('a version error that ends before it starts, or starts after the run', () => {
    const faults = [
      { kind: 'version-error' as const, errorRatePpm: 1, fromMs: 10, untilMs: 10 },
      { kind: 'version-error' as const, errorRatePpm: 1, fromMs: 60_000 },
    ]
    expect(issuesOf({ durationMs: 60_000, faults }).map((issue) => issue.pointer)).toEqual([
      '/faults/0/untilMs',
      '/faults/1/fromMs',
    ])
    expect(at(issuesOf({ durationMs: 60_000, faults }), 1).message).toContain('60000 ms')
  })
})

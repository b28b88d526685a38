import { describe, expect, it } from 'vitest'
import type { TargetRecord } from '../../../src/sim/result/types'
import type { ScriptableEvent } from '../../../src/sim/scenario/events'
import { type FakeRun, runInFakeWorld } from './fake-world'
import { deploy, eventOf, failure, SCRIPTED, targetOf } from './fleets'

const FROM_PREVIOUS = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop'] as const

const revisionsOfScripts = (target: TargetRecord) =>
  Object.fromEntries(
    target.lifecycleEvents.filter((event) => event.revision).map((event) => [event.name, event.revision]),
  )

/** Revision and script of the three events that run from the previous revision. */
const previousScripts = (run: FakeRun, instanceIndex: number, deploymentIndex: number) =>
  FROM_PREVIOUS.map((name) => eventOf(targetOf(run, instanceIndex, deploymentIndex), name)).map((event) => [
    event.revision,
    ...event.scripts,
  ])

const scriptsOf = (revision: 'old' | 'new') =>
  FROM_PREVIOUS.map((name) => [revision, `${revision === 'old' ? 'v1' : 'v2'}/${name}`])

/** v2 fails everywhere in the event; AllAtOnce, so that every host is attempted; then the rollback. */
const failingIn = (event: ScriptableEvent) =>
  runInFakeWorld({
    ...SCRIPTED,
    fleet: { instanceCount: 2 },
    deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce' },
    faults: [failure({ event })],
  })

describe('[1.5] whose scripts run', () => {
  it('an update runs the previous scripts to stop, and its own after that', () => {
    expect(revisionsOfScripts(targetOf(deploy(1, {}), 0))).toEqual({
      BeforeBlockTraffic: 'old',
      AfterBlockTraffic: 'old',
      ApplicationStop: 'old',
      BeforeInstall: 'new',
      AfterInstall: 'new',
      ApplicationStart: 'new',
      ValidateService: 'new',
      BeforeAllowTraffic: 'new',
      AfterAllowTraffic: 'new',
    })
  })

  it('consequence 1: the first deployment to an instance runs no old scripts, and those events succeed', () => {
    const fleet = { exceptions: [{ instanceIndex: 0, lastDeployment: 'none' as const }] }
    const run = deploy(2, { deploymentConfig: 'CodeDeployDefault.AllAtOnce' }, [], { fleet })
    for (const name of FROM_PREVIOUS) {
      expect(eventOf(targetOf(run, 0), name)).toMatchObject({ status: 'Succeeded', revision: null, scripts: [] })
    }
    expect(previousScripts(run, 1, 0)).toEqual(scriptsOf('old'))
  })

  it.each(['AfterInstall', 'ApplicationStart', 'ValidateService', 'BeforeAllowTraffic', 'AfterAllowTraffic'] as const)(
    'consequence 2, (b) 5: v2 fails in %s, after Install: its rollback runs the scripts of v2 to stop',
    (event) => {
      expect(previousScripts(failingIn(event), 0, 1)).toEqual(scriptsOf('new'))
    },
  )

  it('consequence 2, (b) 5: v2 fails in BeforeInstall: its rollback runs the scripts of v1', () => {
    expect(previousScripts(failingIn('BeforeInstall'), 0, 1)).toEqual(scriptsOf('old'))
  })

  it('consequence 2: v2 fails inside Install: its rollback runs the scripts of v1, whose files are gone', () => {
    const run = runInFakeWorld({
      fleet: { instanceCount: 1 },
      revisions: {
        old: SCRIPTED.revisions?.old,
        new: { name: 'v2', install: { kind: 'constant', meanMs: 4_000_000 } },
      },
    })
    expect(eventOf(targetOf(run, 0), 'Install').status).toBe('Failed')
    expect(previousScripts(run, 0, 1)).toEqual(scriptsOf('old'))
  })

  it('a rollback runs the scripts of v1 on the hosts that the deployment had not reached', () => {
    const run = runInFakeWorld({
      ...SCRIPTED,
      fleet: { instanceCount: 3 },
      faults: [failure({ event: 'ValidateService' })],
    })
    expect(targetOf(run, 1).status).toBe('Skipped')
    expect(previousScripts(run, 0, 1)).toEqual(scriptsOf('new'))
    expect(previousScripts(run, 1, 1)).toEqual(scriptsOf('old'))
  })

  it('a host that has the new revision from an earlier try runs the scripts of v2 to stop', () => {
    const exceptions = [{ instanceIndex: 0, lastDeployment: 'failed' as const, revision: 'new' as const }]
    expect(previousScripts(deploy(2, {}, [], { fleet: { exceptions } }), 0, 0)).toEqual(scriptsOf('new'))
  })
})

import { describe, expect, it } from 'vitest'
import { SCRIPTABLE_EVENT_NAMES } from '../../../src/sim/scenario/events'
import { at, deploy, deploymentOf, eventOf, failure, targetOf, verdictOf } from './fleets'

const IGNORABLE = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop']

/** The script of the event fails on the only host, in whichever revision it belongs to. */
const failIn = (event: (typeof SCRIPTABLE_EVENT_NAMES)[number], ignoreApplicationStopFailures: boolean) =>
  deploy(1, { ignoreApplicationStopFailures }, [], {
    faults: [failure({ event, revision: 'old' }), failure({ event, revision: 'new' })],
  })

describe('[1.6] what a failure does', () => {
  it.each(SCRIPTABLE_EVENT_NAMES)('%s fails: all later events are Skipped, the target is Failed', (event) => {
    const target = targetOf(failIn(event, false), 0)
    const failedIndex = target.lifecycleEvents.findIndex((record) => record.name === event)
    expect(at(target.lifecycleEvents, failedIndex)).toMatchObject({ status: 'Failed', errorCode: 'ScriptFailed' })
    expect(at(target.lifecycleEvents, failedIndex).message).toMatch(/failed with exit code 1$/)
    expect(target.lifecycleEvents.slice(0, failedIndex).every((record) => record.status === 'Succeeded')).toBe(true)
    for (const skipped of target.lifecycleEvents.slice(failedIndex + 1)) {
      expect(skipped).toEqual({
        name: skipped.name,
        status: 'Skipped',
        startMs: null,
        endMs: null,
        expectedMs: null,
        errorCode: null,
        revision: null,
        scripts: [],
        message: '',
      })
    }
    expect(target.status).toBe('Failed')
    expect(target.endMs).toBe(at(target.lifecycleEvents, failedIndex).endMs)
  })

  it.each(SCRIPTABLE_EVENT_NAMES)('%s fails with ignoreApplicationStopFailures', (event) => {
    const run = failIn(event, true)
    const isIgnored = IGNORABLE.includes(event)
    expect(eventOf(targetOf(run, 0), event).status).toBe('Failed')
    expect(targetOf(run, 0).status).toBe(isIgnored ? 'Succeeded' : 'Failed')
    expect(verdictOf(deploymentOf(run))).toBe(isIgnored ? 'Succeeded' : 'Failed HEALTH_CONSTRAINTS')
  })

  it('a failing script takes as long as one that succeeds', () => {
    const event = eventOf(targetOf(failIn('ValidateService', false), 0), 'ValidateService')
    expect((event.endMs ?? 0) - (event.startMs ?? 0)).toBe(1_000)
  })

  it('a host that failed after BlockTraffic is not registered again by that deployment', () => {
    const run = failIn('ValidateService', false)
    expect(at(run.hosts, 0)).toMatchObject({ health: 'unused', application: 'serving', installed: 'new' })
  })
})

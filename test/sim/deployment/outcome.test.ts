import { describe, expect, it } from 'vitest'
import { cutShort, outcomeOf } from '../../../src/sim/deployment/lifecycle/outcome'
import type { EventWork } from '../../../src/sim/deployment/state'

const HOUR_MS = 3_600_000
const STOPPED = 'The deployment was stopped'

/** Scripts a, b, c ... of these lengths, and what the event takes beside them. */
function workOf(durationsMs: readonly number[], ownMs = 0, timeoutsMs: readonly (number | null)[] = []): EventWork {
  const scripts = durationsMs.map((durationMs, index) => ({
    location: String.fromCharCode(97 + index),
    timeoutMs: timeoutsMs[index] ?? null,
    durationMs,
  }))
  return { revision: 'new', scripts, ownMs, hookResult: null }
}

describe('[1.4] an event that the service gives up on', () => {
  it('an event may take an hour, not a millisecond more', () => {
    expect(outcomeOf(workOf([HOUR_MS - 1], 1), null)).toMatchObject({ afterMs: HOUR_MS, errorCode: 'Success' })
    expect(outcomeOf(workOf([HOUR_MS], 1), null)).toMatchObject({ afterMs: HOUR_MS, errorCode: 'UnknownError' })
  })

  it('names the scripts that had begun by then', () => {
    expect(outcomeOf(workOf([HOUR_MS - 1, 2, 2]), null).scripts).toEqual(['a', 'b'])
    expect(cutShort(workOf([1_000, 1_000]), 1_000, STOPPED).scripts).toEqual(['a'])
    expect(cutShort(workOf([1_000, 1_000]), 1_001, STOPPED).scripts).toEqual(['a', 'b'])
    expect(cutShort(workOf([1_000]), null, STOPPED)).toMatchObject({
      scripts: [],
      message: 'The deployment was stopped before this event had started.',
    })
  })
})

describe('[1.4] a script without a timeout', () => {
  it('has the 3600 s of the AppSpec', () => {
    expect(outcomeOf(workOf([HOUR_MS]), null)).toMatchObject({ afterMs: HOUR_MS, errorCode: 'Success' })
    expect(outcomeOf(workOf([HOUR_MS + 1]), null)).toEqual({
      afterMs: HOUR_MS,
      errorCode: 'ScriptTimedOut',
      scripts: ['a'],
      message: 'Script at specified location: a failed to complete in 3600 seconds',
    })
  })

  it('takes what the scripts before it have left of the hour, not what they might have used', () => {
    const timeoutsMs = [300_000, null]
    const left = HOUR_MS - 290_000
    expect(outcomeOf(workOf([290_000, left], 0, timeoutsMs), null)).toMatchObject({
      afterMs: HOUR_MS,
      errorCode: 'Success',
    })
    expect(outcomeOf(workOf([290_000, left + 1], 0, timeoutsMs), null)).toEqual({
      afterMs: HOUR_MS,
      errorCode: 'ScriptTimedOut',
      scripts: ['a', 'b'],
      message:
        'Script at specified location: b was still running after 3310 seconds, when the lifecycle event had used up its 3600 seconds',
    })
  })

  it('never runs where the event is over before it', () => {
    const outcome = outcomeOf(workOf([HOUR_MS + 1, 2]), null)
    expect(outcome).toMatchObject({ afterMs: HOUR_MS, errorCode: 'ScriptTimedOut', scripts: ['a'] })
  })
})

describe('[1.3] an injected failure', () => {
  it('ends the event with its first script', () => {
    expect(outcomeOf(workOf([1_000, 1_000]), 'fails')).toMatchObject({ afterMs: 1_000, scripts: ['a'] })
    expect(outcomeOf(workOf([1_000, 1_000]), 'hangs')).toMatchObject({ afterMs: HOUR_MS, scripts: ['a'] })
  })

  it('leaves an event without scripts alone', () => {
    expect(outcomeOf(workOf([], 500), 'fails')).toEqual({
      afterMs: 500,
      errorCode: 'Success',
      scripts: [],
      message: '',
    })
  })
})

import type { ScriptableEvent } from '@sim'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'
import type { Hooks } from '../pieces'
import type { ScriptRead } from './script'

/** User guide, AppSpec hooks: all scripts of one lifecycle event together have at most 3600 s. */
const EVENT_TIMEOUT_SECONDS_MAX = 3_600

type Script = NonNullable<Hooks[ScriptableEvent]>[number]

/**
 * The scripts of one event with the timeouts that are written. Where these are more than the event's 3600 s in sum, they
 * are capped in order: the earlier scripts keep theirs, the later ones get what is left, and each at least a second.
 */
export function capTimeouts(
  event: ScriptableEvent,
  place: Place,
  scripts: readonly ScriptRead[],
  findings: Findings,
): Script[] {
  const asked = scripts.map(({ timeoutSeconds }) => timeoutSeconds)
  const total = asked.reduce((sum: number, seconds) => sum + (seconds ?? 0), 0)
  const given = total <= EVENT_TIMEOUT_SECONDS_MAX ? asked : cappedInOrder(asked)
  if (given !== asked) {
    const each = given.filter((seconds) => seconds !== null).join(', ')
    const message = `Total timeout for all scripts within ${event} is ${total} s; it must not exceed ${EVENT_TIMEOUT_SECONDS_MAX} s. In the order of the list they were capped to ${each} s.`
    findings.warning(place, message, `Lower the timeouts so that they sum up to ${EVENT_TIMEOUT_SECONDS_MAX} or less.`)
  }
  return scripts.map(({ location }, index) => scriptOf(location, given[index] ?? null))
}

/** Seconds that are 3600 in sum; every script leaves a second to each of those after it. Null stays null. */
function cappedInOrder(asked: readonly (number | null)[]): (number | null)[] {
  let left = EVENT_TIMEOUT_SECONDS_MAX
  let toComeCount = asked.filter((seconds) => seconds !== null).length
  return asked.map((seconds) => {
    if (seconds === null) return null
    toComeCount -= 1
    const capped = Math.min(seconds, left - toComeCount)
    left -= capped
    return capped
  })
}

/** What is not written is left out: the scenario's default is that of the AppSpec. */
function scriptOf(location: string, timeoutSeconds: number | null): Script {
  return timeoutSeconds === null ? { location } : { location, timeoutMs: timeoutSeconds * 1_000 }
}

import type { ScriptableEvent } from '@sim'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'
import type { Hooks } from '../pieces'
import type { ScriptRead } from './script'

/** User guide, AppSpec hooks: all scripts of one lifecycle event together have at most 3600 s. */
const EVENT_TIMEOUT_SECONDS_MAX = 3_600
/** Agent, script_info: what a script without a timeout of its own has. */
const DEFAULT_TIMEOUT_SECONDS = 3_600

type Script = NonNullable<Hooks[ScriptableEvent]>[number]

/**
 * The scripts of one event with timeouts that fit into its 3600 s: what is written down first, and what is left of the
 * hour shared by the scripts that say nothing. Where even the written timeouts are too long, all shrink alike.
 */
export function capTimeouts(
  event: ScriptableEvent,
  place: Place,
  scripts: readonly ScriptRead[],
  findings: Findings,
): Script[] {
  const written = sum(scripts.map(({ timeoutSeconds }) => timeoutSeconds ?? 0))
  const silentCount = scripts.filter(({ timeoutSeconds }) => timeoutSeconds === null).length
  if (written + silentCount > EVENT_TIMEOUT_SECONDS_MAX) {
    const total = written + silentCount * DEFAULT_TIMEOUT_SECONDS
    const silent = silentCount > 0 ? ` (${DEFAULT_TIMEOUT_SECONDS} s where none is written)` : ''
    const message = `Total timeout for all scripts within ${event} is ${total} s${silent}; it must not exceed ${EVENT_TIMEOUT_SECONDS_MAX} s. Each timeout was shortened by the same share.`
    findings.warning(place, message, `Lower the timeouts so that they sum up to ${EVENT_TIMEOUT_SECONDS_MAX} or less.`)
    return shortened(scripts)
  }
  const silentSeconds = silentCount === 0 ? 0 : Math.floor((EVENT_TIMEOUT_SECONDS_MAX - written) / silentCount)
  if (silentCount > 0 && silentSeconds < DEFAULT_TIMEOUT_SECONDS) {
    const message = `${event} gives ${silentCount} of ${scripts.length} scripts no timeout: they share what its ${EVENT_TIMEOUT_SECONDS_MAX} s leave, ${silentSeconds} s each.`
    findings.note(place, message)
  }
  return scripts.map(({ location, timeoutSeconds }) => scriptOf(location, timeoutSeconds ?? silentSeconds))
}

/** Each keeps at least a second, so the longest gives up what rounding up has added. */
function shortened(scripts: readonly ScriptRead[]): Script[] {
  const asked = scripts.map(({ timeoutSeconds }) => timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS)
  const total = sum(asked)
  const seconds = asked.map((each) => Math.max(1, Math.floor((each * EVENT_TIMEOUT_SECONDS_MAX) / total)))
  const longest = seconds.indexOf(Math.max(...seconds))
  const excess = Math.max(0, sum(seconds) - EVENT_TIMEOUT_SECONDS_MAX)
  return scripts.map(({ location }, index) =>
    scriptOf(location, (seconds[index] ?? 1) - (index === longest ? excess : 0)),
  )
}

function scriptOf(location: string, timeoutSeconds: number): Script {
  return { location, timeoutMs: timeoutSeconds * 1_000 }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

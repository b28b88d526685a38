import { FAULTS, nearestName } from '@sim'
import { InvalidArgumentError } from 'commander'
import { ACT_TIME_FORMS, parseActTime } from './act-times'

/** An act as it was typed, and as a scenario would say it (defaults left out, ranges not checked). */
export interface TypedAct {
  readonly text: string
  readonly intervention: Readonly<Record<string, unknown>>
}

interface ActWord {
  readonly word: string
  /** What stands behind the word. */
  readonly usage: string
  /** The act without its time. Throws an InvalidArgumentError with what is allowed. */
  parse(words: readonly string[]): Record<string, unknown>
}

/** Everything that --act understands; one line each. */
const ACT_WORDS: readonly ActWord[] = [
  { word: 'stop', usage: '', parse: plain('stop', { kind: 'stop' }) },
  { word: 'rollback', usage: '', parse: plain('rollback', { kind: 'stop', autoRollbackEnabled: true }) },
  { word: 'continue', usage: '', parse: plain('continue', { kind: 'continue', deploymentWaitType: 'READY_WAIT' }) },
  {
    word: 'skip-wait',
    usage: '',
    parse: plain('skip-wait', { kind: 'continue', deploymentWaitType: 'TERMINATION_WAIT' }),
  },
  { word: 'deploy', usage: 'old|new', parse: deploy },
  { word: 'desired', usage: 'N', parse: (words) => ({ kind: 'set-desired-capacity', desiredCapacity: count(words) }) },
  { word: 'inject', usage: '<fault> [key=value ...]', parse: inject },
  { word: 'lift', usage: 'N', parse: (words) => ({ kind: 'lift-fault', faultIndex: count(words) }) },
  { word: 'override-alarms', usage: '', parse: plain('override-alarms', { kind: 'override-alarms' }) },
]

/** The acts with what stands behind them, for the help. */
export const ACT_USAGE = ACT_WORDS.map(({ word, usage }) => `${word} ${usage}`.trimEnd()).join(', ')

/** One value of --act, `05:20 rollback`. Throws an InvalidArgumentError that says what was found and what is allowed. */
export function parseAct(text: string): TypedAct {
  const [time = '', word = '', ...rest] = text.trim().split(/\s+/)
  const atMs = parseActTime(time)
  if (atMs === null) {
    throw new InvalidArgumentError(`Found the time "${time}", allowed are ${ACT_TIME_FORMS}; then what is done.`)
  }
  const names = ACT_WORDS.map((act) => act.word)
  const found = ACT_WORDS.find((act) => act.word === word)
  if (found === undefined) throw unknownName('the act', word, names, ACT_USAGE)
  return { text, intervention: { ...found.parse(rest), atMs } }
}

function unknownName(what: string, name: string, names: readonly string[], allowed: string): InvalidArgumentError {
  const nearest = nearestName(name, names)
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`
  return new InvalidArgumentError(`Found ${what} "${name}".${hint} Allowed are ${allowed}.`)
}

function plain(name: string, act: Record<string, unknown>): ActWord['parse'] {
  return (words) => {
    if (words.length > 0)
      throw new InvalidArgumentError(`Found "${words.join(' ')}" behind ${name}, allowed is nothing.`)
    return act
  }
}

function deploy(words: readonly string[]): Record<string, unknown> {
  const [revision = ''] = words
  if (words.length === 1 && ['old', 'new'].includes(revision)) return { kind: 'deploy', revision }
  throw new InvalidArgumentError(`Found "${words.join(' ')}" behind deploy, allowed are old and new.`)
}

function count(words: readonly string[]): number {
  const text = words.join(' ')
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError(`Found "${text}" behind the act, allowed is one whole number.`)
}

function inject([kind = '', ...settings]: readonly string[]): Record<string, unknown> {
  const kinds = FAULTS.map((fault) => fault.kind)
  if (!kinds.some((known) => known === kind)) throw unknownName('the fault', kind, kinds, kinds.join(', '))
  const fault: Record<string, unknown> = { kind }
  for (const setting of settings) setField(fault, setting)
  return { kind: 'inject-fault', fault }
}

/** `key=value`, or `key.inner=value` for a field of a field. */
function setField(fault: Record<string, unknown>, setting: string): void {
  const [, path, text] = /^([A-Za-z]+(?:\.[A-Za-z]+)?)=(.+)$/.exec(setting) ?? []
  if (path === undefined || text === undefined || path === 'kind') {
    const example = 'key=value, such as errorRatePpm=90000 or targets.kind=fleet'
    throw new InvalidArgumentError(`Found "${setting}" behind the fault, allowed is ${example}.`)
  }
  const [key = '', inner] = path.split('.')
  if (inner === undefined) fault[key] = fieldValue(text)
  else fault[key] = { ...(fault[key] as Record<string, unknown> | undefined), [inner]: fieldValue(text) }
}

/** JSON where it is JSON (numbers, true, null, lists), otherwise the text itself. */
function fieldValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

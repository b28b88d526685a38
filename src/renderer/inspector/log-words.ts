import { describeLogEntry, type LogEntry, type RunResult, receiverWords } from '@sim'
import { isEventLine, type LogLine } from './log-lines'

/** An instance id in the room of a label: `i-05c9`. */
const SHORT_ID_CHARS = 6

export interface LogWords {
  readonly words: string
  /** The instance, where the words do not name it; '' otherwise. */
  readonly instanceLabel: string
}

/**
 * The sentence of an entry in the room of a row: up to its outcome, without the details, which the row tells as its title.
 * The instance stands at the end of the row, or by its short id.
 */
export function logWords(result: RunResult, entry: LogLine): LogWords {
  if (isEventLine(entry)) return { words: entry.words, instanceLabel: '' }
  const short = shortWords(result, entry)
  if (short !== null) return short
  const sentence = withoutDetails(describeLogEntry(result, entry).replace(/\.$/, ''), entry)
  const id = entry.instanceIndex === null ? undefined : result.instances[entry.instanceIndex]?.id
  if (id === undefined) return { words: sentence, instanceLabel: '' }
  const shortId = id.slice(0, SHORT_ID_CHARS)
  const withoutId = sentence.replace(` on ${id}`, '')
  if (withoutId.includes(id)) return { words: sentence.replace(id, shortId), instanceLabel: '' }
  return { words: withoutId, instanceLabel: shortId }
}

/** More of a function's or a service's name has no room in the column of the ids. */
const SUBJECT_CHARS_MAX = 14

/**
 * Of a function or a service, whose sentences would lose their end: the event and its outcome with the subject apart, both
 * weights, the phase. null for everything else.
 */
function shortWords(result: RunResult, entry: LogEntry): LogWords | null {
  if (entry.type === 'phase') return { words: `${entry.detail} begins`, instanceLabel: '' }
  if (entry.type === 'traffic') {
    const shares = /^Traffic: ([\d.]+) % to .+, ([\d.]+) % to /.exec(describeLogEntry(result, entry))
    return shares && { words: `Traffic ${shares[1]} / ${shares[2]} %`, instanceLabel: '' }
  }
  const deployment = result.deployments[entry.deploymentIndex ?? -1]
  if (entry.type !== 'lifecycleEvent' || entry.instanceIndex !== null || !deployment) return null
  const subject = receiverWords(result, deployment)
  const name = subject.slice(subject.indexOf(' ') + 1)
  const words = withoutDetails(describeLogEntry(result, entry).replace(/\.$/, ''), entry).replace(` on ${subject}`, '')
  return { words, instanceLabel: name.length > SUBJECT_CHARS_MAX ? `${name.slice(0, SUBJECT_CHARS_MAX - 1)}…` : name }
}

/** What a colon introduces is the point of these. */
const WHOLE_SENTENCES: ReadonlySet<LogEntry['type']> = new Set([
  'fault',
  'traffic',
  'phase',
  'intervention',
  'autoScaling',
])

/** Everything that there is to say of a line: its row's title. */
export function logTitle(result: RunResult, line: LogLine): string {
  return isEventLine(line) ? line.title : describeLogEntry(result, line)
}

/** `Rollback d-1 failed with HEALTH_CONSTRAINTS: ...` is `Rollback d-1 failed`. What an injected fault does is no detail. */
function withoutDetails(sentence: string, { type, errorCode }: LogEntry): string {
  if (WHOLE_SENTENCES.has(type)) return sentence
  const [outcome = ''] = sentence
    .replace(/^The application/, 'Application')
    .replace(/ is (?=created|in progress)/, ' ')
    .split(errorCode ? ` with ${errorCode}` : /[:;]/)
  return outcome
}

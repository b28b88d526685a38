import { describeLogEntry, type LogEntry, type RunResult } from '@sim'
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
  const sentence = withoutDetails(describeLogEntry(result, entry).replace(/\.$/, ''), entry)
  const id = entry.instanceIndex === null ? undefined : result.instances[entry.instanceIndex]?.id
  if (id === undefined) return { words: sentence, instanceLabel: '' }
  const shortId = id.slice(0, SHORT_ID_CHARS)
  const withoutId = sentence.replace(` on ${id}`, '')
  if (withoutId.includes(id)) return { words: sentence.replace(id, shortId), instanceLabel: '' }
  return { words: withoutId, instanceLabel: shortId }
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

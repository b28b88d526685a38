import { styleText } from 'node:util'
import { EXIT } from '../failure'
import { errorCodeOf, reasonOf } from '../files/system-error'
import { type Capabilities, capabilitiesOf } from './capabilities'
import { printable, toAscii } from './printable'

/** Marks in the running text that a terminal may show in colour or weight. */
export type Tone = 'heading' | 'good' | 'bad' | 'warning' | 'old' | 'new' | 'quiet'

const STYLES: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  heading: 'bold',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  old: 'blue',
  new: 'green',
  quiet: 'dim',
}

/** Paints a piece of text, or returns it as it is where there is no colour. */
export type Paint = (tone: Tone, text: string) => string

/** Where a command writes: the result to stdout, everything else to stderr. */
export interface Terminal {
  readonly result: Capabilities
  readonly notes: Capabilities
  /** Paints for stdout. */
  readonly paint: Paint
  /** Writes to stdout, as it is. */
  writeResult(text: string): void
  /** Writes lines for people to stdout: ASCII where the locale has no Unicode. */
  printResult(lines: readonly string[]): void
  /** Writes lines to stderr; whatever came from a file is made harmless first. */
  printNotes(lines: readonly string[]): void
  /** Writes to stderr as it is: the progress bar. */
  writeNote(text: string): void
}

/** The terminal of this process. */
export function createTerminal(): Terminal {
  const result = capabilitiesOf(process.stdout, process.env, process.platform)
  const notes = capabilitiesOf(process.stderr, process.env, process.platform)
  const linesFor = (place: Capabilities, lines: readonly string[]) => {
    const text = lines.map((line) => `${line}\n`).join('')
    return place.hasUnicode ? text : toAscii(text)
  }
  return {
    result,
    notes,
    // Whether there is colour has been decided from the stream; styleText must not look at another one.
    paint: (tone, text) => (result.hasColour ? styleText(STYLES[tone], text, { validateStream: false }) : text),
    writeResult: (text) => process.stdout.write(text),
    printResult: (lines) => process.stdout.write(linesFor(result, lines)),
    printNotes: (lines) => process.stderr.write(linesFor(notes, lines.map(printable))),
    writeNote: (text) => process.stderr.write(text),
  }
}

/** `| head` closes our output early: end quietly, the work is done. Anything else is told in a sentence. */
export function endWhenOutputFails(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (errorCodeOf(error) === 'EPIPE') process.exit(process.exitCode ?? EXIT.ok)
      // Where standard error itself has failed there is nobody left to tell.
      if (stream === process.stdout) tellOutputFailed(error)
      process.exit(EXIT.failure)
    })
  }
}

function tellOutputFailed(error: Error): void {
  process.stderr.write(`fleetshift: standard output cannot be written: ${reasonOf(error)}.\n`)
}

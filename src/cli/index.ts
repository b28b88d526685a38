import { EXIT } from './failure'
import { runCommandLine } from './program'
import { createTerminal, endWhenOutputFails } from './terminal/terminal'

endWhenOutputFails()
const terminal = createTerminal()
try {
  process.exitCode = await runCommandLine(process.argv.slice(2), terminal)
} catch (error) {
  reportBug(error)
  process.exitCode = EXIT.failure
}

/** One line instead of a stack trace; FLEETSHIFT_DEBUG=1 shows the trace to whoever mends it. */
function reportBug(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  terminal.printNotes([`fleetshift: this is a bug in Fleetshift, please report it with the command line: ${message}`])
  if (process.env.FLEETSHIFT_DEBUG && error instanceof Error) terminal.printNotes((error.stack ?? '').split('\n'))
}

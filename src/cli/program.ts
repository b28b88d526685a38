import { Command, CommanderError } from 'commander'
import { COMMANDS } from './commands'
import { CliFailure, EXIT, type ExitCode } from './failure'
import { productVersion } from './project'
import type { Terminal } from './terminal/terminal'

const MODEL = `
What AWS does not publish is a MODEL choice of ours; "fleetshift list model" names them all.`

const EXIT_CODES = `
Exit codes:
  0    done: the run was computed, whatever became of the deployment
  1    it could not be done (a full disk, a bug in Fleetshift)
  2    bad input or usage
  130  cancelled with Ctrl-C`

/** The whole argument table: help, checks and nearest-name suggestions are made from it by commander. */
function createProgram(terminal: Terminal): Command {
  const program = new Command('fleetshift')
    .description(
      'The flight simulator for deployments: plays a deployment to a fleet, request by request, before you run it.',
    )
    .version(productVersion(), '-V, --version', 'Print the version of Fleetshift.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .showHelpAfterError('Run it with --help to see what it takes.')
    .addHelpText('after', MODEL)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.writeResult(text),
      writeErr: (text) => terminal.writeNote(text),
      outputError: (text, write) =>
        write(text.replace(/^error: (.*)/, (_, sentence) => `fleetshift: ${asSentence(sentence)}`)),
    })
  for (const define of COMMANDS) define(program, terminal)
  return program
}

function asSentence(text: string): string {
  return /[.?!)]$/.test(text) ? text : `${text}.`
}

/** Runs one command line and says how it ended. Prints every failure that a person can mend; a bug is thrown on. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await createProgram(terminal).parseAsync([...args], { from: 'user' })
    return EXIT.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput
    if (!(error instanceof CliFailure)) throw error
    terminal.printNotes(error.lines)
    return error.exitCode
  }
}

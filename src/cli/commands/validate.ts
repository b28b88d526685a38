import type { Command } from 'commander'
import { CliFailure } from '../failure'
import { readScenarioFile } from '../files/read-scenario'
import { printable } from '../terminal/printable'
import type { Terminal } from '../terminal/terminal'

/** `fleetshift validate`: every problem of a scenario file, without running it. */
export function defineValidate(program: Command, terminal: Terminal): void {
  program
    .command('validate')
    .summary('check scenario files without running them')
    .description('Checks scenario files and names every problem with its line and column. Exit code 2 if there is one.')
    .argument('<files...>', 'scenario files, or - for standard input')
    .addHelpText('after', '\nExample:\n  fleetshift validate assets/scenarios/*.json')
    .action((paths: string[]) => validate(paths, terminal))
}

async function validate(paths: readonly string[], terminal: Terminal): Promise<void> {
  let hasFailed = false
  for (const path of paths) {
    try {
      const { name, scenario } = await readScenarioFile(path, terminal)
      terminal.printResult([`${name}: valid, "${printable(scenario.name)}"`])
    } catch (error) {
      if (!(error instanceof CliFailure)) throw error
      terminal.printNotes(error.lines)
      hasFailed = true
    }
  }
  if (hasFailed) throw new CliFailure([])
}

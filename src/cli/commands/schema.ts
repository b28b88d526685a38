import { scenarioJsonSchema } from '@sim'
import type { Command } from 'commander'
import type { Terminal } from '../terminal/terminal'

/** `fleetshift schema`: the format of a scenario file, for editors that complete and check. */
export function defineSchema(program: Command, terminal: Terminal): void {
  program
    .command('schema')
    .summary('print the JSON Schema of a scenario file')
    .description('Prints the JSON Schema (draft 2020-12) of a scenario file, with every default, unit and range.')
    .addHelpText('after', '\nExample:\n  fleetshift schema > scenario.schema.json')
    .action(() => terminal.writeResult(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`))
}

import { Argument, type Command } from 'commander'
import { LISTS, type ListSection } from '../lists'
import { wrapText } from '../summary/table'
import { printable } from '../terminal/printable'
import type { Terminal } from '../terminal/terminal'

const TEXT_INDENT = 6

/** `fleetshift list`: what Fleetshift knows, from its registries. */
export function defineList(program: Command, terminal: Terminal): void {
  program
    .command('list')
    .summary('print what Fleetshift knows: strategies, faults, metrics, model choices, scenarios')
    .description('Prints what Fleetshift knows, from the registries that the simulation itself uses.')
    .addArgument(new Argument('[what]', 'only this list').choices(LISTS.map(({ id }) => id)))
    .option('--json', 'print it as one JSON object')
    .addHelpText('after', '\nExamples:\n  fleetshift list scenarios\n  fleetshift list model')
    .action((what: string | undefined, options: { readonly json?: boolean }) => {
      const sections = LISTS.filter(({ id }) => what === undefined || id === what)
      if (options.json) terminal.writeResult(`${JSON.stringify(toJson(sections), null, 2)}\n`)
      else terminal.printResult(sections.flatMap((section, index) => linesOf(section, index > 0, terminal)))
    })
}

function toJson(sections: readonly ListSection[]): Record<string, unknown> {
  const objects = sections.map(({ id, entries }) => [
    id,
    entries().map((entry) => ({ id: entry.id, label: entry.label, text: entry.text, ...entry.facts })),
  ])
  return Object.fromEntries(objects)
}

function linesOf({ title, entries }: ListSection, hasGap: boolean, { paint, result }: Terminal): string[] {
  const lines = entries().flatMap(({ id, label, text, typedAs = id }) => [
    `  ${paint('new', typedAs)}  ${printable(label)}`,
    ...wrapText(printable(text), result.columnCount - TEXT_INDENT).map((line) => ' '.repeat(TEXT_INDENT) + line),
  ])
  return [...(hasGap ? [''] : []), paint('heading', title), ...lines]
}

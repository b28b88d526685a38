import type { Command, CommandGroup } from './command'

export interface SheetRow {
  readonly group: CommandGroup
  readonly label: string
  readonly chords: readonly string[]
}

/** The rows of the keyboard sheet: commands of one label share a row; the query is looked for in labels and keys. */
export function sheetRows(commands: readonly Command[], query: string): SheetRow[] {
  const rows = new Map<string, SheetRow>()
  for (const { group, label, chords, printedChord } of commands) {
    const id = `${group} ${label}`
    const printed = printedChord?.split(' ') ?? chords
    rows.set(id, { group, label, chords: [...new Set([...(rows.get(id)?.chords ?? []), ...printed])] })
  }
  const wanted = query.trim().toLowerCase()
  return [...rows.values()].filter(({ label, chords }) => `${label} ${chords.join(' ')}`.toLowerCase().includes(wanted))
}

/** Headings of the keyboard sheet, in its order. */
export const COMMAND_GROUPS = ['Playback', 'Timeline and view', 'Scenario', 'Scene', 'Window'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/**
 * One thing that the keyboard can do. Rooms export lists of these (`playback/commands.ts`, `timeline/commands.ts`, ...);
 * `keyboard/registry.ts` is the one list of them all: it runs them and prints the sheet.
 */
export interface Command {
  readonly id: string
  readonly group: CommandGroup
  /** In the sheet; commands of one label share a row ("Play or pause", "Back, stop, forward"). */
  readonly label: string
  /**
   * Any of these chords: modifiers `Ctrl`, `Alt`, `Shift` in this order, then the key by its `KeyboardEvent.key`, with
   * `Space` for the space bar: `Ctrl+Shift+L`, `Space`, `ArrowLeft`, `?`. `Ctrl` is Cmd on macOS. Shift is left out where the
   * key itself needs it (`?`, `+`).
   */
  readonly chords: readonly string[]
  /** What the sheet prints in place of many chords (`1…9`). */
  readonly printedChord?: string
  run(chord: string, event: KeyboardEvent): void
}

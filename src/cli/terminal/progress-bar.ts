import type { Terminal } from './terminal'

/** Nothing is drawn before this: most runs are over by then. */
const QUIET_MS = 500
const REDRAW_MS = 100
const CELL_COUNT = 30
const CLEAR_LINE = '\r\u001b[K'

export interface ProgressBar {
  /** `fraction` is 0 to 1; `label` says what is being done and how far it is. */
  show(fraction: number, label: string): void
  /** Removes the bar, so that what follows starts on a clean line. */
  clear(): void
}

/** A bar on stderr for work of more than half a second, only where a person is looking. */
export function createProgressBar(
  terminal: Pick<Terminal, 'notes' | 'writeNote'>,
  clockMs: () => number = () => performance.now(),
): ProgressBar {
  const startedMs = clockMs()
  let drawnMs = Number.NEGATIVE_INFINITY
  return {
    show(fraction, label) {
      const nowMs = clockMs()
      if (!terminal.notes.isTerminal || nowMs - startedMs < QUIET_MS || nowMs - drawnMs < REDRAW_MS) return
      drawnMs = nowMs
      terminal.writeNote(`${CLEAR_LINE}${bar(fraction, terminal.notes.hasUnicode)} ${label}`)
    },
    clear() {
      if (drawnMs > Number.NEGATIVE_INFINITY) terminal.writeNote(CLEAR_LINE)
      drawnMs = Number.NEGATIVE_INFINITY
    },
  }
}

function bar(fraction: number, hasUnicode: boolean): string {
  const bounded = Math.min(1, Math.max(0, fraction))
  const fullCount = Math.round(bounded * CELL_COUNT)
  const [full, empty] = hasUnicode ? ['█', '░'] : ['#', '.']
  const percent = String(Math.floor(bounded * 100)).padStart(3)
  return `${full.repeat(fullCount)}${empty.repeat(CELL_COUNT - fullCount)} ${percent} %`
}

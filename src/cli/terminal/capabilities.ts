/** What the place that text goes to can show. */
export interface Capabilities {
  /** A person is looking: progress may be drawn. */
  readonly isTerminal: boolean
  readonly hasColour: boolean
  readonly hasUnicode: boolean
  /** Characters in a line. */
  readonly columnCount: number
}

/** What is asked of `process.stdout` or `process.stderr`; the last two exist only on a terminal. */
export interface OutputStream {
  readonly isTTY?: boolean
  readonly columns?: number
  hasColors?(): boolean
}

const COLUMNS_WITHOUT_TERMINAL = 100
const COLUMNS_MIN = 60
const COLUMNS_MAX = 120

/** NO_COLOR, NODE_DISABLE_COLORS and TERM=dumb are honoured by Node's own `hasColors`. */
export function capabilitiesOf(
  stream: OutputStream,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Capabilities {
  const isTerminal = stream.isTTY === true && environment.TERM !== 'dumb'
  const columnCount = isTerminal ? stream.columns || COLUMNS_WITHOUT_TERMINAL : COLUMNS_WITHOUT_TERMINAL
  return {
    isTerminal,
    hasColour: isTerminal && stream.hasColors?.() === true,
    hasUnicode: hasUnicodeLocale(environment, platform),
    columnCount: Math.min(COLUMNS_MAX, Math.max(COLUMNS_MIN, columnCount)),
  }
}

/** POSIX: the first of LC_ALL, LC_CTYPE and LANG that is set decides the character set. */
export function hasUnicodeLocale(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG
  if (!locale) return platform === 'win32' || platform === 'darwin'
  return /utf-?8/i.test(locale)
}

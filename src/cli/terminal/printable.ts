// Escape sequences in a name would let a file steer the terminal of whoever runs it.
const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu

/** Text from outside (a name, a path) as one harmless line: control characters become `?`. */
export function printable(text: string): string {
  return text.replace(CONTROL_CHARACTERS, '?')
}

const ASCII: Readonly<Record<string, string>> = {
  '\u2009': ' ',
  '\u202f': ' ',
  '\u00a0': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '→': '->',
  '×': 'x',
  '÷': '/',
  '…': '...',
  '·': '|',
  µ: 'u',
  '≥': '>=',
  '≤': '<=',
}
const REPLACEABLE = new RegExp(`[${Object.keys(ASCII).join('')}]`, 'gu')

/** The signs that our own sentences use, written in ASCII. Letters of other languages stay: they are the author's. */
export function toAscii(text: string): string {
  return text.replace(REPLACEABLE, (sign) => ASCII[sign] ?? sign)
}

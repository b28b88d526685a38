import { ADVANCES } from '../fonts/advances'

export interface TextStyle {
  readonly family: 'sans' | 'mono'
  /** Pixels. */
  readonly size: number
  readonly weight: 400 | 500 | 600 | 650
  /** Letter spacing, in thousandths of the font size. */
  readonly tracking: number
}

/** A character that the embedded font lacks is drawn by whatever the machine has: room for the widest there is. */
const UNKNOWN_ADVANCE = 1_000

function indexByCharacter(characters: string): ReadonlyMap<string, number> {
  return new Map([...characters].map((character, index) => [character, index]))
}

const SANS_INDEX = indexByCharacter(ADVANCES.inter.characters)
const MONO_INDEX = indexByCharacter(ADVANCES.mono.characters)

function advanceOf(character: string, style: TextStyle): number {
  if (style.family === 'mono') return known(ADVANCES.mono.weights[400][MONO_INDEX.get(character) ?? -1])
  return known(ADVANCES.inter.weights[style.weight][SANS_INDEX.get(character) ?? -1])
}

function known(advance: number | undefined): number {
  return advance === undefined || advance < 0 ? UNKNOWN_ADVANCE : advance
}

/** Width of a line of text in pixels, from the table of advances: the same on every machine. Kerning is not counted. */
export function textWidth(text: string, style: TextStyle): number {
  let thousandths = 0
  for (const character of text) thousandths += advanceOf(character, style) + style.tracking
  return (thousandths * style.size) / 1_000
}

/** The text, or as much of its beginning as fits with an ellipsis after it; empty when not even one letter fits. */
export function fitText(text: string, style: TextStyle, maxWidth: number): string {
  if (textWidth(text, style) <= maxWidth) return text
  const characters = [...text]
  while (characters.length > 0) {
    characters.pop()
    const shorter = `${characters.join('').trimEnd()}…`
    if (characters.length > 0 && textWidth(shorter, style) <= maxWidth) return shorter
  }
  return ''
}

/**
 * Breaks a text between words into one line for each width; what does not fit into the last line ends in an ellipsis.
 * Fewer lines when the text is shorter.
 */
export function wrapText(text: string, style: TextStyle, maxWidths: readonly number[]): string[] {
  const lines: string[] = []
  let rest = text
  maxWidths.forEach((maxWidth, index) => {
    if (rest === '') return
    const line = index === maxWidths.length - 1 ? fitText(rest, style, maxWidth) : longestStart(rest, style, maxWidth)
    lines.push(line)
    rest = rest.slice(line.length).trimStart()
  })
  return lines
}

/** The longest beginning that ends between words and fits; a word that is too long alone is cut. */
function longestStart(text: string, style: TextStyle, maxWidth: number): string {
  if (textWidth(text, style) <= maxWidth) return text
  let end = text.lastIndexOf(' ')
  while (end > 0 && textWidth(text.slice(0, end), style) > maxWidth) end = text.lastIndexOf(' ', end - 1)
  if (end > 0) return text.slice(0, end)
  const characters = [...text]
  while (characters.length > 1 && textWidth(characters.join(''), style) > maxWidth) characters.pop()
  return characters.join('')
}

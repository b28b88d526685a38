import type { TextLine } from '../svg/text'

/** A part of the chart: its shapes as SVG, and its words apart, which are drawn on top of every shape. */
export interface Piece {
  readonly shapes: string
  readonly texts: readonly TextLine[]
}

/** Several parts as one, in drawing order. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  return { shapes: pieces.map(({ shapes }) => shapes).join(''), texts: pieces.flatMap(({ texts }) => texts) }
}

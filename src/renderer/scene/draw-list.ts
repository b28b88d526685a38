/**
 * What a picture of the fleet is made of. The scene makes lists of these; a back end (SVG, Canvas) turns them into marks and
 * their roles into the colours of its theme, so that every picture of a fleet comes out of the same functions.
 */

/** Colours by their meaning: the names of the design's tokens. */
export type Ink =
  | 'bg-0'
  | 'bg-1'
  | 'bg-2'
  | 'bg-az'
  | 'line-1'
  | 'line-2'
  | 'line-3'
  | 'ink-1'
  | 'ink-2'
  | 'ink-3'
  | 'ink-4'
  | 'v1'
  | 'v1-ink'
  | 'v1-bg'
  | 'on-v1'
  | 'v2'
  | 'v2-ink'
  | 'v2-bg'
  | 'on-v2'
  | 'fail'
  | 'fail-ink'
  | 'fail-bg'
  | 'on-fail'
  | 'warn'
  | 'fault'
  | 'fault-ink'
  | 'fault-bg'

/** Textures, so that nothing is told by colour alone. */
export type Texture = 'hatch-v2' | 'bars-v1' | 'bars-v2' | 'fade-clients' | 'fade-v1' | 'fade-v2' | 'dot-grid'
export type Role = Ink | Texture

export interface Paint {
  readonly fill?: Role
  readonly stroke?: Ink
  readonly strokeWidth?: number
  /** Lengths of dashes and gaps, as in SVG. */
  readonly dash?: string
  readonly opacity?: number
  readonly isRoundCapped?: boolean
}

export interface RectShape extends Paint {
  readonly kind: 'rect'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly radius?: number
}
export interface CircleShape extends Paint {
  readonly kind: 'circle'
  readonly x: number
  readonly y: number
  readonly radius: number
}
export interface PathShape extends Paint {
  readonly kind: 'path'
  readonly d: string
}
export interface TextShape {
  readonly kind: 'text'
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly text: string
  readonly size: number
  readonly fill: Ink
  readonly weight?: number
  readonly font?: 'ui' | 'mono'
  readonly anchor?: 'start' | 'middle' | 'end'
  /** A rim in the colour of the ground, where text crosses lines. */
  readonly halo?: Ink
}

export type Shape = RectShape | CircleShape | PathShape | TextShape

/** A coordinate for a path: two decimals are finer than any screen, and short. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** A cross of four strokes around a centre, `reach` pixels to each side. */
export function crossPath(x: number, y: number, reach: number): string {
  const left = coordinate(x - reach)
  const right = coordinate(x + reach)
  const top = coordinate(y - reach)
  const bottom = coordinate(y + reach)
  return `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`
}

/** A square that stands on a corner. */
export function diamondPath(x: number, y: number, reach: number): string {
  const [cx, cy] = [coordinate(x), coordinate(y)]
  return `M${cx} ${coordinate(y - reach)}L${coordinate(x + reach)} ${cy}L${cx} ${coordinate(y + reach)}L${coordinate(x - reach)} ${cy}Z`
}

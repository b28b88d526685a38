import type { TrackRole } from '../tracks/drawing'

/** The light tokens of the product. A printed chart is always light, and carries its colours inside. */
export const PAPER = '#ffffff'
export const RULE = '#caccd0'
export const BASELINE = '#83868c'
export const INK_1 = '#14171d'
export const INK_2 = '#44484f'
export const INK_3 = '#61656c'

interface RoleColors {
  /** Lines and marks. */
  readonly line: string
  /** Words. */
  readonly ink: string
  /** Surfaces behind textures, and solid ones. */
  readonly fill: string
  /** What a script at work is tinted with, before its strength is applied. */
  readonly tint: string
  /** Plate under words that lie on a texture. */
  readonly plate: string
}

export const ROLE_COLORS: Readonly<Record<TrackRole, RoleColors>> = {
  v1: { line: '#1251cc', ink: '#104bbe', fill: '#b7c9f0', tint: '#1251cc', plate: '#e6f0fe' },
  v2: { line: '#0ca66b', ink: '#007146', fill: '#b6e4d1', tint: '#0ca66b', plate: '#def8e8' },
  fail: { line: '#df1725', ink: '#c40f1e', fill: '#f9ced0', tint: '#df1725', plate: '#ffebea' },
  warn: { line: '#8d5403', ink: '#8d5403', fill: '#fdf1d8', tint: '#d38000', plate: '#fdf1d8' },
  fault: { line: '#c240bb', ink: '#9a289a', fill: '#f9ecf8', tint: '#c240bb', plate: '#f9ecf8' },
  ink: { line: INK_1, ink: INK_1, fill: INK_1, tint: INK_1, plate: PAPER },
  quiet: { line: BASELINE, ink: INK_3, fill: '#eaebec', tint: BASELINE, plate: PAPER },
}

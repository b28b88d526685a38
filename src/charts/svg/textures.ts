import type { TrackRole, TrackTexture } from '../tracks/drawing'
import { PAPER, ROLE_COLORS } from './palette'
import { element } from './xml'

const ROLES: readonly TrackRole[] = ['v1', 'v2', 'fail']

/** Textures that need a pattern; the rest are plain fills. */
const PATTERNED: readonly TrackTexture[] = ['hatch', 'counterHatch', 'levels']

/** The patterns a chart fills surfaces with, under ids of its own. */
export interface Textures {
  /** The patterns that these shapes refer to. */
  definitionsFor(shapes: string): string
  /** `fill` and, where it differs from opaque, `fill-opacity` of a surface. */
  fill(
    role: TrackRole,
    texture: TrackTexture,
    strength: number,
  ): { readonly fill: string; readonly 'fill-opacity': number | null }
}

/** Lines that make a texture, on a square of 6 by 6 pixels that is turned where the lines rise or fall. */
function patternBody(role: TrackRole, texture: TrackTexture): string {
  const { fill, line } = ROLE_COLORS[role]
  const ground = element('rect', { width: 6, height: 6, fill: texture === 'levels' ? PAPER : fill })
  const stroke = element('path', { d: 'M0,1H6', stroke: line, 'stroke-width': texture === 'levels' ? 1.6 : 1.4 })
  return ground + stroke
}

function pattern(id: string, role: TrackRole, texture: TrackTexture): string {
  const turn = texture === 'levels' ? null : texture === 'hatch' ? 'rotate(-45)' : 'rotate(45)'
  const size = texture === 'levels' ? 4 : 5
  return element(
    'pattern',
    { id, width: 6, height: size, patternUnits: 'userSpaceOnUse', patternTransform: turn },
    patternBody(role, texture),
  )
}

export function makeTextures(idPrefix: string): Textures {
  const idOf = (role: TrackRole, texture: TrackTexture): string => `${idPrefix}-${role}-${texture}`
  const patterns = ROLES.flatMap((role) => PATTERNED.map((texture) => ({ id: idOf(role, texture), role, texture })))
  return {
    definitionsFor: (shapes) =>
      patterns
        .filter(({ id }) => shapes.includes(`url(#${id})`))
        .map(({ id, role, texture }) => pattern(id, role, texture))
        .join(''),
    fill(role, texture, strength) {
      if (texture === 'outline') return { fill: 'none', 'fill-opacity': null }
      if (texture === 'tint') return { fill: ROLE_COLORS[role].tint, 'fill-opacity': strength }
      const isPatterned = PATTERNED.includes(texture) && ROLES.includes(role)
      const fill = isPatterned ? `url(#${idOf(role, texture)})` : ROLE_COLORS[role].fill
      return { fill, 'fill-opacity': null }
    },
  }
}

import type { RevisionLabel } from '@sim'
import type { Body, CellLook } from './cell-look'
import { coordinate, crossPath, diamondPath, type Ink, type Shape, type Texture } from './draw-list'
import { drawBootArc, drawDrainArc, drawLifecycleRing, type Ring } from './lifecycle-ring'

/** Where a cell or chip is drawn, and how large. */
export interface CellPlace {
  readonly x: number
  readonly y: number
  readonly ringDiameter: number
}

interface VersionInks {
  readonly fill: Ink
  readonly ink: Ink
  readonly tint: Ink
  readonly on: Ink
  readonly bars: Texture
  readonly digit: string
}

const VERSION: Readonly<Record<RevisionLabel, VersionInks>> = {
  old: { fill: 'v1', ink: 'v1-ink', tint: 'v1-bg', on: 'on-v1', bars: 'bars-v1', digit: '1' },
  new: { fill: 'v2', ink: 'v2-ink', tint: 'v2-bg', on: 'on-v2', bars: 'bars-v2', digit: '2' },
}

/** Body and glyph are this part of the ring's diameter, so that the ring stands clear around them. */
const BODY_SHARE = 0.6
/** Where there is little room, the ring gives way. */
const SMALL_BODY_SHARE = 0.68
const SMALL_DIAMETER = 30
/** Corner radius of v1 as a part of its side; v2 is round. */
const SQUARE_ROUNDNESS = 0.2
const CIRCLE_ROUNDNESS = 0.5

/** The marks of one instance, without its words. Nothing depends on the theme. */
export function drawCell(place: CellPlace, look: CellLook): Shape[] {
  return [...drawRing(place, look), ...drawBody(place, look), ...drawGlyph(place, look), ...drawFaultBolt(place, look)]
}

/** Side of the square, or diameter of the circle, that an instance has at a place. */
export function bodySize(place: CellPlace): number {
  return place.ringDiameter * (place.ringDiameter < SMALL_DIAMETER ? SMALL_BODY_SHARE : BODY_SHARE)
}

function ringAt(place: CellPlace, done: Ink): Ring {
  const strokeWidth = Math.max(1.6, place.ringDiameter * 0.062)
  return { x: place.x, y: place.y, radius: place.ringDiameter / 2 - strokeWidth / 2, strokeWidth, done }
}

function drawRing(place: CellPlace, look: CellLook): Shape[] {
  if (!look.ring) return []
  if (look.ring.kind === 'events') {
    return drawLifecycleRing(ringAt(place, VERSION[look.ring.done].fill), look.ring.events)
  }
  const ring = ringAt(place, VERSION[look.revision ?? 'old'].fill)
  return look.ring.kind === 'boot' ? drawBootArc(ring, look.ring.progress) : drawDrainArc(ring, look.ring.progress)
}

function drawBody(place: CellPlace, look: CellLook): Shape[] {
  if (look.body === 'absent') return []
  const size = bodySize(place)
  if (look.body === 'empty' || look.body === 'queued' || look.body === 'terminated') {
    const stroke = look.body === 'terminated' ? 'line-1' : 'line-2'
    return [{ kind: 'circle', x: place.x, y: place.y, radius: size / 2, stroke, strokeWidth: 1.2, dash: '1.5 3' }]
  }
  if (look.morph) return drawMorph(place, look.morph, look.body)
  const revision = look.revision ?? 'old'
  const roundness = roundnessOf(revision)
  const { fill, tint, bars } = VERSION[revision]
  const outline = { strokeWidth: outlineWidth(size) }
  if (look.body === 'filled') return [bodyShape(place, roundness, { fill })]
  if (look.body === 'refusing')
    return [bodyShape(place, roundness, { fill, stroke: 'fail', strokeWidth: refusalWidth(size) })]
  if (look.body === 'unhealthy') return [bodyShape(place, roundness, { fill: 'fail' })]
  if (look.body === 'failed') return [bodyShape(place, roundness, { fill: 'fail-bg', stroke: 'fail', ...outline })]
  if (look.body === 'dashed') return [bodyShape(place, roundness, { stroke: fill, dash: '3 2.5', ...outline })]
  if (look.body === 'draining') {
    return [
      bodyShape(place, roundness, { fill: 'bg-0' }),
      bodyShape(place, roundness, { fill: bars, stroke: fill, ...outline }),
    ]
  }
  return [bodyShape(place, roundness, { fill: tint, stroke: fill, ...outline })]
}

/** Both versions on top of each other, one fading into the other, in a shape between theirs. */
function drawMorph(place: CellPlace, morph: NonNullable<CellLook['morph']>, body: Body): Shape[] {
  const roundness = roundnessOf(morph.from) + (roundnessOf(morph.to) - roundnessOf(morph.from)) * morph.progress
  const size = bodySize(place)
  const layer = (revision: RevisionLabel, opacity: number): Shape => {
    const { fill, tint } = VERSION[revision]
    if (body === 'filled') return bodyShape(place, roundness, { fill, opacity })
    if (body === 'refusing') {
      return bodyShape(place, roundness, { fill, stroke: 'fail', strokeWidth: refusalWidth(size), opacity })
    }
    return bodyShape(place, roundness, { fill: tint, stroke: fill, strokeWidth: outlineWidth(size), opacity })
  }
  if (body === 'unhealthy') return [bodyShape(place, roundness, { fill: 'fail' })]
  return [layer(morph.from, 1 - morph.progress), layer(morph.to, morph.progress)]
}

function bodyShape(
  place: CellPlace,
  roundness: number,
  paint: Omit<Extract<Shape, { kind: 'rect' }>, 'kind' | 'x' | 'y' | 'width' | 'height' | 'radius'>,
): Shape {
  const size = bodySize(place)
  return {
    kind: 'rect',
    x: place.x - size / 2,
    y: place.y - size / 2,
    width: size,
    height: size,
    radius: size * roundness,
    ...paint,
  }
}

function roundnessOf(revision: RevisionLabel): number {
  return revision === 'old' ? SQUARE_ROUNDNESS : CIRCLE_ROUNDNESS
}

/** The red rim of an instance that is sent requests and refuses them. */
function refusalWidth(size: number): number {
  return Math.max(2, size * 0.09)
}

function outlineWidth(size: number): number {
  return size < 18 ? 1.2 : 1.6
}

function drawGlyph(place: CellPlace, look: CellLook): Shape[] {
  const size = bodySize(place)
  const reach = size * 0.19
  if (look.body === 'terminated' || look.body === 'absent') return []
  if (look.body === 'empty' || look.body === 'queued') return [plusShape(place, size * 0.12)]
  if (look.body === 'unhealthy') return [crossShape(place, reach, 'on-fail')]
  // Ink, not red: under protanopia red on red loses its brightness.
  if (look.body === 'failed') return [crossShape(place, reach, 'ink-1')]
  if (look.body === 'draining') return drawDownArrow(place, VERSION[look.revision ?? 'old'].fill)
  // During Install the number stays until the files are swapped: it changes when the counts of versions do.
  const { on, ink, digit } = VERSION[look.revision ?? 'old']
  if (look.body === 'refusing') return [crossShape(place, reach, on)]
  const fontSize = Math.max(8, size * 0.47)
  return [
    {
      kind: 'text',
      x: place.x,
      y: place.y + fontSize * 0.36,
      text: digit,
      size: fontSize,
      weight: 650,
      fill: look.body === 'filled' ? on : ink,
      anchor: 'middle',
    },
  ]
}

function crossShape(place: CellPlace, reach: number, stroke: Ink): Shape {
  return {
    kind: 'path',
    d: crossPath(place.x, place.y, reach),
    stroke,
    strokeWidth: Math.max(1.6, reach * 0.38),
    isRoundCapped: true,
  }
}

function plusShape(place: CellPlace, reach: number): Shape {
  const [x, y, r] = [coordinate(place.x), coordinate(place.y), coordinate(reach * 2)]
  const half = coordinate(reach)
  return { kind: 'path', d: `M${x} ${y}m-${half} 0h${r}m-${half} -${half}v${r}`, stroke: 'ink-4', strokeWidth: 1.2 }
}

/** An arrow on a small ground of its own, so that it stands out from the level bars. */
function drawDownArrow(place: CellPlace, stroke: Ink): Shape[] {
  const size = bodySize(place)
  const reach = size * 0.16
  const groundSize = size * 0.5
  const [x, top, bottom] = [coordinate(place.x), coordinate(place.y - reach), coordinate(place.y + reach)]
  const barb = coordinate(reach * 0.8)
  return [
    {
      kind: 'rect',
      x: place.x - groundSize / 2,
      y: place.y - groundSize / 2,
      width: groundSize,
      height: groundSize,
      radius: groundSize * 0.22,
      fill: 'bg-0',
    },
    {
      kind: 'path',
      d: `M${x} ${top}V${bottom}m-${barb} -${barb}l${barb} ${barb}l${barb} -${barb}`,
      stroke,
      strokeWidth: Math.max(1.2, size * 0.055),
      isRoundCapped: true,
    },
  ]
}

function drawFaultBolt(place: CellPlace, look: CellLook): Shape[] {
  if (!look.hasFault) return []
  const reach = Math.max(4, Math.min(7, place.ringDiameter * 0.14))
  const distance = Math.min(place.ringDiameter * 0.36, place.ringDiameter / 2 - reach * 0.8)
  return drawBoltDiamond(place.x + distance, place.y - distance, reach)
}

/** The mark of everything that a person injected: a diamond with a bolt. */
export function drawBoltDiamond(x: number, y: number, reach: number): Shape[] {
  const at = (dx: number, dy: number) => `${coordinate(x + dx * reach)} ${coordinate(y + dy * reach)}`
  return [
    { kind: 'path', d: diamondPath(x, y, reach), fill: 'fault', stroke: 'bg-az', strokeWidth: 1 },
    {
      kind: 'path',
      d: `M${at(0.12, -0.52)}L${at(-0.3, 0.1)}L${at(0.3, -0.06)}L${at(-0.12, 0.52)}`,
      stroke: 'bg-0',
      strokeWidth: Math.max(0.8, reach * 0.17),
      isRoundCapped: true,
    },
  ]
}

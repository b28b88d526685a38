import type { Paint, Role, Shape, TextShape } from './draw-list'

const SVG = 'http://www.w3.org/2000/svg'

/** Draws lists of shapes into a group: only what differs from the last list touches the document. */
export interface SvgSurface {
  paint(shapes: readonly Shape[]): void
}

/** A surface in `parent`. `idPrefix` names the textures of the document: `url(#prefix-hatch-v2)`. */
export function createSvgSurface(parent: SVGGElement, idPrefix: string): SvgSurface {
  const drawn: { shape: Shape; element: SVGElement }[] = []

  function paintAt(position: number, shape: Shape): void {
    const before = drawn[position]
    if (before?.shape === shape) return
    if (before && before.shape.kind === shape.kind) {
      updateElement(before.element, shape, before.shape, idPrefix)
      before.shape = shape
      return
    }
    const element = document.createElementNS(SVG, shape.kind)
    updateElement(element, shape, null, idPrefix)
    if (before) before.element.replaceWith(element)
    else parent.append(element)
    drawn[position] = { shape, element }
  }

  return {
    paint: (shapes) => {
      shapes.forEach((shape, position) => {
        paintAt(position, shape)
      })
      for (const { element } of drawn.splice(shapes.length)) element.remove()
    },
  }
}

type Attributes = Readonly<Record<string, string | number | undefined>>

function updateElement(element: SVGElement, shape: Shape, before: Shape | null, idPrefix: string): void {
  const next = attributesOf(shape, idPrefix)
  const last: Attributes = before ? attributesOf(before, idPrefix) : {}
  for (const [name, value] of Object.entries(next)) {
    if (value === last[name]) continue
    if (value === undefined) element.removeAttribute(name)
    else element.setAttribute(name, String(value))
  }
  if (shape.kind === 'text' && element.textContent !== shape.text) element.textContent = shape.text
}

function attributesOf(shape: Shape, idPrefix: string): Attributes {
  if (shape.kind === 'text') return textAttributes(shape)
  const paint = paintAttributes(shape, idPrefix)
  if (shape.kind === 'path') return { d: shape.d, ...paint }
  if (shape.kind === 'circle') return { cx: shape.x, cy: shape.y, r: shape.radius, ...paint }
  return { x: shape.x, y: shape.y, width: shape.width, height: shape.height, rx: shape.radius, ...paint }
}

function textAttributes(shape: TextShape): Attributes {
  return {
    x: shape.x,
    y: shape.y,
    fill: `var(--${shape.fill})`,
    'font-size': shape.size,
    'font-weight': shape.weight,
    'font-family': `var(--font-${shape.font ?? 'ui'})`,
    'text-anchor': shape.anchor,
    stroke: shape.halo && `var(--${shape.halo})`,
    'stroke-width': shape.halo && 3,
    'paint-order': shape.halo && 'stroke',
    'stroke-linejoin': shape.halo && 'round',
  }
}

function paintAttributes(paint: Paint, idPrefix: string): Attributes {
  return {
    fill: paint.fill ? svgPaint(paint.fill, idPrefix) : 'none',
    stroke: paint.stroke && `var(--${paint.stroke})`,
    'stroke-width': paint.strokeWidth,
    'stroke-dasharray': paint.dash,
    'stroke-linecap': paint.isRoundCapped ? 'round' : undefined,
    'stroke-linejoin': paint.isRoundCapped ? 'round' : undefined,
    opacity: paint.opacity,
  }
}

function svgPaint(role: Role, idPrefix: string): string {
  return /^(hatch|bars|fade|dot)-/.test(role) ? `url(#${idPrefix}-${role})` : `var(--${role})`
}

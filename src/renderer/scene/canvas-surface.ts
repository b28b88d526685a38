import type { Paint, Role, Shape, TextShape } from './draw-list'
import type { Box } from './layout'

/** Draws lists of shapes on a canvas: for many small marks, and for marks that move at every frame. */
export interface CanvasSurface {
  /** Sizes in CSS pixels; the canvas itself follows the pixel ratio of the screen. */
  resize(width: number, height: number): void
  /** Clears everything and draws. */
  paint(shapes: readonly Shape[]): void
  /** Clears one part and draws into it: for the few of many marks that have changed. */
  paintPart(part: Box, shapes: readonly Shape[]): void
  /** The theme has changed: colours and textures are read again. */
  forgetColours(): void
}

export function createCanvasSurface(canvas: HTMLCanvasElement): CanvasSurface {
  const context = canvas.getContext('2d')
  const colours = new Map<Role, string | CanvasPattern>()
  const fonts = new Map<string, string>()

  function colour(role: Role): string | CanvasPattern {
    const known = colours.get(role)
    if (known !== undefined) return known
    const read =
      role === 'hatch-v2'
        ? hatchTile(canvas, 'v2')
        : role.startsWith('bars-')
          ? barsTile(canvas, role)
          : token(canvas, role)
    colours.set(role, read)
    return read
  }

  function font(shape: TextShape): string {
    const family = shape.font ?? 'ui'
    const known = fonts.get(family) ?? token(canvas, `font-${family}`)
    fonts.set(family, known)
    return `${shape.weight ?? 400} ${shape.size}px ${known}`
  }

  function draw(target: CanvasRenderingContext2D, shapes: readonly Shape[]): void {
    for (const shape of shapes) {
      if (shape.kind === 'text') drawText(target, shape, font(shape), colour)
      else drawPainted(target, pathOf(shape), shape, colour)
    }
    target.globalAlpha = 1
  }

  return {
    resize: (width, height) => {
      const ratio = window.devicePixelRatio || 1
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
      canvas.style.width = `${width}px`
      canvas.style.height = `${height}px`
      context?.setTransform(ratio, 0, 0, ratio, 0, 0)
    },
    paint: (shapes) => {
      if (!context) return
      const { a: ratio } = context.getTransform()
      context.clearRect(0, 0, canvas.width / ratio, canvas.height / ratio)
      draw(context, shapes)
    },
    paintPart: ({ x, y, width, height }, shapes) => {
      if (!context) return
      context.clearRect(x, y, width, height)
      draw(context, shapes)
    },
    forgetColours: () => colours.clear(),
  }
}

type ColourOf = (role: Role) => string | CanvasPattern

function pathOf(shape: Exclude<Shape, TextShape>): Path2D {
  if (shape.kind === 'path') return new Path2D(shape.d)
  const path = new Path2D()
  if (shape.kind === 'circle') path.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
  else if (shape.radius) path.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius)
  else path.rect(shape.x, shape.y, shape.width, shape.height)
  return path
}

function drawPainted(context: CanvasRenderingContext2D, path: Path2D, paint: Paint, colour: ColourOf): void {
  context.globalAlpha = paint.opacity ?? 1
  if (paint.fill) {
    context.fillStyle = colour(paint.fill)
    context.fill(path)
  }
  if (!paint.stroke) return
  context.strokeStyle = colour(paint.stroke)
  context.lineWidth = paint.strokeWidth ?? 1
  context.lineCap = paint.isRoundCapped ? 'round' : 'butt'
  context.lineJoin = paint.isRoundCapped ? 'round' : 'miter'
  context.setLineDash(paint.dash ? paint.dash.split(' ').map(Number) : [])
  context.stroke(path)
}

function drawText(context: CanvasRenderingContext2D, shape: TextShape, font: string, colour: ColourOf): void {
  context.globalAlpha = 1
  context.font = font
  context.textAlign = shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start')
  context.fillStyle = colour(shape.fill)
  context.fillText(shape.text, shape.x, shape.y)
}

function token(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(`--${name}`).trim()
}

/** A small canvas that repeats: rising lines on a tint of their own colour. */
function hatchTile(canvas: HTMLCanvasElement, role: 'v2'): CanvasPattern | string {
  return patternOf(canvas, 6, (context) => {
    context.fillStyle = token(canvas, role)
    context.globalAlpha = 0.35
    context.fillRect(0, 0, 6, 6)
    context.globalAlpha = 1
    context.strokeStyle = token(canvas, role)
    context.lineWidth = 1.6
    context.stroke(new Path2D('M-1 1L1 -1M0 6L6 0M5 7L7 5'))
  })
}

function barsTile(canvas: HTMLCanvasElement, role: Role): CanvasPattern | string {
  return patternOf(canvas, 4, (context) => {
    context.fillStyle = token(canvas, role === 'bars-v1' ? 'v1' : 'v2')
    context.fillRect(0, 0, 4, 2)
  })
}

function patternOf(
  canvas: HTMLCanvasElement,
  size: number,
  draw: (context: CanvasRenderingContext2D) => void,
): CanvasPattern | string {
  const tile = document.createElement('canvas')
  const ratio = window.devicePixelRatio || 1
  tile.width = size * ratio
  tile.height = size * ratio
  const context = tile.getContext('2d')
  if (!context) return 'transparent'
  context.scale(ratio, ratio)
  draw(context)
  const pattern = canvas.getContext('2d')?.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio))
  return pattern ?? 'transparent'
}

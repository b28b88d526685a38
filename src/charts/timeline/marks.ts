import { coordinate } from '../numbers'
import { PAPER, ROLE_COLORS } from '../svg/palette'
import { element } from '../svg/xml'
import type { TrackMarkShape, TrackRole } from '../tracks/drawing'

const DISC_RADIUS = 7
const CROSS_REACH = 2.6
const DIAMOND_REACH = 7.5
const WARNING_REACH = 5.5
const STOP_REACH = 7

/** A mark centred on a point. A ring of paper keeps it apart from what lies under it. */
export function markShape(shape: TrackMarkShape, role: TrackRole, x: number, y: number): string {
  const { line } = ROLE_COLORS[role]
  const ring = { stroke: PAPER, 'stroke-width': 1.5 }
  switch (shape) {
    case 'disc':
      return element('circle', { cx: x, cy: y, r: DISC_RADIUS, fill: line, ...ring }) + cross(x, y)
    case 'diamond':
      return (
        element('path', { d: diamond(DIAMOND_REACH), transform: translate(x, y), fill: line, ...ring }) + bolt(x, y)
      )
    case 'circle':
    case 'turn':
      return element('circle', { cx: x, cy: y, r: 3.5, fill: PAPER, stroke: line, 'stroke-width': 1.6 })
    case 'act':
      return element('path', { d: 'M-4.5,-4H4.5L0,4.5Z', transform: translate(x, y), fill: line, ...ring })
    case 'ring':
      return element('circle', { cx: x, cy: y, r: 3.5, fill: PAPER, stroke: line, 'stroke-width': 1.6 })
    case 'dashedRing':
      return element('circle', {
        cx: x,
        cy: y,
        r: 3.5,
        fill: PAPER,
        stroke: line,
        'stroke-width': 1.4,
        'stroke-dasharray': '2 1.6',
      })
    case 'notice':
      return element('path', {
        d: 'M-5,-3.5H5V3.5H-5ZM-5,-3.5L0,0.8L5,-3.5',
        transform: translate(x, y),
        fill: PAPER,
        stroke: line,
        'stroke-width': 1.3,
      })
    case 'warning':
      return element('path', { d: diamond(WARNING_REACH), transform: translate(x, y), fill: line, ...ring })
    case 'square':
      return element('rect', { x: x - 4, y: y - 4, width: 8, height: 8, rx: 1, fill: line, ...ring })
    case 'dot':
      return element('circle', { cx: x, cy: y, r: 4.5, fill: line, ...ring })
    case 'stop':
    case 'cross':
      return element('path', {
        d: `M0,${-STOP_REACH}V${STOP_REACH}`,
        transform: translate(x, y),
        stroke: line,
        'stroke-width': 2,
      })
  }
}

function translate(x: number, y: number): string {
  return `translate(${coordinate(x)} ${coordinate(y)})`
}

function diamond(reach: number): string {
  return `M0,${-reach}L${reach},0L0,${reach}L${-reach},0Z`
}

function cross(x: number, y: number): string {
  const r = CROSS_REACH
  const d = `M${-r},${-r}L${r},${r}M${r},${-r}L${-r},${r}`
  return element('path', {
    d,
    transform: translate(x, y),
    stroke: PAPER,
    'stroke-width': 1.8,
    'stroke-linecap': 'round',
  })
}

function bolt(x: number, y: number): string {
  return element('path', {
    d: 'M0.9,-3.8L-2.1,0.6H-0.2L-0.9,3.8L2.1,-0.6H0.2Z',
    transform: translate(x, y),
    fill: PAPER,
  })
}

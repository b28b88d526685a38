import { type EventGroup, LIFECYCLE_EVENTS, type LifecycleEventFrame, type LifecycleEventName } from '@sim'
import { coordinate, diamondPath, type Ink, type Shape } from './draw-list'

/** Degrees between two events of a group, and between two groups. */
const GAP_DEGREES = 5
const GROUP_GAP_DEGREES = 12

export interface RingSegment {
  readonly startDegrees: number
  readonly endDegrees: number
}

/** How many events there are in each stretch of one group: traffic off, application, traffic on; as the registry has them. */
export function groupSizes(names: readonly LifecycleEventName[]): readonly number[] {
  const sizes: number[] = []
  let before: EventGroup | undefined
  for (const name of names) {
    const group = LIFECYCLE_EVENTS.Server.find((event) => event.name === name)?.group
    if (sizes.length > 0 && group === before) sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1
    else sizes.push(1)
    before = group
  }
  return sizes
}

/** Where each event of an instance lies on the ring, clockwise from 12 o'clock. */
export function ringSegments(names: readonly LifecycleEventName[]): readonly RingSegment[] {
  const groups = groupSizes(names)
  const eventCount = names.length
  const gaps = (eventCount - groups.length) * GAP_DEGREES + groups.length * GROUP_GAP_DEGREES
  const length = (360 - gaps) / Math.max(1, eventCount)
  const segments: RingSegment[] = []
  let cursor = GROUP_GAP_DEGREES / 2
  for (const groupSize of groups) {
    for (let index = 0; index < groupSize; index += 1) {
      segments.push({ startDegrees: cursor, endDegrees: cursor + length })
      cursor += length + GAP_DEGREES
    }
    cursor += GROUP_GAP_DEGREES - GAP_DEGREES
  }
  return segments
}

/** An arc as an SVG path; degrees run clockwise from the top. */
export function arcPath(x: number, y: number, radius: number, startDegrees: number, endDegrees: number): string {
  // A whole turn would end where it starts, and rounded coordinates would draw nothing.
  const sweep = Math.min(359.5, endDegrees - startDegrees)
  if (sweep <= 0) return ''
  const [fromX, fromY] = pointOnRing(x, y, radius, startDegrees)
  const [toX, toY] = pointOnRing(x, y, radius, startDegrees + sweep)
  const r = coordinate(radius)
  return `M${coordinate(fromX)} ${coordinate(fromY)}A${r} ${r} 0 ${sweep > 180 ? 1 : 0} 1 ${coordinate(toX)} ${coordinate(toY)}`
}

export interface Ring {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly strokeWidth: number
  /** Colour of the events that are done: that of the revision being deployed. */
  readonly done: Ink
}

/** The lifecycle events of a target as a segmented ring; pending segments are faint, the running one grows with simulated time. */
export function drawLifecycleRing(ring: Ring, events: readonly LifecycleEventFrame[]): Shape[] {
  const segments = ringSegments(events.map(({ name }) => name))
  const paths = { toCome: '', done: '', running: '', failed: '' }
  const overdueTips: Shape[] = []
  events.forEach((event, index) => {
    const segment = segments[index]
    if (!segment) return
    const { startDegrees, endDegrees } = segment
    const whole = arcPath(ring.x, ring.y, ring.radius, startDegrees, endDegrees)
    if (event.status === 'Succeeded') paths.done += whole
    else if (event.status === 'Failed') paths.failed += whole
    else paths.toCome += whole
    if (event.status !== 'InProgress') return
    const progress = event.isOverdue ? 1 : Math.min(1, Math.max(0.06, event.progress))
    const tipDegrees = startDegrees + (endDegrees - startDegrees) * progress
    paths.running += arcPath(ring.x, ring.y, ring.radius, startDegrees, tipDegrees)
    if (event.isOverdue) {
      const [tipX, tipY] = pointOnRing(ring.x, ring.y, ring.radius, tipDegrees)
      overdueTips.push({ kind: 'path', d: diamondPath(tipX, tipY, ring.strokeWidth), fill: 'warn' })
    }
  })
  return [
    { kind: 'path', d: paths.toCome, stroke: 'line-2', strokeWidth: ring.strokeWidth },
    { kind: 'path', d: paths.done, stroke: ring.done, strokeWidth: ring.strokeWidth },
    { kind: 'path', d: paths.running, stroke: 'ink-1', strokeWidth: ring.strokeWidth + 1.4 },
    { kind: 'path', d: paths.failed, stroke: 'fail', strokeWidth: ring.strokeWidth + 2.4 },
    ...overdueTips,
  ]
}

/** A thin circle whose coloured part runs down while the deregistration delay passes. */
export function drawDrainArc(ring: Ring, drainProgress: number): Shape[] {
  const strokeWidth = Math.max(1.4, ring.strokeWidth * 0.7)
  return [
    { kind: 'circle', x: ring.x, y: ring.y, radius: ring.radius, stroke: 'line-2', strokeWidth },
    {
      kind: 'path',
      d: arcPath(ring.x, ring.y, ring.radius, 0, 360 * (1 - drainProgress)),
      stroke: ring.done,
      strokeWidth,
      isRoundCapped: true,
    },
  ]
}

/** A dotted circle with a thin arc: how much of its start-up an instance has behind it. */
export function drawBootArc(ring: Ring, bootProgress: number): Shape[] {
  const strokeWidth = Math.max(1.2, ring.strokeWidth * 0.5)
  return [
    { kind: 'circle', x: ring.x, y: ring.y, radius: ring.radius, stroke: 'line-2', strokeWidth: 1.2, dash: '1.5 3' },
    {
      kind: 'path',
      d: arcPath(ring.x, ring.y, ring.radius, 0, 360 * bootProgress),
      stroke: ring.done,
      strokeWidth,
      isRoundCapped: true,
    },
  ]
}

function pointOnRing(x: number, y: number, radius: number, degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180
  return [x + radius * Math.sin(angle), y - radius * Math.cos(angle)]
}

import { LIFECYCLE_EVENTS, type LifecycleEventFrame } from '@sim'
import { describe, expect, it } from 'vitest'
import type { PathShape } from '../../../src/renderer/scene/draw-list'
import { arcPath, drawLifecycleRing, groupSizes, ringSegments } from '../../../src/renderer/scene/lifecycle-ring'

const RING = { x: 50, y: 50, radius: 25, strokeWidth: 3, done: 'v2' } as const

const NAMES = LIFECYCLE_EVENTS.Server.map(({ name }) => name)

function event(status: LifecycleEventFrame['status'], progress = 0, isOverdue = false): LifecycleEventFrame {
  return { name: 'Install', status, progress, isOverdue }
}

describe('the segments of the lifecycle ring', () => {
  it('run once around, in order, without touching', () => {
    for (const names of [NAMES, NAMES.slice(3, 10)]) {
      const segments = ringSegments(names)
      expect(segments.length).toBe(names.length)
      segments.forEach((segment, index) => {
        expect(segment.endDegrees).toBeGreaterThan(segment.startDegrees)
        expect(segment.startDegrees).toBeGreaterThan(segments[index - 1]?.endDegrees ?? 0)
      })
      expect(segments.at(-1)?.endDegrees).toBeLessThan(360)
    }
  })

  it('stand apart in groups of 3, 7 and 3 with a load balancer', () => {
    const segments = ringSegments(NAMES)
    const gaps = segments.slice(1).map((segment, at) => segment.startDegrees - (segments[at]?.endDegrees ?? 0))
    const wide = gaps.flatMap((gap, at) => (gap > Math.min(...gaps) + 1 ? [at] : []))
    expect(wide).toEqual([2, 9])
    const one = ringSegments(NAMES.slice(3, 10))
    const inner = one.slice(1).map((segment, at) => segment.startDegrees - (one[at]?.endDegrees ?? 0))
    expect(Math.max(...inner) - Math.min(...inner)).toBeLessThan(1e-9)
  })
})

describe('the groups of the ring', () => {
  it('are those of the registry: 13 in place, 10 on a replacement, 3 on an original', () => {
    expect(groupSizes(NAMES)).toEqual([3, 7, 3])
    expect(groupSizes(NAMES.slice(3))).toEqual([7, 3])
    expect(groupSizes(NAMES.slice(0, 3))).toEqual([3])
  })
})

describe('an arc', () => {
  it('starts at 12 o’clock and runs clockwise', () => {
    expect(arcPath(50, 50, 25, 0, 90)).toBe('M50 25A25 25 0 0 1 75 50')
    expect(arcPath(50, 50, 25, 0, 270)).toBe('M50 25A25 25 0 1 1 25 50')
  })

  it('is drawn when it is the whole circle: its ends never coincide', () => {
    for (let x = 40; x < 41; x += 0.013) {
      const [, from, to] = /^M(.*)A.* 1 1 (.*)$/.exec(arcPath(x, 50, 25, 0, 360)) ?? []
      expect(to).toBeDefined()
      expect(to).not.toBe(from)
    }
  })

  it('is nothing when it has no length', () => {
    expect(arcPath(50, 50, 25, 90, 90)).toBe('')
  })
})

describe('the ring of a target', () => {
  it('tells done, running, failed and to come apart by colour and by thickness', () => {
    const shapes = drawLifecycleRing(RING, [
      event('Succeeded'),
      event('InProgress', 0.5),
      event('Pending'),
      event('Failed'),
    ])
    const paths = shapes.filter((shape): shape is PathShape => shape.kind === 'path')
    expect(paths.map(({ stroke, strokeWidth, d }) => [stroke, strokeWidth, d !== ''])).toEqual([
      ['line-2', 3, true],
      ['v2', 3, true],
      ['ink-1', 4.4, true],
      ['fail', 5.4, true],
    ])
  })

  it('fills the running segment with its progress', () => {
    const lengthAt = (progress: number) => {
      const running = drawLifecycleRing(RING, [event('InProgress', progress)])[2] as PathShape
      const [, x, y] = /1 ([\d.]+) ([\d.]+)$/.exec(running.d) ?? []
      const degrees = (Math.atan2(Number(x) - 50, 50 - Number(y)) * 180) / Math.PI
      return (degrees + 360) % 360
    }
    expect(lengthAt(0.75)).toBeGreaterThan(lengthAt(0.25))
    expect(lengthAt(1)).toBeGreaterThan(lengthAt(0.75))
  })

  it('puts a diamond on the tip of an event that runs longer than expected', () => {
    expect(drawLifecycleRing(RING, [event('InProgress', 1, true)]).some(({ fill }) => fill === 'warn')).toBe(true)
    expect(drawLifecycleRing(RING, [event('InProgress', 1, false)]).some(({ fill }) => fill === 'warn')).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { placeTracks } from '../../../src/renderer/timeline/track-heights'
import { runOf, smallScenario } from '../support/runs'

const result = runOf(smallScenario())

describe('the heights of the tracks', () => {
  it('fill the timeline from top to bottom without gaps', () => {
    for (const height of [130, 180, 250, 400]) {
      const placed = placeTracks(result, height)
      placed.forEach((each, at) => {
        const before = placed[at - 1]
        expect(each.top).toBe(before ? before.top + before.height : 0)
        expect(each.height).toBeGreaterThan(8)
      })
      const last = placed.at(-1)
      const bottom = (last?.top ?? 0) + (last?.height ?? 0)
      expect(bottom).toBeLessThanOrEqual(height)
      expect(bottom).toBeGreaterThan(height - placed.length)
    }
  })

  it('draw all tracks in full at the height of the design', () => {
    expect(placeTracks(result, 246).filter(({ isSparkline }) => isSparkline)).toEqual([])
  })

  it('collapse one after the other, in the order of the design, as the timeline gets lower', () => {
    const order: string[] = []
    for (let height = 300; height >= 80; height -= 1) {
      const collapsed = placeTracks(result, height).filter(({ isSparkline }) => isSparkline)
      order.push(...collapsed.map(({ track }) => track.id).filter((id) => !order.includes(id)))
    }
    expect(order).toEqual(['latency', 'requests', 'failures', 'capacity'])
  })

  it('leave tracks out that have nothing to show', () => {
    const idle = runOf(smallScenario({ name: 'Idle', deployment: null, durationMs: 10_000 }))
    expect(placeTracks(idle, 246).map(({ track }) => track.id)).toEqual(['requests', 'failures', 'latency', 'capacity'])
  })
})

import { describe, expect, it } from 'vitest'
import { nearestStop, neighbourStop, SPEED_STOPS, speedPosition } from '../../../src/renderer/playback/speeds'

describe('the speed scale', () => {
  it('has nine stops from 1 to 100', () => {
    expect(SPEED_STOPS).toEqual([1, 2, 3, 5, 10, 20, 30, 50, 100])
  })

  it('is logarithmic: 10 lies half way', () => {
    expect([1, 10, 100].map(speedPosition)).toEqual([0, 0.5, 1])
  })

  it('finds the stop under the pointer', () => {
    for (const stop of SPEED_STOPS) expect(nearestStop(speedPosition(stop) + 0.01)).toBe(stop)
    expect(nearestStop(-1)).toBe(1)
    expect(nearestStop(2)).toBe(100)
  })

  it('walks from stop to stop, also from a speed between two', () => {
    expect(neighbourStop(5, 1)).toBe(10)
    expect(neighbourStop(5, -1)).toBe(3)
    expect(neighbourStop(4, 1)).toBe(10)
    expect(neighbourStop(100, 1)).toBe(100)
    expect(neighbourStop(1, -1)).toBe(1)
  })
})

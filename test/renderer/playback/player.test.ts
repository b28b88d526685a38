import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPlayer, type Player } from '../../../src/renderer/playback/player'
import { FakeClock } from './fake-clock'

let clock: FakeClock
let player: Player
beforeEach(() => {
  clock = new FakeClock()
  player = createPlayer(clock)
  player.setDuration(60_000)
})

describe('the playback clock', () => {
  it('maps wall time to simulated time, whatever the frames', () => {
    player.play()
    clock.pass(1_000, 16)
    expect(player.nowMs()).toBe(1_000)
    clock.pass(1_000, 333)
    expect(player.nowMs()).toBe(2_000)
  })

  it('takes a new speed from where it stands', () => {
    player.play()
    clock.pass(1_000)
    player.setSpeed(10)
    clock.pass(1_000)
    expect(player.nowMs()).toBe(11_000)
  })

  it('keeps the speed between 1 and 100', () => {
    player.setSpeed(0.2)
    expect(player.speed()).toBe(1)
    player.setSpeed(1_000)
    expect(player.speed()).toBe(100)
  })

  it('stops at the end, and starts again from there', () => {
    player.seek(59_500)
    player.play()
    clock.pass(1_000)
    expect([player.nowMs(), player.isPlaying()]).toEqual([60_000, false])
    player.play()
    clock.pass(500)
    expect(player.nowMs()).toBe(500)
  })

  it('asks for no frame while nothing moves', () => {
    clock.pass(500)
    expect(clock.isBusy()).toBe(false)
    player.play()
    expect(clock.isBusy()).toBe(true)
    player.pause()
    clock.pass(500)
    expect(clock.isBusy()).toBe(false)
  })

  it('pauses when the window is hidden', () => {
    player.play()
    clock.pass(1_000)
    clock.hide()
    clock.pass(5_000)
    expect([player.nowMs(), player.isPlaying()]).toEqual([1_000, false])
  })

  it('seeks to whole milliseconds inside the run, backwards too', () => {
    player.seek(12_345.6)
    expect(player.nowMs()).toBe(12_346)
    player.seek(2_000)
    expect(player.nowMs()).toBe(2_000)
    player.seek(-5)
    expect(player.nowMs()).toBe(0)
    player.seek(99_999)
    expect(player.nowMs()).toBe(60_000)
  })

  it('steps to whole seconds', () => {
    player.seek(3_400)
    player.stepSeconds(1)
    expect(player.nowMs()).toBe(4_000)
    player.stepSeconds(-1)
    expect(player.nowMs()).toBe(3_000)
    player.seek(3_400)
    player.stepSeconds(-1)
    expect(player.nowMs()).toBe(3_000)
  })

  it('keeps the playhead inside a run that has become shorter', () => {
    player.seek(50_000)
    player.setDuration(20_000)
    expect(player.nowMs()).toBe(20_000)
  })

  it('does not play before there is a run', () => {
    const empty = createPlayer(clock)
    empty.play()
    expect(empty.isPlaying()).toBe(false)
  })
})

describe('painters', () => {
  it('are called at once, and in each frame in which the playhead has moved', () => {
    const paint = vi.fn()
    player.onFrame(paint)
    expect(paint.mock.calls).toEqual([[0]])
    player.seek(5_000)
    player.seek(6_000)
    clock.frame()
    expect(paint.mock.calls).toEqual([[0], [6_000]])
    clock.pass(500)
    expect(paint).toHaveBeenCalledTimes(2)
  })

  it('are left alone once they have gone', () => {
    const paint = vi.fn()
    const stop = player.onFrame(paint)
    stop()
    player.seek(5_000)
    clock.frame()
    expect(paint).toHaveBeenCalledTimes(1)
  })
})

describe('listeners', () => {
  it('hear of moves at most ten times a second, and of the last one', () => {
    const heard: number[] = []
    player.play()
    clock.pass(200)
    player.onChange(() => heard.push(player.nowMs()))
    clock.pass(1_000)
    expect(heard.length).toBeGreaterThan(5)
    expect(heard.length).toBeLessThanOrEqual(10)
    player.pause()
    expect(heard.at(-1)).toBe(player.nowMs())
  })

  it('hear of a scrub after it has come to rest', () => {
    const heard: number[] = []
    player.onChange(() => heard.push(player.nowMs()))
    for (let tMs = 1_000; tMs <= 9_000; tMs += 1_000) {
      player.seek(tMs)
      clock.pass(16)
    }
    clock.pass(200)
    expect(heard.at(-1)).toBe(9_000)
    expect(heard.length).toBeLessThan(9)
  })
})

describe('a loop', () => {
  it('repeats its stretch', () => {
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    player.play()
    expect(player.nowMs()).toBe(10_000)
    clock.pass(2_500)
    expect([player.nowMs(), player.isPlaying()]).toEqual([10_500, true])
  })

  it('is run up to by a playhead that is on its way, and begun anew by one that is past it', () => {
    player.seek(9_000)
    player.play()
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    clock.pass(500)
    expect(player.nowMs()).toBe(9_500)
    clock.pass(3_000)
    expect(player.nowMs()).toBe(10_500)
    player.seek(20_000)
    clock.pass(500)
    expect(player.nowMs()).toBe(10_500)
  })

  it('is repeated backwards, too', () => {
    player.seek(13_000)
    player.shuttle(-1)
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    clock.pass(500)
    expect(player.nowMs()).toBe(12_500)
    clock.pass(3_000)
    expect(player.nowMs()).toBe(11_500)
  })

  it('does not outlive its run', () => {
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    player.play()
    player.rewind()
    expect([player.loop(), player.isPlaying(), player.nowMs()]).toEqual([null, false, 0])
    player.toggleLoop()
    expect(player.loop()).toEqual({ fromMs: 0, toMs: 60_000 })
  })

  it('is left and taken up again', () => {
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    player.toggleLoop()
    expect(player.loop()).toBeNull()
    player.toggleLoop()
    expect(player.loop()).toEqual({ fromMs: 10_000, toMs: 12_000 })
  })

  it('is forgotten when a run is too short for it', () => {
    player.setLoop({ fromMs: 10_000, toMs: 12_000 })
    player.setDuration(5_000)
    expect(player.loop()).toBeNull()
    player.toggleLoop()
    expect(player.loop()).toEqual({ fromMs: 0, toMs: 5_000 })
  })
})

describe('J and L', () => {
  it('play backwards and forwards, and double the speed when they are pressed again', () => {
    player.seek(30_000)
    player.shuttle(-1)
    clock.pass(1_000)
    expect(player.nowMs()).toBe(29_000)
    player.shuttle(-1)
    clock.pass(1_000)
    expect([player.nowMs(), player.speed()]).toEqual([27_000, 2])
    player.shuttle(1)
    clock.pass(1_000)
    expect(player.nowMs()).toBe(29_000)
  })

  it('stop at the start', () => {
    player.seek(500)
    player.shuttle(-1)
    clock.pass(2_000)
    expect([player.nowMs(), player.isPlaying()]).toEqual([0, false])
  })
})

describe('reduced motion', () => {
  it('moves the playhead in steps of a second while it plays', () => {
    clock.isReduced = true
    const painted: number[] = []
    player.onFrame((tMs) => painted.push(tMs))
    player.play()
    clock.pass(3_500)
    expect(painted).toEqual([0, 1_000, 2_000, 3_000])
  })

  it('still reaches an end that is not a whole second', () => {
    clock.isReduced = true
    player.setDuration(2_500)
    player.play()
    clock.pass(4_000)
    expect(player.nowMs()).toBe(2_500)
  })
})

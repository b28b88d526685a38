import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { player } from '../../../src/renderer/playback/player'
import { followPlayer } from '../../../src/renderer/state/follow-player'
import { useStore } from '../../../src/renderer/state/store'
import { runOf, shownOf, smallScenario } from '../support/runs'

const show = (properties: Parameters<typeof smallScenario>[0]) =>
  useStore.setState({ shown: shownOf(runOf(smallScenario(properties))) })

let stop: () => void
beforeEach(() => {
  stop = followPlayer()
  show({ name: 'First' })
  player.setLoop({ fromMs: 10_000, toMs: 12_000 })
  player.seek(11_000)
})
afterEach(() => {
  stop()
  player.rewind()
  useStore.setState({ shown: null })
})

describe('the playback clock', () => {
  it('keeps playhead and loop over another seed', () => {
    show({ name: 'First again', seed: 2 })
    expect([player.loop(), player.nowMs()]).toEqual([{ fromMs: 10_000, toMs: 12_000 }, 11_000])
  })

  it('goes to the start of another scenario, and leaves the loop behind', () => {
    show({ name: 'Second', load: { kind: 'constant', rps: 31 } })
    expect([player.loop(), player.nowMs()]).toEqual([null, 0])
  })
})

import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { player } from '../../../src/renderer/playback/player'
import { Transport } from '../../../src/renderer/playback/Transport'
import { followPlayer } from '../../../src/renderer/state/follow-player'
import { useStore } from '../../../src/renderer/state/store'
import { runOf, shownOf, smallScenario } from '../support/runs'

const result = runOf(smallScenario())
let unfollow: () => void
beforeEach(() => {
  unfollow = followPlayer()
  useStore.setState({ shown: shownOf(result) })
  player.seek(0)
})
afterEach(() => {
  player.pause()
  player.setSpeed(1)
  player.setLoop(null)
  unfollow()
  useStore.setState({ shown: null, future: 'dimmed' })
})

describe('the transport bar', () => {
  it('plays and pauses', async () => {
    render(<Transport />)
    await userEvent.click(screen.getByRole('button', { name: 'Play' }))
    expect(player.isPlaying()).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
    expect(player.isPlaying()).toBe(false)
  })

  it('steps by second, with Shift by event', async () => {
    const user = userEvent.setup()
    render(<Transport />)
    await user.click(screen.getByRole('button', { name: 'One second forward' }))
    expect(player.nowMs()).toBe(1_000)
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('button', { name: 'One second forward' }))
    await user.keyboard('{/Shift}')
    const next = result.log.map(({ atMs }) => atMs).find((atMs) => atMs > 1_000)
    expect(player.nowMs()).toBe(next)
  })

  it('goes to both ends', async () => {
    render(<Transport />)
    await userEvent.click(screen.getByRole('button', { name: 'End' }))
    expect(player.nowMs()).toBe(result.endedAtMs)
    await userEvent.click(screen.getByRole('button', { name: 'Start' }))
    expect(player.nowMs()).toBe(0)
  })

  it('sets the speed with the keys of a slider', async () => {
    const user = userEvent.setup()
    render(<Transport />)
    const slider = screen.getByRole('slider', { name: 'Speed' })
    act(() => slider.focus())
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(player.speed()).toBe(3)
    expect(slider).toHaveAttribute('aria-valuetext', '3 times')
    await user.keyboard('{End}')
    expect(player.speed()).toBe(100)
  })

  it('says the future mode and the seed', async () => {
    render(<Transport />)
    await userEvent.click(screen.getByRole('button', { name: 'Future dimmed' }))
    expect(screen.getByRole('button', { name: 'Future hidden' })).toBeVisible()
    expect(screen.getByText(`seed ${result.identity.seed}`)).toBeVisible()
  })

  it('loops the whole run when no stretch was chosen', async () => {
    render(<Transport />)
    await userEvent.click(screen.getByRole('button', { name: /^Loop/ }))
    expect(player.loop()).toEqual({ fromMs: 0, toMs: result.endedAtMs })
    expect(screen.getByRole('button', { name: 'Leave the loop' })).toHaveAttribute('aria-pressed', 'true')
  })
})

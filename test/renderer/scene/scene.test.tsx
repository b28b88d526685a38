import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { player } from '../../../src/renderer/playback/player'
import { Scene } from '../../../src/renderer/scene/Scene'
import { followPlayer } from '../../../src/renderer/state/follow-player'
import { useStore } from '../../../src/renderer/state/store'
import { giveElementsASize } from '../support/element-size'
import { failingScenario, runOf, shownOf } from '../support/runs'

const result = runOf(failingScenario())
giveElementsASize(896, 433)
let unfollow: () => void
beforeEach(() => {
  unfollow = followPlayer()
  useStore.setState({ shown: shownOf(result), selectedInstance: null })
  player.setDuration(result.endedAtMs)
  player.seek(0)
})
afterEach(() => {
  unfollow()
  useStore.setState({ shown: null, selectedInstance: null, playheadMs: 0 })
})

const grid = () => screen.getByRole('grid')
const active = () => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')

/** What the painters have drawn: the texts of the scene. */
function drawnTexts(container: HTMLElement): string[] {
  return [...container.querySelectorAll('svg text')].map((text) => text.textContent ?? '')
}

describe('the scene', () => {
  it('draws clients, balancer, zones, targets and every instance', () => {
    const { container } = render(<Scene />)
    const texts = drawnTexts(container)
    expect(texts).toEqual(expect.arrayContaining(['Clients', 'ALB', 'us-east-1a', 'us-east-1b', 'Target group']))
    expect(texts.filter((text) => text === '1').length).toBe(6)
    for (const { id } of result.instances) expect(texts).toContain(id.slice(0, 6))
    expect(texts.some((text) => text.startsWith('6 of 6 healthy'))).toBe(true)
  })

  it('states how many requests one mark is', () => {
    render(<Scene />)
    expect(screen.getByText(/^(Every request is one mark|One mark is \d+ requests)$/)).toBeVisible()
  })

  it('follows the playhead, forwards and backwards', async () => {
    const { container } = render(<Scene />)
    const before = drawnTexts(container)
    const install = result.deployments[0]?.targets[0]?.lifecycleEvents.find(({ name }) => name === 'Install')
    act(() => player.seek((install?.startMs ?? 0) + 1_000))
    await waitFor(() =>
      expect(drawnTexts(container)).toEqual(expect.arrayContaining([expect.stringMatching(/^Install/)])),
    )
    act(() => player.seek(0))
    await waitFor(() => expect(drawnTexts(container)).toEqual(before))
  })

  it('names the fleet and each instance for assistive technology', () => {
    render(<Scene />)
    expect(grid()).toHaveAccessibleName('Fleet, 6 instances in 2 zones')
    const cells = within(grid()).getAllByRole('gridcell')
    expect(cells.length).toBe(6)
    for (const cell of cells) {
      expect(cell).toHaveAccessibleName(/^i-[0-9a-f]{8}, version 1, zone us-east-1[ab], healthy, takes traffic$/)
    }
  })

  it('is one tab stop: arrows walk, Enter inspects, Escape leaves', async () => {
    const user = userEvent.setup()
    render(<Scene />)
    await user.tab()
    expect(grid()).toHaveFocus()
    const first = active()
    await user.keyboard('{ArrowRight}')
    expect(active()).not.toBe(first)
    await user.keyboard('{Enter}')
    expect(useStore.getState().selectedInstance).not.toBeNull()
    expect(active()).toHaveAttribute('aria-selected', 'true')
    await user.keyboard('{Escape}')
    expect(useStore.getState().selectedInstance).toBeNull()
    expect(grid()).not.toHaveFocus()
  })

  it('selects what is clicked and puts brackets around it', async () => {
    const { container } = render(<Scene />)
    const cell = within(grid()).getAllByRole('gridcell')[2] as HTMLElement
    await userEvent.click(cell)
    expect(useStore.getState().selectedInstance).not.toBeNull()
    expect(container.querySelector('.scene-brackets')).not.toBeNull()
  })

  it('zooms into a zone and a wave, and back', async () => {
    const user = userEvent.setup()
    render(<Scene />)
    await user.tab()
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(grid()).toHaveAccessibleName(/^Fleet, zone us-east-1[ab]$/)
    expect(within(grid()).getAllByRole('gridcell').length).toBe(3)
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(grid()).toHaveAccessibleName(/, wave 1$/)
    await user.keyboard('{Backspace}')
    expect(screen.getByRole('navigation', { name: 'Zoomed into' })).toHaveTextContent(/^All zonesus-east-1[ab]$/)
    await user.click(screen.getByRole('button', { name: 'All zones' }))
    expect(within(grid()).getAllByRole('gridcell').length).toBe(6)
  })

  it('counts the targets that are shown when it is zoomed', async () => {
    const user = userEvent.setup()
    const { container } = render(<Scene />)
    await user.tab()
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(drawnTexts(container).find((text) => text.includes('healthy'))).toMatch(/^3 of 3 healthy · 5 rps each$/)
  })

  it('zooms with Ctrl and the wheel over an instance', () => {
    const { container } = render(<Scene />)
    fireEvent.pointerEnter(within(grid()).getAllByRole('gridcell')[0] as HTMLElement)
    fireEvent.wheel(container.querySelector('.scene-stage') as HTMLElement, { ctrlKey: true, deltaY: -100 })
    expect(within(grid()).getAllByRole('gridcell').length).toBe(3)
    fireEvent.wheel(container.querySelector('.scene-stage') as HTMLElement, { ctrlKey: true, deltaY: 100 })
    expect(within(grid()).getAllByRole('gridcell').length).toBe(6)
  })

  it('is empty before the first run', () => {
    useStore.setState({ shown: null })
    render(<Scene />)
    expect(screen.queryByRole('grid')).toBeNull()
  })
})

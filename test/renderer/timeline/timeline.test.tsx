import { chaptersOf } from '@sim'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { player } from '../../../src/renderer/playback/player'
import { followPlayer } from '../../../src/renderer/state/follow-player'
import { useStore } from '../../../src/renderer/state/store'
import { Timeline } from '../../../src/renderer/timeline/Timeline'
import { showWholeRun, toggleTable, useTimelineView } from '../../../src/renderer/timeline/view'
import { giveElementsASize } from '../support/element-size'
import { failingScenario, runOf, shownOf } from '../support/runs'

const result = runOf(failingScenario())
giveElementsASize(896, 290)
let unfollow: () => void
beforeEach(() => {
  unfollow = followPlayer()
  useStore.setState({ shown: shownOf(result) })
  player.seek(0)
})
afterEach(() => {
  unfollow()
  player.setLoop(null)
  useStore.setState({ shown: null, future: 'dimmed', playheadMs: 0 })
  useTimelineView.setState({ isTableOpen: false })
  showWholeRun()
})

const slider = () => screen.getByRole('slider', { name: 'Playhead' })

describe('the timeline', () => {
  it('names its tracks with their values at the playhead', () => {
    render(<Timeline />)
    for (const label of ['Requests', 'Batches', 'Failed requests', 'Latency', 'Healthy capacity', 'Deployments']) {
      expect(screen.getByText(label)).toBeVisible()
    }
    const values = () => screen.getByText('Deployments').closest('.timeline-label')?.textContent
    expect(values()).toBe('Deploymentsno deployment yet')
    act(() => useStore.setState({ playheadMs: result.endedAtMs }))
    expect(values()).toMatch(/^Deploymentsrollback Succeeded/)
  })

  it('colours a deployment that will fail only once it has failed', () => {
    const { container } = render(<Timeline />)
    const box = () => container.querySelector('.timeline-plot-deployments .timeline-box')?.classList
    const failedMs = result.deployments[0]?.endedAtMs ?? 0
    act(() => useStore.setState({ playheadMs: failedMs - 1 }))
    expect(box()).toContain('timeline-role-v2')
    act(() => useStore.setState({ playheadMs: failedMs }))
    expect(box()).toContain('timeline-role-fail')
  })

  it('tells neither waves nor peaks of a hidden future', () => {
    useStore.setState({ future: 'hidden', playheadMs: 0 })
    const { container } = render(<Timeline />)
    const scales = () => [...container.querySelectorAll('.timeline-scale-label')].map((each) => each.textContent)
    const rows = () => [...container.querySelectorAll('.timeline-row-label')].map((each) => each.textContent)
    expect(rows()).toEqual([])
    expect(scales().filter((label) => label?.endsWith('/s'))).toEqual([])
    act(() => useStore.setState({ playheadMs: result.deployments[1]?.createdAtMs ?? 0 }))
    expect(rows()).toContain('1')
    expect(rows()).not.toContain('R2')
    act(() => useStore.setState({ playheadMs: result.endedAtMs }))
    expect(rows()).toContain('R1')
    expect(scales().filter((label) => label?.endsWith('/s'))).not.toEqual([])
  })

  it('scrubs where it is dragged, backwards too', () => {
    render(<Timeline />)
    fireEvent.pointerDown(slider(), { button: 0, clientX: 341, pointerId: 1 })
    expect(player.nowMs()).toBe(Math.round(result.endedAtMs / 2))
    fireEvent.pointerMove(slider(), { clientX: 0, pointerId: 1 })
    expect(player.nowMs()).toBe(0)
    fireEvent.lostPointerCapture(slider(), { pointerId: 1 })
    fireEvent.pointerMove(slider(), { clientX: 341, pointerId: 1 })
    expect(player.nowMs()).toBe(0)
  })

  it('goes on playing after a drag that began while it played', () => {
    render(<Timeline />)
    act(() => player.play())
    fireEvent.pointerDown(slider(), { button: 0, clientX: 100, pointerId: 1 })
    expect(player.isPlaying()).toBe(false)
    fireEvent.lostPointerCapture(slider(), { pointerId: 1 })
    expect(player.isPlaying()).toBe(true)
    act(() => player.pause())
  })

  it('makes a loop of an Alt drag, and leaves the playhead where it is', () => {
    render(<Timeline />)
    fireEvent.pointerDown(slider(), { button: 0, altKey: true, clientX: 400, pointerId: 1 })
    fireEvent.pointerMove(slider(), { clientX: 200, pointerId: 1 })
    const loop = player.loop()
    expect(loop?.fromMs).toBe(Math.round((result.endedAtMs * 200) / 682))
    expect(loop?.toMs).toBe(Math.round((result.endedAtMs * 400) / 682))
  })

  it('is a slider that says time and chapter', () => {
    render(<Timeline />)
    expect(slider()).toHaveAttribute('aria-valuetext', '00:00, Before')
    const second = chaptersOf(result)[1]
    act(() => useStore.setState({ playheadMs: second?.startMs ?? 0 }))
    expect(slider()).toHaveAttribute('aria-valuetext', `00:05, ${second?.title}`)
    expect(slider()).toHaveAttribute('aria-valuemax', String(Math.round(result.endedAtMs / 1_000)))
  })

  it('zooms around the pointer with the wheel', () => {
    render(<Timeline />)
    fireEvent.wheel(slider(), { deltaY: -300, clientX: 694 })
    const { range } = useTimelineView.getState()
    expect(range?.toMs).toBeCloseTo(result.endedAtMs)
    expect(range?.fromMs).toBeGreaterThan(0)
  })

  it('goes to a chapter, and to an event, with a click', async () => {
    render(<Timeline />)
    const chapters = chaptersOf(result)
    const line = screen.getByRole('navigation', { name: 'Chapters' })
    expect(line.querySelectorAll('.timeline-chapter').length).toBe(chapters.length)
    const [active, button] = within(line).getAllByRole('button')
    // Narrow as it is, the chapter of the moment is named.
    expect(active).toHaveTextContent(chapters[0]?.title ?? '')
    await userEvent.click(button as HTMLElement)
    expect(chapters.map(({ startMs }) => startMs)).toContain(player.nowMs())
    expect(button).toHaveAccessibleName(/^[2-9] .*, from 00:/)
    const failure = screen.getAllByRole('button', { name: /ValidateService failed/ })[0] as HTMLElement
    await userEvent.click(failure)
    const failedMs = result.log.find(({ status, lifecycleEvent }) => status === 'Failed' && lifecycleEvent)?.atMs
    expect(player.nowMs()).toBe(failedMs)
  })

  it('shows the values under the pointer, unless they are part of a hidden future', () => {
    const { container } = render(<Timeline />)
    fireEvent.pointerMove(slider(), { clientX: 600, pointerId: 1 })
    expect(container.querySelectorAll('.timeline-hover-values').length).toBe(6)
    act(() => useStore.setState({ future: 'hidden' }))
    expect(container.querySelector('.timeline-hover')).toBeNull()
    fireEvent.pointerLeave(slider())
  })

  it('has every chart as a table, which tells no hidden future either', async () => {
    render(<Timeline />)
    act(toggleTable)
    const table = screen.getByRole('table')
    const headings = within(table).getAllByRole('columnheader')
    expect(headings.map(({ textContent }) => textContent)).toHaveLength(7)
    const rows = () => within(table).getAllByRole('row').length - 1
    expect(rows()).toBeGreaterThan(30)
    await userEvent.click(within(table).getByRole('button', { name: '00:10' }))
    expect(player.nowMs()).toBe(10_000)
    act(() => useStore.setState({ future: 'hidden', playheadMs: 10_000 }))
    expect(rows()).toBeLessThan(12)
    await userEvent.click(screen.getByRole('button', { name: 'Show the charts' }))
    expect(slider()).toBeVisible()
  })

  it('is resized with the arrow keys', () => {
    render(<Timeline />)
    const handle = screen.getByRole('separator', { name: 'Height of the timeline' })
    fireEvent.keyDown(handle, { key: 'ArrowUp' })
    expect(useTimelineView.getState().height).toBe(302)
    fireEvent.doubleClick(handle)
    expect(useTimelineView.getState().height).toBeNull()
  })

  it('does not draw its tracks again while the playhead moves', () => {
    const { container } = render(<Timeline />)
    const paths = [...container.querySelectorAll('.timeline-plot path')]
    expect(paths.length).toBeGreaterThan(4)
    const seen = new MutationObserver(() => {})
    for (const plot of container.querySelectorAll('.timeline-plot')) {
      seen.observe(plot, { attributes: true, childList: true, subtree: true })
    }
    for (const playheadMs of [1_000, 20_000, 5_000]) act(() => useStore.setState({ playheadMs }))
    expect(seen.takeRecords()).toEqual([])
    expect([...container.querySelectorAll('.timeline-plot path')]).toEqual(paths)
  })
})

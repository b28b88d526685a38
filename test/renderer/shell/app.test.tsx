import { formatScenario, modelChoicesOf } from '@sim'
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../../src/renderer/App'
import { listenToKeyboard } from '../../../src/renderer/keyboard/registry'
import { player } from '../../../src/renderer/playback/player'
import { followPlayer } from '../../../src/renderer/state/follow-player'
import { resultOf, useStore } from '../../../src/renderer/state/store'
import { stubWorker } from '../support/inline-worker'
import { failingScenario, smallScenario } from '../support/runs'

const fresh = useStore.getState()
let stops: (() => void)[]
beforeEach(() => {
  stubWorker({ answers: true })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  useStore.setState(fresh, true)
  stops = [followPlayer(), listenToKeyboard()]
})
afterEach(() => {
  for (const stop of stops) stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The window with a scenario that has been run. */
async function open(text: string): Promise<void> {
  render(<App />)
  useStore.getState().openText('opened.json', text)
  await screen.findByRole('tab', { name: 'Deployment' })
}

async function seek(tMs: number): Promise<void> {
  player.seek(tMs)
  await waitFor(() => expect(useStore.getState().playheadMs).toBe(tMs))
}

describe('the window', () => {
  it('offers a scenario to play when nothing has been run', async () => {
    render(<App />)
    await userEvent.click(screen.getByRole('button', { name: /^Play “/ }))
    expect(await screen.findByRole('tab', { name: 'Deployment' })).toHaveAttribute('aria-selected', 'true')
    await waitFor(() => expect(useStore.getState().isPlaying).toBe(true))
    player.pause()
  })

  it('opens the chosen scenario of the library and tells what to watch', async () => {
    render(<App />)
    const rail = within(screen.getByRole('navigation', { name: 'Library' }))
    await userEvent.click(rail.getByRole('button', { name: 'Half at a time' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Half at a time' })).toBeInTheDocument()
    expect(rail.getByRole('button', { name: 'Half at a time' })).toHaveAttribute('aria-current', 'true')
    expect(rail.getByRole('heading', { name: 'What to watch' })).toBeInTheDocument()
  })

  it('filters the library, and offers what is close to a misspelt name', async () => {
    render(<App />)
    const filter = screen.getByRole('searchbox', { name: 'Filter the library' })
    await userEvent.type(filter, 'halv at a tyme')
    expect(screen.getByText(/No scenario is called/)).toBeInTheDocument()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Half at a time' })).toBeInTheDocument()
  })

  it('shows the hooks of a chosen instance at the playhead, with the script that failed', async () => {
    await open(formatScenario(failingScenario()))
    const target = resultOf(useStore.getState())?.deployments[0]?.targets[0]
    await seek(target?.endMs ?? 0)
    useStore.getState().select(target?.instanceIndex ?? 0)
    const panel = within(await screen.findByRole('tabpanel', { name: 'Instance' }))
    expect(panel.getByRole('button', { name: /^ValidateService\s?, failed/ })).toBeEnabled()
    expect(panel.getByRole('button', { name: /^AllowTraffic\s?,\s?skipped/ })).toBeDisabled()
    expect(panel.getByText('scripts/validate.sh')).toBeInTheDocument()
    expect(panel.getByText(/^ScriptFailed/)).toBeInTheDocument()
    await userEvent.click(panel.getByRole('button', { name: /^DownloadBundle/ }))
    const download = target?.lifecycleEvents.find(({ name }) => name === 'DownloadBundle')
    expect(player.nowMs()).toBe(download?.startMs)
  })

  it('links a rollback with the deployment that it rolls back', async () => {
    await open(formatScenario(failingScenario()))
    const result = resultOf(useStore.getState())
    await seek(result?.endedAtMs ?? 0)
    const [first, second] = result?.deployments ?? []
    const rollback = within(screen.getByRole('region', { name: `Deployment ${second?.id}` }))
    await userEvent.click(rollback.getByRole('button', { name: first?.id ?? '' }))
    expect(player.nowMs()).toBe(first?.createdAtMs)
  })

  it('moves the playhead to an event of the log', async () => {
    await open(formatScenario(failingScenario()))
    await seek(resultOf(useStore.getState())?.endedAtMs ?? 0)
    const log = within(screen.getByRole('region', { name: 'Event log' }))
    const [newest] = log.getAllByRole('button', { name: /Rollback .* succeeded/ })
    expect(newest).toBeDefined()
    if (newest) await userEvent.click(newest)
    expect(player.nowMs()).toBe(resultOf(useStore.getState())?.deployments[1]?.endedAtMs)
  })

  it('hides everything that would tell the future when the person asks for it', async () => {
    await open(formatScenario(failingScenario()))
    expect(screen.getByText(/is created in 00:05/)).toBeInTheDocument()
    useStore.setState({ future: 'hidden' })
    await waitFor(() => expect(screen.queryByText(/is created in 00:05/)).toBeNull())
    expect(screen.queryByRole('region', { name: /^Deployment d-/ })).toBeNull()
    expect(screen.getByText(/Hidden with the future/)).toBeInTheDocument()
  })

  it('names the model choices that the run rests on, not before its end while the future is hidden', async () => {
    await open(formatScenario(failingScenario()))
    const choices = within(screen.getByRole('region', { name: 'Model choices' }))
    const result = resultOf(useStore.getState())
    const expected = result ? modelChoicesOf(result).map(({ label }) => label) : []
    expect(expected).toContain('Where a rollback goes')
    expect(choices.getAllByRole('listitem', { hidden: true }).map((item) => item.textContent)).toEqual(
      expected.map((label) => expect.stringContaining(label)),
    )
    useStore.setState({ future: 'hidden' })
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Model choices' })).toBeNull())
  })

  it('draws why a deployment cannot start, and mends it', async () => {
    const impossible = smallScenario({
      name: 'Impossible',
      deployment: { deploymentConfig: { name: 'All', minimumHealthyHosts: { type: 'HOST_COUNT', value: 6 } } },
    })
    await open(formatScenario(impossible))
    expect(screen.getByRole('img', { name: '1 out at a time, 6 of 6 required' })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Require 5' }))
    await waitFor(() => expect(resultOf(useStore.getState())?.deployments[0]?.status).toBe('Succeeded'))
    expect(resultOf(useStore.getState())?.deployments[0]?.minimumHealthyCount).toBe(5)
  })

  it('draws how many instances are too many, and takes away what is too much', async () => {
    const load = { kind: 'constant', rps: 1 } as const
    const deployment = { deploymentConfig: 'CodeDeployDefault.AllAtOnce' as const }
    await open(formatScenario(smallScenario({ name: 'Huge', load, deployment, fleet: { instanceCount: 1_010 } })))
    const notice = within(screen.getByRole('region', { name: 'The deployment cannot start' }))
    expect(
      notice.getByRole('img', { name: '1\u2009010 in the deployment group, 1\u2009000 allowed' }),
    ).toBeInTheDocument()
    await userEvent.click(notice.getByRole('button', { name: 'Deploy to 1\u2009000' }))
    await waitFor(() => expect(resultOf(useStore.getState())?.deployments[0]?.errorCode).toBeNull())
    // A run of a thousand instances is computed within the test.
  }, 20_000)

  it('says that a deployment finds no instance', async () => {
    await open(formatScenario(smallScenario({ name: 'Nobody', fleet: { instanceCount: 0 } })))
    const notice = within(screen.getByRole('region', { name: 'The deployment cannot start' }))
    expect(notice.getByRole('img', { name: '0 in the deployment group, 1 required' })).toBeInTheDocument()
  })

  it('shows the deployment, and no empty instance, after another scenario is picked', async () => {
    await open(formatScenario(smallScenario()))
    useStore.getState().select(1)
    expect(await screen.findByRole('tab', { name: 'Instance' })).toHaveAttribute('aria-selected', 'true')
    useStore.getState().openText('other.json', formatScenario(failingScenario()))
    await screen.findByRole('heading', { level: 1, name: 'Failing' })
    expect(screen.getByRole('tab', { name: 'Deployment' })).toHaveAttribute('aria-selected', 'true')
  })

  it('tells the story only where the future may be told', async () => {
    render(<App />)
    await userEvent.click(screen.getByRole('button', { name: 'All at once takes it down' }))
    await screen.findByRole('tab', { name: 'Deployment' })
    const story = within(screen.getByRole('region', { name: 'What to watch' }))
    expect(story.getByText(/fails open/)).toBeInTheDocument()
    useStore.setState({ future: 'hidden' })
    expect(await story.findByText(/Hidden with the future/)).toBeInTheDocument()
    expect(story.queryByText(/fails open/)).toBeNull()
    await seek(resultOf(useStore.getState())?.endedAtMs ?? 0)
    expect(await story.findByText(/fails open/)).toBeInTheDocument()
  })

  it('takes the letter right after the key of the filter, and lets Escape leave the instance chosen', async () => {
    await open(formatScenario(smallScenario()))
    act(() => useStore.getState().select(1))
    await userEvent.keyboard('/h')
    const filter = screen.getByRole('searchbox', { name: 'Filter the library' })
    expect(filter).toHaveValue('h')
    await userEvent.keyboard('{Escape}')
    expect(filter).toHaveValue('')
    expect(useStore.getState().selectedInstance).toBe(1)
    await userEvent.keyboard('{Escape}')
    expect(useStore.getState().selectedInstance).toBeNull()
  })

  it('names the icon of a scenario as its plan, not as what becomes of it', () => {
    render(<App />)
    expect(screen.getByRole('button', { name: 'ValidateService fails' })).toHaveAccessibleDescription(
      /Planned: \d+ steps?/,
    )
  })

  it('fills the place of the timeline while a run is computed, and offers to cancel it', async () => {
    await open(formatScenario(smallScenario()))
    // The worker does not get to answer.
    vi.stubGlobal('queueMicrotask', () => {})
    act(() => useStore.getState().openText('slow.json', formatScenario(smallScenario({ name: 'Slow' }))))
    act(() => useStore.setState({ run: { status: 'computing', progress: 0.62, simulatedMs: 300_000 } }))
    const bar = await screen.findByRole('progressbar', { name: 'Simulating 6 instances, 62 %' })
    expect(bar).toHaveAttribute('aria-valuetext', '62 %, computed to 05:00')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  })

  it('lists the problems of dropped files over the last run', async () => {
    await open(formatScenario(smallScenario()))
    const file = new File(['{"schemaVersion": 1, "name": "x", "fleet": {"instanceCount": -1}, "lode": 1}'], 'bad.json')
    fireEvent.drop(window, { dataTransfer: { files: [file], types: ['Files'] } })
    const problems = within(await screen.findByRole('region', { name: /bad.json cannot be run: 2 problems/ }))
    expect(problems.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^bad\.json:1:\d+ \/fleet\/instanceCount/),
      expect.stringMatching(/^bad\.json:1:\d+ \/lode/),
    ])
    expect(screen.getByRole('region', { name: /bad.json cannot be run/ })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: /bad.json cannot be run/ })).toBeNull()
    useStore.getState().openText('bad.json', '{')
    await userEvent.click(await screen.findByRole('button', { name: 'Keep what was there' }))
    expect(screen.getByRole('heading', { level: 1, name: 'Small' })).toBeInTheDocument()
  })

  it('shows the keyboard sheet, filters it, and gives the focus back', async () => {
    await open(formatScenario(smallScenario()))
    const tab = screen.getByRole('tab', { name: 'Deployment' })
    tab.focus()
    await userEvent.keyboard('?')
    const sheet = within(await screen.findByRole('dialog', { name: 'Keyboard' }))
    await userEvent.type(sheet.getByRole('searchbox'), 'future')
    expect(sheet.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(tab).toHaveFocus()
  })

  it('runs the scenario again under another seed, and refuses what is no seed', async () => {
    await open(formatScenario(smallScenario()))
    const field = screen.getByRole('textbox', { name: 'Seed' })
    await userEvent.clear(field)
    await userEvent.type(field, 'seven')
    expect(field).toBeInvalid()
    expect(screen.getByRole('button', { name: 'Run again' })).toBeDisabled()
    await userEvent.clear(field)
    await userEvent.type(field, '7{Enter}')
    await waitFor(() => expect(resultOf(useStore.getState())?.identity.seed).toBe(7))
  })

  it('resizes a panel from the keyboard, within its bounds', async () => {
    render(<App />)
    const handle = screen.getByRole('separator', { name: 'Width of the library' })
    expect(handle).toHaveAttribute('aria-valuenow', '236')
    handle.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(handle).toHaveAttribute('aria-valuenow', '248')
    await userEvent.keyboard('{ArrowLeft>20/}')
    expect(handle).toHaveAttribute('aria-valuenow', '190')
  })

  it('shows a bug of the simulation with its report, and keeps the last run', async () => {
    await open(formatScenario(smallScenario()))
    const user = userEvent.setup()
    useStore.setState({ run: { status: 'failed', message: 'broken invariant', report: '# report' } })
    const alert = within(await screen.findByRole('alert'))
    expect(alert.getByText('broken invariant')).toBeInTheDocument()
    await user.click(alert.getByRole('button', { name: 'Copy report' }))
    await screen.findByText('The report is on the clipboard.')
    expect(await navigator.clipboard.readText()).toBe('# report')
    expect(screen.getByRole('heading', { level: 1, name: 'Small' })).toBeInTheDocument()
  })
})

import { formatScenario } from '@sim'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Store from '../../../src/renderer/state/store'
import { type InlineWorker, stubWorker } from '../support/inline-worker'
import { runOf, smallScenario } from '../support/runs'

let workers: InlineWorker[]
let store: typeof Store
const state = () => store.useStore.getState()

async function load(answers: boolean): Promise<void> {
  workers = stubWorker({ answers })
  vi.resetModules()
  store = await import('../../../src/renderer/state/store')
}
beforeEach(() => {
  localStorage.clear()
  return load(true)
})
afterEach(() => vi.unstubAllGlobals())

const small = formatScenario(smallScenario())
const finished = () => vi.waitFor(() => expect(state().run.status).toBe('done'), { timeout: 5_000 })

describe('the state of the window', () => {
  it('opens a bundled scenario, runs it, and remembers it', async () => {
    state().openScenario('half-at-a-time')
    expect(state().run.status).toBe('computing')
    expect(store.chosenEntryOf(state())?.id).toBe('half-at-a-time')
    await finished()
    expect(store.resultOf(state())?.scenario.name).toBe('Half at a time')
    await load(true)
    expect(state().lastScenarioId).toBe('half-at-a-time')
  })

  it('lists an opened file under its own heading, the same file once', async () => {
    state().openText('mine.json', small)
    state().openText('mine.json', small)
    await finished()
    expect(state().library.filter(({ source }) => source === 'opened')).toHaveLength(1)
    expect(store.chosenEntryOf(state())?.fileName).toBe('mine.json')
    expect(state().lastScenarioId).toBeNull()
  })

  it('keeps the last run and its scenario when a file cannot be read', async () => {
    state().openText('mine.json', small)
    await finished()
    const { shown } = state()
    state().openText('broken.json', '{"schemaVersion": 1, "fleet": 7}')
    expect(state().issues.length).toBeGreaterThan(0)
    expect(state().shown).toBe(shown)
    expect(state().requested).toBeNull()
    state().dismissIssues()
    expect(state().issues).toEqual([])
  })

  it('runs again under another seed, which keeps the scenario and changes the run', async () => {
    state().openText('mine.json', small)
    await finished()
    const first = store.resultOf(state())?.identity
    state().setSeed(7)
    await finished()
    await vi.waitFor(() => expect(store.resultOf(state())?.identity.seed).toBe(7))
    expect(store.resultOf(state())?.identity.scenarioDigest).toBe(first?.scenarioDigest)
    expect(store.resultOf(state())?.identity.digest).not.toBe(first?.digest)
  })

  it('keeps the selection over a new seed, and drops it with another fleet', async () => {
    state().openText('mine.json', small)
    await finished()
    state().select(2)
    expect(state().inspectorTab).toBe('instance')
    state().setSeed(3)
    await vi.waitFor(() => expect(store.resultOf(state())?.identity.seed).toBe(3))
    expect(state().selectedInstance).toBe(2)
    state().openScenario('half-at-a-time')
    await vi.waitFor(() => expect(store.resultOf(state())?.scenario.name).toBe('Half at a time'))
    expect(state().selectedInstance).toBeNull()
  })
})

describe('a run under way', () => {
  beforeEach(() => load(false))

  it('shows progress, can be cancelled, and its late answer is dropped', () => {
    state().openText('mine.json', small)
    workers[0]?.reply({ kind: 'progress', runId: 1, progress: 0.5, simulatedMs: 3_000 })
    expect(state().run).toEqual({ status: 'computing', progress: 0.5, simulatedMs: 3_000 })
    state().cancelRun()
    expect(state().run).toEqual({ status: 'idle' })
    workers[0]?.reply({ kind: 'progress', runId: 1, progress: 0.9, simulatedMs: 3_000 })
    expect(state().run).toEqual({ status: 'idle' })
  })

  it('turns a bug into a visible failure with a report', () => {
    state().openText('mine.json', small)
    workers[0]?.reply({ kind: 'failed', runId: 1, message: 'broken', stack: '', simulatedMs: 10 })
    expect(state().run).toMatchObject({ status: 'failed', message: 'broken' })
    expect(store.scenarioOf(state())?.name).toBe('Small')
  })
})

describe('a run that does not come to its end', () => {
  /** The window with a finished run of `Small`; every run after it is answered by the test. */
  beforeEach(async () => {
    await load(false)
    state().openText('mine.json', small)
    workers[0]?.reply({ kind: 'done', runId: 1, result: runOf(smallScenario()) })
  })
  const ends = {
    'is cancelled': () => state().cancelRun(),
    fails: () => workers[0]?.reply({ kind: 'failed', runId: 2, message: 'broken', stack: '', simulatedMs: 10 }),
  }

  it.each(Object.entries(ends))('leaves everything on the last one when it %s', (_name, end) => {
    const { shown } = state()
    state().openScenario('half-at-a-time')
    expect(store.chosenEntryOf(state())?.id).toBe('half-at-a-time')
    end()
    expect(state().shown).toBe(shown)
    expect(store.scenarioOf(state())?.name).toBe('Small')
    expect(store.entryOf(state())).toBe(shown?.entry)
    expect(store.chosenEntryOf(state())).toBe(shown?.entry)
    expect(state().lastScenarioId).toBeNull()
  })

  it.each(Object.entries(ends))('leaves the seed as it was when it %s, and can be asked for again', (_name, end) => {
    state().setSeed(7)
    end()
    expect(store.scenarioOf(state())?.seed).toBe(1)
    state().setSeed(7)
    expect(state().run.status).toBe('computing')
    expect(workers[0]?.requests.at(-1)).toMatchObject({ kind: 'run', runId: 3, scenario: { seed: 7 } })
  })

  it('names the scenario that failed beside the one that is visible', () => {
    state().openScenario('half-at-a-time')
    ends.fails()
    expect(state().requested?.scenario.name).toBe('Half at a time')
    state().cancelRun()
    expect(state().requested).toBeNull()
  })
})

describe('preferences', () => {
  it('survive a restart', async () => {
    state().setPreferences({ theme: 'light', railWidth: 300, singleKeys: false })
    await load(true)
    expect(state()).toMatchObject({ theme: 'light', railWidth: 300, singleKeys: false })
  })

  it('are the defaults where what is stored makes no sense', async () => {
    localStorage.setItem('fleetshift.preferences', '{"theme":"pink","railWidth":"wide","inspectorWidth":99999}')
    await load(true)
    expect(state()).toMatchObject({ theme: 'dark', railWidth: 236, inspectorWidth: 460, isRailOpen: true })
    localStorage.setItem('fleetshift.preferences', 'not json')
    await load(true)
    expect(state().railWidth).toBe(236)
  })

  it('follow the system where nothing is stored', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('light') }))
    await load(true)
    expect(state().theme).toBe('light')
  })

  it('go round through the ways of showing the future', () => {
    const seen = [0, 1, 2, 3].map(() => {
      const { future } = state()
      state().cycleFuture()
      return future
    })
    expect(seen).toEqual(['dimmed', 'hidden', 'shown', 'dimmed'])
  })
})

import type { RunResult, Scenario } from '@sim'
import { create } from 'zustand'
import { bundledEntries, type LibraryEntry, openedEntry } from '../library/entries'
import { type NamedText, type Problem, type Reading, readScenarioFiles } from '../library/read'
import { cancelRun, startRun } from '../run/client'
import { loadPreferences, type Preferences, savePreferences } from './preferences'

export type { LibraryEntry } from '../library/entries'
export type { Problem } from '../library/read'

export type RunState =
  | { readonly status: 'idle' }
  /** `progress` from 0 to 1, a guess; `simulatedMs` is how far the run has come. */
  | { readonly status: 'computing'; readonly progress: number; readonly simulatedMs: number }
  /** `report` is what a person can send to us. */
  | { readonly status: 'failed'; readonly message: string; readonly report: string }
  | { readonly status: 'done' }

export type InspectorTab = 'instance' | 'deployment'
export type FutureMode = 'dimmed' | 'hidden' | 'shown'

export interface Toast {
  readonly id: number
  readonly message: string
  readonly tone: 'done' | 'problem'
  /** What the button does, if there is one. */
  readonly retry?: () => void
}

/** State of the window. Never written at frame rate: painters hear of the playhead from `player.onFrame`. */
export interface StageState extends Preferences {
  readonly library: readonly LibraryEntry[]
  readonly activeId: string | null
  readonly scenario: Scenario | null
  /** Problems of the file last opened; empty when it was read. */
  readonly issues: readonly Problem[]
  /** What is worth knowing about the files of the active scenario, and what had to be assumed. */
  readonly remarks: readonly Problem[]
  readonly run: RunState
  /** The last finished run; it stays visible while another one computes. */
  readonly result: RunResult | null
  readonly selectedInstance: number | null
  readonly inspectorTab: InspectorTab
  readonly future: FutureMode
  /** At most ten times a second, and when it stops. */
  readonly playheadMs: number
  readonly isPlaying: boolean
  readonly speed: number
  readonly isHelpOpen: boolean
  /** In a small window: the library, the inspector lie over the centre because they were called up. */
  readonly isRailCalled: boolean
  readonly isInspectorCalled: boolean
  readonly toasts: readonly Toast[]

  openScenario(id: string): void
  /** Opens the text of one scenario file. */
  openText(name: string, text: string): void
  /** Opens a scenario file, or an AppSpec together with what the AWS CLI printed. */
  openFiles(files: readonly NamedText[]): void
  /** Runs the active scenario again, with another seed. */
  setSeed(seed: number): void
  cancelRun(): void
  dismissIssues(): void
  select(instanceIndex: number | null): void
  setInspectorTab(tab: InspectorTab): void
  setTheme(theme: Preferences['theme']): void
  cycleFuture(): void
  setPreferences(change: Partial<Preferences>): void
  setHelpOpen(isOpen: boolean): void
  toast(toast: Omit<Toast, 'id'>): void
  dismissToast(id: number): void
}

type SuccessfulReading = Extract<Reading, { ok: true }>

const FUTURE_MODES: readonly FutureMode[] = ['dimmed', 'hidden', 'shown']

export const useStore = create<StageState>()((set, get) => {
  let toastCount = 0

  function compute(scenario: Scenario): void {
    set({ run: { status: 'computing', progress: 0, simulatedMs: 0 } })
    startRun(scenario, {
      onProgress: (progress, simulatedMs) => set({ run: { status: 'computing', progress, simulatedMs } }),
      onDone: (result) => set({ run: { status: 'done' }, result, ...keptSelection(get(), result) }),
      onFailed: ({ message, report }) => set({ run: { status: 'failed', message, report } }),
    })
  }

  /** The files as a scenario; null, and the problems in the window, when they are none. */
  function read(files: readonly NamedText[]): SuccessfulReading | null {
    const reading = readScenarioFiles(files)
    if (reading.ok) return reading
    set({ issues: reading.problems })
    return null
  }

  function show(entry: LibraryEntry, reading: SuccessfulReading): void {
    set({
      activeId: entry.id,
      scenario: reading.scenario,
      issues: [],
      remarks: reading.remarks,
      isRailCalled: false,
      isInspectorCalled: false,
    })
    if (entry.source === 'bundled') get().setPreferences({ lastScenarioId: entry.id })
    compute(reading.scenario)
  }

  return {
    ...loadPreferences(),
    library: bundledEntries(),
    activeId: null,
    scenario: null,
    issues: [],
    remarks: [],
    run: { status: 'idle' },
    result: null,
    selectedInstance: null,
    inspectorTab: 'deployment',
    future: 'dimmed',
    playheadMs: 0,
    isPlaying: false,
    speed: 1,
    isHelpOpen: false,
    isRailCalled: false,
    isInspectorCalled: false,
    toasts: [],

    openScenario: (id) => {
      const entry = get().library.find((candidate) => candidate.id === id)
      const reading = entry && read([{ name: fileNameOf(entry), text: entry.text }])
      if (entry && reading) show(entry, reading)
    },
    openText: (name, text) => get().openFiles([{ name, text }]),
    openFiles: (files) => {
      const reading = read(files)
      if (!reading) return
      const entry = openedEntry(files.map(({ name }) => name).join(', '), reading.text)
      set({ library: [...get().library.filter(({ id }) => id !== entry.id), entry] })
      show(entry, reading)
      if (reading.remarks.length > 0) {
        const count = reading.remarks.length
        get().toast({ tone: 'done', message: `${entry.name} was read. Remarks on it: ${count}, in the inspector.` })
      }
    },
    setSeed: (seed) => {
      const { scenario } = get()
      if (!scenario || scenario.seed === seed) return
      const reseeded = { ...scenario, seed }
      set({ scenario: reseeded })
      compute(reseeded)
    },
    cancelRun: () => {
      cancelRun()
      set({ run: { status: get().result ? 'done' : 'idle' } })
    },
    dismissIssues: () => set({ issues: [] }),
    select: (selectedInstance) =>
      set({
        selectedInstance,
        inspectorTab: selectedInstance === null ? 'deployment' : 'instance',
        isInspectorCalled: selectedInstance !== null,
      }),
    setInspectorTab: (inspectorTab) => set({ inspectorTab }),
    setTheme: (theme) => get().setPreferences({ theme }),
    cycleFuture: () => {
      const next = FUTURE_MODES[(FUTURE_MODES.indexOf(get().future) + 1) % FUTURE_MODES.length]
      if (next) set({ future: next })
    },
    setPreferences: (change) => {
      set(change)
      savePreferences(preferencesOf(get()))
    },
    setHelpOpen: (isHelpOpen) => set({ isHelpOpen }),
    toast: (toast) => {
      toastCount += 1
      set({ toasts: [...get().toasts, { ...toast, id: toastCount }] })
    },
    dismissToast: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
  }
})

/** The selection and its tab survive a new run of the same scenario; another fleet is first seen as a whole. */
function keptSelection(state: StageState, next: RunResult): Pick<StageState, 'selectedInstance' | 'inspectorTab'> {
  const isSameFleet = state.result?.identity.scenarioDigest === next.identity.scenarioDigest
  const { selectedInstance, inspectorTab } = state
  return isSameFleet ? { selectedInstance, inspectorTab } : { selectedInstance: null, inspectorTab: 'deployment' }
}

function fileNameOf(entry: LibraryEntry): string {
  return entry.source === 'bundled' ? `${entry.id}.json` : entry.name
}

function preferencesOf(state: StageState): Preferences {
  const { theme, railWidth, inspectorWidth, isRailOpen, isInspectorOpen } = state
  const { singleKeys, isMotionReduced, lastScenarioId } = state
  return {
    theme,
    railWidth,
    inspectorWidth,
    isRailOpen,
    isInspectorOpen,
    singleKeys,
    isMotionReduced,
    lastScenarioId,
  }
}

import type { RunResult, Scenario } from '@sim'
import { create } from 'zustand'
import { bundledEntries, type LibraryEntry, openedEntry, withOpened } from '../library/entries'
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

/** A scenario whose run was asked for. */
export interface RequestedRun {
  readonly entry: LibraryEntry
  readonly scenario: Scenario
  /** What is worth knowing about its files, and what had to be assumed. */
  readonly remarks: readonly Problem[]
}

/** A finished run and where it came from. */
export interface ShownRun {
  readonly entry: LibraryEntry
  readonly result: RunResult
  readonly remarks: readonly Problem[]
}

export type InspectorTab = 'instance' | 'deployment' | 'alarms'
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
  /** What is computed, or could not be computed because of a bug; null when neither. */
  readonly requested: RequestedRun | null
  /** The last finished run; it stays visible, and is what is saved and exported, while another one computes. */
  readonly shown: ShownRun | null
  /** Problems of the file last opened; empty when it was read. */
  readonly issues: readonly Problem[]
  readonly run: RunState
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
  /** Runs the visible scenario again, with another seed. */
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

  function compute(requested: RequestedRun): void {
    set({ requested, run: { status: 'computing', progress: 0, simulatedMs: 0 } })
    startRun(requested.scenario, {
      onProgress: (progress, simulatedMs) => set({ run: { status: 'computing', progress, simulatedMs } }),
      onDone: (result) => show(requested, result),
      onFailed: ({ message, report }) => set({ run: { status: 'failed', message, report } }),
    })
  }

  function show({ entry, remarks }: RequestedRun, result: RunResult): void {
    const selection = keptSelection(get(), result)
    set({ run: { status: 'done' }, requested: null, shown: { entry, result, remarks }, ...selection })
    if (entry.source === 'bundled') get().setPreferences({ lastScenarioId: entry.id })
  }

  /** The files as a scenario; null, and the problems in the window, when they are none. */
  function read(files: readonly NamedText[]): SuccessfulReading | null {
    const reading = readScenarioFiles(files)
    if (reading.ok) return reading
    set({ issues: reading.problems })
    return null
  }

  function open(entry: LibraryEntry, { scenario, remarks }: SuccessfulReading): void {
    set({ issues: [], isRailCalled: false, isInspectorCalled: false })
    compute({ entry, scenario, remarks })
  }

  return {
    ...loadPreferences(),
    library: bundledEntries(),
    requested: null,
    shown: null,
    issues: [],
    run: { status: 'idle' },
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
      const reading = entry && read([{ name: entry.fileName, text: entry.text }])
      if (entry && reading) open(entry, reading)
    },
    openText: (name, text) => get().openFiles([{ name, text }]),
    openFiles: (files) => {
      const reading = read(files)
      if (!reading) return
      const entry = openedEntry(files.map(({ name }) => name).join(', '), reading.text)
      set({ library: withOpened(get().library, entry) })
      open(entry, reading)
      if (reading.remarks.length > 0) {
        const count = reading.remarks.length
        get().toast({ tone: 'done', message: `${entry.name} was read. Remarks on it: ${count}, in the inspector.` })
      }
    },
    setSeed: (seed) => {
      const { shown } = get()
      if (!shown || shown.result.identity.seed === seed) return
      const { entry, result, remarks } = shown
      compute({ entry, scenario: { ...result.scenario, seed }, remarks })
    },
    cancelRun: () => {
      cancelRun()
      set({ requested: null, run: { status: get().shown ? 'done' : 'idle' } })
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

/** The visible run; null before the first one has finished. */
export function resultOf(state: StageState): RunResult | null {
  return state.shown?.result ?? null
}

/** What the title names and Save writes: the scenario of the visible run, or of the first one while it is computed. */
export function scenarioOf(state: StageState): Scenario | null {
  return state.shown?.result.scenario ?? state.requested?.scenario ?? null
}

/** Where that scenario came from. */
export function entryOf(state: StageState): LibraryEntry | null {
  return state.shown?.entry ?? state.requested?.entry ?? null
}

/** The row of the library that was chosen: what is being computed, otherwise what is visible. */
export function chosenEntryOf(state: StageState): LibraryEntry | null {
  return state.run.status === 'computing' ? (state.requested?.entry ?? null) : entryOf(state)
}

/** The selection and its tab survive a new run of the same scenario; another fleet is first seen as a whole. */
function keptSelection(state: StageState, next: RunResult): Pick<StageState, 'selectedInstance' | 'inspectorTab'> {
  const isSameFleet = state.shown?.result.identity.scenarioDigest === next.identity.scenarioDigest
  const { selectedInstance, inspectorTab } = state
  return isSameFleet ? { selectedInstance, inspectorTab } : { selectedInstance: null, inspectorTab: 'deployment' }
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

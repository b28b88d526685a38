import { create } from 'zustand'
import { player } from '../playback/player'

export const TIMELINE_HEIGHT = { min: 120, max: 560 } as const
const HEIGHT_KEY = 'fleetshift.timelineHeight'
/** Nobody needs to see less than this of a run. */
const SPAN_MS_MIN = 2_000
const ZOOM_STEP = 1.6

/** What part of the run the timeline shows, and how; nothing of the run itself. */
export interface TimelineView {
  /** Null: the whole run. */
  readonly range: { readonly fromMs: number; readonly toMs: number } | null
  /** In pixels; null: a share of the window, as long as nobody has dragged it. */
  readonly height: number | null
  readonly isTableOpen: boolean
}

export const useTimelineView = create<TimelineView>()(() => ({
  range: null,
  height: loadHeight(),
  isTableOpen: false,
}))

/** The visible part of a run of that length. */
export function visibleRange(
  range: TimelineView['range'],
  durationMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  if (!range || durationMs <= 0) return { fromMs: 0, toMs: Math.max(1, durationMs) }
  return clampRange(range.fromMs, range.toMs - range.fromMs, durationMs)
}

/** Shows `factor` times less around a moment (or more, when it is below 1), which keeps its place on the screen. */
export function zoomAround(aroundMs: number, factor: number): void {
  const durationMs = player.durationMs()
  const { fromMs, toMs } = visibleRange(useTimelineView.getState().range, durationMs)
  const spanMs = Math.max(SPAN_MS_MIN, (toMs - fromMs) / factor)
  if (spanMs >= durationMs) {
    showWholeRun()
    return
  }
  const share = (aroundMs - fromMs) / (toMs - fromMs)
  useTimelineView.setState({ range: clampRange(aroundMs - share * spanMs, spanMs, durationMs) })
}

/** One step in (1) or out (-1) around the playhead, or around the middle when the playhead is not in view. */
export function zoomStep(direction: 1 | -1): void {
  const { fromMs, toMs } = visibleRange(useTimelineView.getState().range, player.durationMs())
  const nowMs = player.nowMs()
  const aroundMs = nowMs >= fromMs && nowMs <= toMs ? nowMs : (fromMs + toMs) / 2
  zoomAround(aroundMs, direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP)
}

/** Moves the visible part without changing its length. */
export function panBy(deltaMs: number): void {
  const view = useTimelineView.getState()
  if (!view.range) return
  const { fromMs, toMs } = view.range
  useTimelineView.setState({ range: clampRange(fromMs + deltaMs, toMs - fromMs, player.durationMs()) })
}

/** Zooms to a stretch, with a little air at both sides. */
export function showRange(fromMs: number, toMs: number): void {
  const airMs = Math.max(1_000, (toMs - fromMs) * 0.25)
  const spanMs = Math.max(SPAN_MS_MIN, toMs - fromMs + 2 * airMs)
  if (spanMs >= player.durationMs()) showWholeRun()
  else useTimelineView.setState({ range: clampRange(fromMs - airMs, spanMs, player.durationMs()) })
}

export function showWholeRun(): void {
  useTimelineView.setState({ range: null })
}

export function toggleTable(): void {
  useTimelineView.setState(({ isTableOpen }) => ({ isTableOpen: !isTableOpen }))
}

/** Sets the height in pixels and remembers it; null gives the first one back. */
export function setTimelineHeight(height: number | null): void {
  const kept = height === null ? null : clampHeight(height)
  useTimelineView.setState({ height: kept })
  try {
    localStorage.setItem(HEIGHT_KEY, String(kept ?? ''))
  } catch {
    // A browser that refuses storage only forgets the height.
  }
}

function clampRange(fromMs: number, spanMs: number, durationMs: number): { fromMs: number; toMs: number } {
  const span = Math.min(durationMs, Math.max(1, spanMs))
  const from = Math.min(durationMs - span, Math.max(0, fromMs))
  return { fromMs: from, toMs: from + span }
}

function clampHeight(height: number): number {
  return Math.round(Math.min(TIMELINE_HEIGHT.max, Math.max(TIMELINE_HEIGHT.min, height)))
}

function loadHeight(): number | null {
  try {
    const stored = Number(localStorage.getItem(HEIGHT_KEY))
    return stored > 0 ? clampHeight(stored) : null
  } catch {
    return null
  }
}

import { useSyncExternalStore } from 'react'
import { useStore } from './store'

/** Below this width in pixels the inspector lies over the centre. */
const INSPECTOR_OVERLAYS_BELOW = 1_340
/** Below this width in pixels the library is a column of glyphs, unless it is called up over the centre. */
const RAIL_FOLDS_BELOW = 1_180

export interface Layout {
  readonly isRailWide: boolean
  readonly isRailOverlay: boolean
  readonly isInspectorShown: boolean
  readonly isInspectorOverlay: boolean
}

/** Which panels the window has room for, and which the person wants. */
export function useLayout(): Layout {
  const isRailSqueezed = useIsBelow(RAIL_FOLDS_BELOW)
  const isInspectorOverlay = useIsBelow(INSPECTOR_OVERLAYS_BELOW)
  const { isRailOpen, isInspectorOpen, isRailCalled, isInspectorCalled } = useStore()
  return {
    isRailWide: isRailSqueezed ? isRailCalled : isRailOpen,
    isRailOverlay: isRailSqueezed && isRailCalled,
    isInspectorShown: isInspectorOverlay ? isInspectorCalled : isInspectorOpen,
    isInspectorOverlay,
  }
}

/** Folds or unfolds the library; in a small window for the moment, otherwise remembered. */
export function toggleRail(): void {
  const { isRailOpen, isRailCalled, setPreferences } = useStore.getState()
  if (isBelow(RAIL_FOLDS_BELOW)) useStore.setState({ isRailCalled: !isRailCalled })
  else setPreferences({ isRailOpen: !isRailOpen })
}

/** Shows or hides the inspector; in a small window for the moment, otherwise remembered. */
export function toggleInspector(): void {
  const { isInspectorOpen, isInspectorCalled, setPreferences } = useStore.getState()
  if (isBelow(INSPECTOR_OVERLAYS_BELOW)) useStore.setState({ isInspectorCalled: !isInspectorCalled })
  else setPreferences({ isInspectorOpen: !isInspectorOpen })
}

/** Unfolds the library where it is folded. */
export function showRail(): void {
  const { isRailOpen, isRailCalled } = useStore.getState()
  if (!(isBelow(RAIL_FOLDS_BELOW) ? isRailCalled : isRailOpen)) toggleRail()
}

/** Made once for each width: React asks at every render. */
const queries = new Map<number, MediaQueryList>()

function queryBelow(width: number): MediaQueryList | null {
  if (typeof matchMedia !== 'function') return null
  const query = queries.get(width) ?? matchMedia(`(max-width: ${width - 1}px)`)
  queries.set(width, query)
  return query
}

function isBelow(width: number): boolean {
  return queryBelow(width)?.matches ?? false
}

function useIsBelow(width: number): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = queryBelow(width)
      query?.addEventListener('change', listener)
      return () => query?.removeEventListener('change', listener)
    },
    () => isBelow(width),
  )
}

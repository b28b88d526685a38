/** What the window remembers between two starts: wishes of the person, nothing of a run. */
export interface Preferences {
  theme: 'dark' | 'light'
  railWidth: number
  inspectorWidth: number
  isRailOpen: boolean
  isInspectorOpen: boolean
  /** False: letters and digits without Ctrl do nothing (WCAG 2.1.4). */
  singleKeys: boolean
  /** Less motion than the system asks for: marks stand still, the playhead steps by the second. */
  isMotionReduced: boolean
  /** The bundled scenario that was open last. */
  lastScenarioId: string | null
}

export const RAIL_WIDTH = { min: 190, max: 360, initial: 236 } as const
export const INSPECTOR_WIDTH = { min: 270, max: 460, initial: 308 } as const

const STORAGE_KEY = 'fleetshift.preferences'

/** The remembered preferences; whatever is missing or makes no sense is the default. */
export function loadPreferences(): Preferences {
  const stored = readStored()
  return {
    theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : systemTheme(),
    railWidth: within(RAIL_WIDTH, stored.railWidth),
    inspectorWidth: within(INSPECTOR_WIDTH, stored.inspectorWidth),
    isRailOpen: stored.isRailOpen !== false,
    isInspectorOpen: stored.isInspectorOpen !== false,
    singleKeys: stored.singleKeys !== false,
    isMotionReduced: stored.isMotionReduced === true,
    lastScenarioId: typeof stored.lastScenarioId === 'string' ? stored.lastScenarioId : null,
  }
}

/** Remembers them. A browser that refuses storage only forgets: nothing else depends on it. */
export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences))
  } catch {
    // Private windows and full disks: the wishes last until the window closes.
  }
}

/** Keeps a width in pixels inside its bounds. */
export function within(bounds: { min: number; max: number; initial: number }, width: unknown): number {
  if (typeof width !== 'number' || !Number.isFinite(width)) return bounds.initial
  return Math.round(Math.min(bounds.max, Math.max(bounds.min, width)))
}

function readStored(): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}')
    return typeof stored === 'object' && stored !== null ? { ...stored } : {}
  } catch {
    return {}
  }
}

function systemTheme(): 'dark' | 'light' {
  const prefersLight = typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: light)').matches
  return prefersLight ? 'light' : 'dark'
}

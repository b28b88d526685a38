/** What a player needs of the machine: wall time, frames, and what the person's window and settings say. */
export interface PlaybackClock {
  /** Milliseconds of a steady clock. */
  nowMs(): number
  requestFrame(callback: () => void): number
  prefersReducedMotion(): boolean
  onHidden(callback: () => void): void
}

/** The clock of the window. Nothing is touched before it is used, so that it can be made where there is no document. */
export function browserClock(): PlaybackClock {
  return {
    nowMs: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    prefersReducedMotion: () => prefersReducedMotion(),
    onHidden: (callback) => {
      if (typeof document === 'undefined') return
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) callback()
      })
    },
  }
}

let reducedMotionQuery: MediaQueryList | null = null

/** True when the system, or the app's own setting on the root element, asks for less motion. Cheap enough for every frame. */
export function prefersReducedMotion(): boolean {
  if (typeof document !== 'undefined' && document.documentElement.dataset.motion === 'reduced') return true
  if (typeof matchMedia !== 'function') return false
  reducedMotionQuery ??= matchMedia('(prefers-reduced-motion: reduce)')
  return reducedMotionQuery.matches
}

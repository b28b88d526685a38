import { useSyncExternalStore } from 'react'
import { prefersReducedMotion } from '../playback/clock'

/** Whether the person asks for less motion; follows the setting while the window is open. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, prefersReducedMotion)
}

function subscribe(listener: () => void): () => void {
  if (typeof matchMedia !== 'function') return () => {}
  const query = matchMedia('(prefers-reduced-motion: reduce)')
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

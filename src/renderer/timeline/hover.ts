import { create } from 'zustand'

const useHoverStore = create<{ readonly tMs: number | null }>()(() => ({ tMs: null }))

/** The moment under the pointer; null when it is elsewhere. */
export const hover = {
  set: (tMs: number | null): void => useHoverStore.setState({ tMs }),
}

export function useHoveredMs(): number | null {
  return useHoverStore((state) => state.tMs)
}

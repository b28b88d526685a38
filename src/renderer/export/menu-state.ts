import { create } from 'zustand'
import { useStore } from '../state/store'

interface ExportMenuState {
  readonly isOpen: boolean
  /** Opens only when there is a run to export. */
  toggle(): void
  close(): void
}

/** Whether the export menu is open: the title bar's button and the keyboard both open it. */
export const exportMenu = create<ExportMenuState>()((set, get) => ({
  isOpen: false,
  toggle: () => set({ isOpen: !get().isOpen && useStore.getState().shown !== null }),
  close: () => set({ isOpen: false }),
}))

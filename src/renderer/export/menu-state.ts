import { create } from 'zustand'

interface ExportMenuState {
  readonly isOpen: boolean
  toggle(): void
  close(): void
}

/** Whether the export menu is open: the title bar's button and the keyboard both open it. */
export const exportMenu = create<ExportMenuState>()((set, get) => ({
  isOpen: false,
  toggle: () => set({ isOpen: !get().isOpen }),
  close: () => set({ isOpen: false }),
}))

import { showRail } from '../state/layout'

export const FILTER_FIELD_ID = 'library-filter'

/** Puts the cursor into the filter of the library, and opens the rail where it is closed. */
export function focusFilter(): void {
  showRail()
  // The field is there once React has drawn the open rail.
  requestAnimationFrame(() => document.getElementById(FILTER_FIELD_ID)?.focus())
}

import { flushSync } from 'react-dom'
import { showRail } from '../state/layout'

export const FILTER_FIELD_ID = 'library-filter'

/** Puts the cursor into the filter of the library, and opens the rail where it is closed. */
export function focusFilter(): void {
  // At once: a letter typed right after the key already belongs to the field.
  flushSync(showRail)
  document.getElementById(FILTER_FIELD_ID)?.focus()
}

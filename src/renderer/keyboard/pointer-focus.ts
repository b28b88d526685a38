let isPointerDown = false
let isByPointer = false

/**
 * Whether the focus is where a click left it. Such a button does not ask for Space: whoever clicks a scenario and then
 * presses Space wants to play it. (`:focus-visible` will not do: it becomes true with the next key.)
 */
export function isFocusedByPointer(): boolean {
  return isByPointer
}

/** Follows pointer and focus in the whole window. Returns how to stop. */
export function followPointerFocus(): () => void {
  const onPointerDown = () => {
    isPointerDown = true
    isByPointer = true
  }
  const onPointerEnd = () => {
    isPointerDown = false
  }
  const onFocusIn = () => {
    if (!isPointerDown) isByPointer = false
  }
  window.addEventListener('pointerdown', onPointerDown, true)
  window.addEventListener('pointerup', onPointerEnd, true)
  window.addEventListener('pointercancel', onPointerEnd, true)
  window.addEventListener('focusin', onFocusIn)
  return () => {
    window.removeEventListener('pointerdown', onPointerDown, true)
    window.removeEventListener('pointerup', onPointerEnd, true)
    window.removeEventListener('pointercancel', onPointerEnd, true)
    window.removeEventListener('focusin', onFocusIn)
  }
}

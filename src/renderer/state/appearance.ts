import { useStore } from './store'

/** Puts theme and wish for less motion on the root element, now and whenever they change. Returns how to stop. */
export function followAppearance(): () => void {
  const show = () => {
    const { theme, isMotionReduced } = useStore.getState()
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.motion = isMotionReduced ? 'reduced' : 'system'
  }
  show()
  return useStore.subscribe(show)
}

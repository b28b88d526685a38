import { scenarioOf, useStore } from './store'

/** Puts theme and wish for less motion on the root element and the scenario into the title, now and at every change. */
export function followAppearance(): () => void {
  const show = () => {
    const state = useStore.getState()
    const { theme, isMotionReduced } = state
    const scenario = scenarioOf(state)
    document.documentElement.dataset.theme = theme
    document.documentElement.dataset.motion = isMotionReduced ? 'reduced' : 'system'
    document.title = scenario ? `${scenario.name} · Fleetshift` : 'Fleetshift'
  }
  show()
  return useStore.subscribe(show)
}

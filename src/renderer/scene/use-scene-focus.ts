import type { RunResult } from '@sim'
import { useMemo, useState } from 'react'
import { type SceneFocus, waveOfInstances } from './fill-order'

/** What part of the fleet the scene shows, and the steps in and out: everything, a zone, a wave of that zone. */
export function useSceneFocus(result: RunResult) {
  const [state, setState] = useState<{ result: RunResult; focus: SceneFocus | null }>({ result, focus: null })
  const waves = useMemo(() => waveOfInstances(result), [result])
  // Another run is another fleet: it is shown whole.
  const focus = state.result === result ? state.focus : null
  const setFocus = (next: SceneFocus | null) => setState({ result, focus: next })

  function zoomIn(instanceIndex: number): void {
    const zoneIndex = result.instances[instanceIndex]?.zoneIndex ?? 0
    if (!focus) setFocus({ zoneIndex, waveIndex: null })
    else if (focus.waveIndex === null && waves[instanceIndex] !== null) {
      setFocus({ zoneIndex: focus.zoneIndex, waveIndex: waves[instanceIndex] ?? null })
    }
  }

  function zoomOut(): void {
    if (focus) setFocus(focus.waveIndex === null ? null : { zoneIndex: focus.zoneIndex, waveIndex: null })
  }

  return { focus, zoomIn, zoomOut, setFocus }
}

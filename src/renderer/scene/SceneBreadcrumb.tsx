import type { RunResult } from '@sim'
import { ChevronRight } from 'lucide-react'
import type { SceneFocus } from './fill-order'

interface SceneBreadcrumbProps {
  readonly result: RunResult
  readonly focus: SceneFocus | null
  readonly onFocus: (focus: SceneFocus | null) => void
}

/** Where the scene has been zoomed to, and the way back: "All zones › us-east-1b › wave 3". */
export function SceneBreadcrumb({ result, focus, onFocus }: SceneBreadcrumbProps) {
  if (!focus) return null
  const zone = result.scenario.fleet.zones[focus.zoneIndex] ?? ''
  return (
    <nav className="scene-breadcrumb" aria-label="Zoomed into">
      <button type="button" onClick={() => onFocus(null)}>
        All zones
      </button>
      <ChevronRight size={12} aria-hidden="true" />
      {focus.waveIndex === null ? (
        <span aria-current="location">{zone}</span>
      ) : (
        <>
          <button type="button" onClick={() => onFocus({ zoneIndex: focus.zoneIndex, waveIndex: null })}>
            {zone}
          </button>
          <ChevronRight size={12} aria-hidden="true" />
          <span aria-current="location">wave {focus.waveIndex + 1}</span>
        </>
      )}
    </nav>
  )
}

import { type KeyboardEvent, useState } from 'react'
import { type PlayheadView, usePlayhead } from '../state/frame'
import { counted, formatCount } from '../text/format'
import { environmentsOf, type VersionEnvironments } from './draw-environments'
import type { Panel, SceneLayout } from './layout'

/**
 * The two versions of a function for keyboard and assistive technology: a grid of one column over the panels, with one tab
 * stop. Arrows up and down walk, Escape gives the arrows back to time.
 */
export function VersionGrid({ layout }: { readonly layout: SceneLayout }) {
  const view = usePlayhead()
  const [activeRow, setActiveRow] = useState(0)
  const environments = view && environmentsOf(view.result, view.frame)
  if (!view || !environments) return null

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const row = ROW_BY_KEY[event.key]
    if (row !== undefined) setActiveRow(row)
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid over a drawing; the roles are those of a grid.
    <div
      className="scene-grid"
      role="grid"
      aria-label={`Execution environments of ${view.result.scenario.lambda.functionName} by version`}
      aria-rowcount={layout.panels.length}
      aria-colcount={1}
      aria-activedescendant={cellId(layout.panels[activeRow])}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {layout.panels.map((panel, row) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid.
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell.
        <div key={panel.fleet} role="row" aria-rowindex={row + 1} className="scene-grid-row">
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell. */}
          <div
            id={cellId(panel)}
            role="gridcell"
            aria-colindex={1}
            className={row === activeRow ? 'scene-grid-version is-active' : 'scene-grid-version'}
            aria-label={versionWords(view, panel, environments[revisionOf(panel)])}
            style={{ left: panel.x - 3, top: panel.y - 3, width: panel.width + 6, height: panel.height + 6 }}
          />
        </div>
      ))}
    </div>
  )
}

/** The first row is the version that serves, the second the one that comes. */
const ROW_BY_KEY: Readonly<Record<string, number>> = { ArrowUp: 0, ArrowDown: 1, Home: 0, End: 1 }

function revisionOf({ fleet }: Panel): 'old' | 'new' {
  return fleet === 'original' ? 'old' : 'new'
}

function cellId(panel: Panel | undefined): string | undefined {
  return panel && `scene-version-${revisionOf(panel)}`
}

/** Everything that the panel shows, as a sentence. */
function versionWords({ result, frame }: PlayheadView, panel: Panel, counts: VersionEnvironments): string {
  const revision = revisionOf(panel)
  const weight = revision === 'new' ? frame.weightNew : 10_000 - frame.weightNew
  const { busy, initialising, idle } = counts
  const numbers = `${formatCount(busy - initialising)} busy, ${formatCount(idle)} warm and idle`
  return `${result.scenario.revisions[revision].name}: ${weight / 100} % of invocations, ${numbers}, ${counted(initialising, 'cold start')}`
}

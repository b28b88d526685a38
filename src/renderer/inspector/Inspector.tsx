import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { type PlayheadView, usePlayhead } from '../state/frame'
import { toggleInspector, useLayout } from '../state/layout'
import { INSPECTOR_WIDTH, within } from '../state/preferences'
import { type InspectorTab, useStore } from '../state/store'
import { IconButton } from '../ui/IconButton'
import { Separator } from '../ui/Separator'
import { CrashPanel } from './CrashPanel'
import { DeploymentPanel } from './DeploymentPanel'
import { EventLog } from './EventLog'
import { InspectorHead } from './InspectorHead'
import { InstancePanel } from './InstancePanel'
import './inspector.css'

const TABS: readonly { readonly id: InspectorTab; readonly label: string }[] = [
  { id: 'instance', label: 'Instance' },
  { id: 'deployment', label: 'Deployment' },
]

/** What there is to know about the chosen instance and the deployment, at the playhead. */
export function Inspector() {
  const width = useStore((state) => state.inspectorWidth)
  const setPreferences = useStore((state) => state.setPreferences)
  const { isInspectorShown, isInspectorOverlay } = useLayout()
  const view = usePlayhead()
  if (!isInspectorShown) return null
  return (
    <aside
      className={isInspectorOverlay ? 'inspector inspector-overlay' : 'inspector'}
      aria-label="Inspector"
      style={{ width }}
    >
      <Separator
        label="Width of the inspector"
        panel="right"
        width={width}
        bounds={INSPECTOR_WIDTH}
        onResize={(inspectorWidth) => setPreferences({ inspectorWidth: within(INSPECTOR_WIDTH, inspectorWidth) })}
      />
      {isInspectorOverlay && (
        <div className="inspector-close">
          <IconButton icon={X} label="Close" chord="Ctrl+I" tooltip="below-left" onClick={toggleInspector} />
        </div>
      )}
      <CrashPanel />
      {view ? <InspectorBody view={view} /> : <p className="inspector-empty">Nothing has been run yet.</p>}
    </aside>
  )
}

function InspectorBody({ view }: { readonly view: PlayheadView }) {
  const tab = useStore((state) => state.inspectorTab)
  return (
    <>
      <InspectorHead view={view} />
      <Tabs />
      <div
        className="inspector-panel scrolls"
        role="tabpanel"
        id={`inspector-panel-${tab}`}
        aria-labelledby={`inspector-tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a tab panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {tab === 'instance' ? <InstancePanel view={view} /> : <DeploymentPanel view={view} />}
      </div>
      <EventLog view={view} />
    </>
  )
}

function Tabs() {
  const tab = useStore((state) => state.inspectorTab)
  const setInspectorTab = useStore((state) => state.setInspectorTab)
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = TABS.find(({ id }) => id !== tab)
    if (!other) return
    setInspectorTab(other.id)
    document.getElementById(`inspector-tab-${other.id}`)?.focus()
  }
  return (
    <div className="inspector-tabs" role="tablist" aria-label="Inspector">
      {TABS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`inspector-tab-${id}`}
          className="inspector-tab"
          aria-selected={tab === id}
          aria-controls={tab === id ? `inspector-panel-${id}` : undefined}
          tabIndex={tab === id ? 0 : -1}
          onClick={() => setInspectorTab(id)}
          onKeyDown={onKeyDown}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

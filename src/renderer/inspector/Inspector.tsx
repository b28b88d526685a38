import type { RunResult } from '@sim'
import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { type PlayheadView, usePlayhead } from '../state/frame'
import { toggleInspector, useLayout } from '../state/layout'
import { INSPECTOR_WIDTH, within } from '../state/preferences'
import { type InspectorTab, useStore } from '../state/store'
import { IconButton } from '../ui/IconButton'
import { Separator } from '../ui/Separator'
import { AlarmBlock, AlarmsPanel, BreachDiamond } from './AlarmsPanel'
import { type AlarmView, alarmViews, troubledCount } from './alarm-view'
import { CrashPanel } from './CrashPanel'
import { DeploymentPanel } from './DeploymentPanel'
import { EventLog } from './EventLog'
import { InspectorHead } from './InspectorHead'
import { InstancePanel } from './InstancePanel'
import './inspector.css'

const TABS: readonly Tab[] = [
  { id: 'instance', label: 'Instance' },
  { id: 'deployment', label: 'Deployment' },
  { id: 'alarms', label: 'Alarms' },
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
  const chosen = useStore((state) => state.inspectorTab)
  const shown = tabsOf(view.result)
  const tab = shown.some(({ id }) => id === chosen) ? chosen : 'deployment'
  return (
    <>
      <InspectorHead view={view} />
      <Tabs tabs={shown} tab={tab} alarms={alarmViews(view.result, view.tMs)} />
      <div
        className="inspector-panel scrolls"
        role="tabpanel"
        id={`inspector-panel-${tab}`}
        aria-labelledby={`inspector-tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a tab panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {tab === 'instance' && <InstancePanel view={view} />}
        {tab === 'deployment' && <DeploymentPanel view={view} />}
        {tab === 'alarms' && <AlarmsPanel view={view} />}
      </div>
      <EventLog view={view} />
    </>
  )
}

/** What the tab says of the alarms: a red block where one is in ALARM, a diamond where a datapoint breaches. */
function AlarmsMark({ alarms }: { readonly alarms: readonly AlarmView[] }) {
  const redCount = alarms.filter(({ state }) => state === 'ALARM').length
  const breachingCount = troubledCount(alarms)
  if (breachingCount === 0) return null
  return (
    <>
      {' '}
      {redCount > 0 ? <AlarmBlock /> : <BreachDiamond />}
      <span className="visually-hidden">
        {redCount > 0 ? `, ${redCount} in ALARM` : `, ${breachingCount} breaching`}
      </span>
    </>
  )
}

type Tab = { readonly id: InspectorTab; readonly label: string }

/** Tabs that have something to tell of a run: a function has no instances, and many a scenario no alarms. */
function tabsOf({ instances, alarms, scenario: { deployment } }: RunResult): readonly Tab[] {
  const isOnEcs = deployment?.strategy === 'ecs-blue-green'
  const isEmpty = { instance: instances.length === 0, deployment: false, alarms: alarms.length === 0 }
  return TABS.filter(({ id }) => !isEmpty[id]).map((tab) =>
    isOnEcs && tab.id === 'instance' ? { ...tab, label: 'Task' } : tab,
  )
}

interface TabsProps {
  readonly tabs: readonly Tab[]
  readonly tab: InspectorTab
  readonly alarms: readonly AlarmView[]
}

function Tabs({ tabs, tab, alarms }: TabsProps) {
  const setInspectorTab = useStore((state) => state.setInspectorTab)
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const step = event.key === 'ArrowRight' ? 1 : -1
    const other = tabs.at((tabs.findIndex(({ id }) => id === tab) + step) % tabs.length)
    if (!other) return
    setInspectorTab(other.id)
    document.getElementById(`inspector-tab-${other.id}`)?.focus()
  }
  return (
    <div className="inspector-tabs" role="tablist" aria-label="Inspector">
      {tabs.map(({ id, label }) => (
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
          {id === 'alarms' && <AlarmsMark alarms={alarms} />}
        </button>
      ))}
    </div>
  )
}

import { nextSentence } from '@sim'
import type { ReactNode } from 'react'
import { type PlayheadView, usePlayhead } from '../state/frame'
import { useStore } from '../state/store'
import { counted, formatCount, formatLatencyMs, formatPercent } from '../text/format'
import { DeploymentChip } from './DeploymentChip'
import { deploymentStateAt } from './deployment-state'
import { type Readings, readingsAt } from './readings'
import { VersionBar } from './VersionBar'
import { versionBarOf } from './version-share'
import './header.css'

/** Name, state and readouts of the visible run at the playhead. */
export function Header() {
  const view = usePlayhead()
  if (!view) return null
  return (
    <header className="header">
      <div className="header-top">
        <div className="header-words">
          <h1 className="header-title">{view.result.scenario.name}</h1>
          <StateLine view={view} />
        </div>
        <Readouts readings={readingsAt(view)} />
      </div>
      <VersionBar bar={versionBarOf(view.result, view.frame)} />
    </header>
  )
}

function StateLine({ view }: { readonly view: PlayheadView }) {
  const future = useStore((state) => state.future)
  const { label, apiStatus, tone, glyph } = deploymentStateAt(view)
  return (
    <div className="header-state">
      <DeploymentChip label={label} tone={tone} glyph={glyph} apiStatus={apiStatus} />
      {future !== 'hidden' && <p className="header-sentence">{nextSentence(view.result, view.tMs)}</p>}
    </div>
  )
}

function Readouts({ readings }: { readonly readings: Readings }) {
  const { arrivedRps, availability60s, failed60s, latencyUsP99 } = readings
  return (
    <dl className="header-readouts">
      <Readout label="Requests" unit="/s">
        {formatCount(arrivedRps)}
      </Readout>
      <Readout
        label="Availability, 60 s"
        unit={availability60s === null ? '' : '%'}
        tone={failed60s > 0 ? 'bad' : 'plain'}
        title={`${counted(failed60s, 'request')} failed in the last 60 s`}
      >
        {availability60s === null ? '–' : formatPercent(availability60s, 2)}
      </Readout>
      <Readout label="p99, 60 s" unit={latencyUsP99 === null ? '' : 'ms'}>
        {latencyUsP99 === null ? '–' : formatLatencyMs(latencyUsP99)}
      </Readout>
      <Capacity readings={readings} />
    </dl>
  )
}

/** Of a function how much of its concurrency is in use, otherwise how many instances serve and how many have to. */
function Capacity({ readings: { concurrency, inServiceCount, requiredCount } }: { readonly readings: Readings }) {
  if (concurrency) {
    return (
      <Readout label="Concurrency" tone={concurrency.busyCount >= concurrency.limit ? 'bad' : 'plain'}>
        {formatCount(concurrency.busyCount)}
        <span className="header-readout-rest"> / {formatCount(concurrency.limit)}</span>
      </Readout>
    )
  }
  // AllAtOnce requires none: that nobody is left to answer is bad all the same.
  const isShort = inServiceCount < Math.max(1, requiredCount ?? 1)
  return (
    <Readout label={requiredCount === null ? 'In service' : 'In service / required'} tone={isShort ? 'bad' : 'plain'}>
      {formatCount(inServiceCount)}
      {requiredCount !== null && <span className="header-readout-rest"> / {formatCount(requiredCount)}</span>}
    </Readout>
  )
}

interface ReadoutProps {
  readonly label: string
  readonly unit?: string
  readonly tone?: 'plain' | 'bad'
  readonly title?: string
  readonly children: ReactNode
}

function Readout({ label, unit, tone = 'plain', title, children }: ReadoutProps) {
  return (
    <div className="header-readout" title={title}>
      <dt>{label}</dt>
      <dd className={`header-readout-${tone}`}>
        {children}
        {unit && <span className="header-readout-unit"> {unit}</span>}
      </dd>
    </div>
  )
}

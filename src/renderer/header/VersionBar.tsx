import type { VersionBarModel } from './version-share'
import './version-bar.css'

const PARTS = [
  { key: 'oldInService', className: 'version-bar-old' },
  { key: 'oldOut', className: 'version-bar-old-out' },
  { key: 'none', className: 'version-bar-none' },
  { key: 'newOut', className: 'version-bar-new-out' },
  { key: 'newInService', className: 'version-bar-new' },
] as const

/** How far the deployment is: v1 solid, v2 hatched, outlined where an instance takes no traffic. */
export function VersionBar({ bar }: { readonly bar: VersionBarModel }) {
  return (
    <div className="version-bar">
      <span className="version-bar-old-label">{bar.oldLabel}</span>
      <div
        className="version-bar-track"
        role="progressbar"
        aria-label={bar.label}
        aria-valuemin={0}
        aria-valuemax={bar.maximum}
        aria-valuenow={bar.value}
        aria-valuetext={bar.valueText}
      >
        {PARTS.map(({ key, className }) => (
          <div
            key={key}
            className={`version-bar-part ${className}`}
            style={{ flexGrow: bar.share[key], display: bar.share[key] > 0 ? undefined : 'none' }}
          />
        ))}
        {bar.stops.map((stop) => (
          <span key={stop} className="version-bar-stop" style={{ left: `${stop * 100}%` }} />
        ))}
      </div>
      <span className="version-bar-new-label">{bar.newLabel}</span>
    </div>
  )
}

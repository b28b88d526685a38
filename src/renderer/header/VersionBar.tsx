import { formatCount } from '../text/format'
import type { VersionShare } from './version-share'
import './version-bar.css'

const PARTS = [
  { key: 'oldInService', className: 'version-bar-old' },
  { key: 'oldOut', className: 'version-bar-old-out' },
  { key: 'none', className: 'version-bar-none' },
  { key: 'newOut', className: 'version-bar-new-out' },
  { key: 'newInService', className: 'version-bar-new' },
] as const

/** How far the fleet is: v1 solid, v2 hatched, outlined where an instance takes no traffic. */
export function VersionBar({ share }: { readonly share: VersionShare }) {
  const oldCount = share.oldInService + share.oldOut
  const newCount = share.newInService + share.newOut
  const total = oldCount + newCount + share.none
  const words = `Updated ${formatCount(newCount)} of ${formatCount(total)}`
  return (
    <div className="version-bar">
      <span className="version-bar-old-label">v1 · {formatCount(oldCount)}</span>
      <div
        className="version-bar-track"
        role="progressbar"
        aria-label="Instances with the new revision"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={newCount}
        aria-valuetext={words}
      >
        {PARTS.map(({ key, className }) => (
          <div
            key={key}
            className={`version-bar-part ${className}`}
            style={{ flexGrow: share[key], display: share[key] > 0 ? undefined : 'none' }}
          />
        ))}
      </div>
      <span className="version-bar-new-label">
        v2 · {formatCount(newCount)} of {formatCount(total)}
      </span>
    </div>
  )
}

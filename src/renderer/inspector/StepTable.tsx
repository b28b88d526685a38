import { type DeploymentRecord, STATUS_WORDS } from '@sim'
import { player } from '../playback/player'
import type { PlayheadView } from '../state/frame'
import { formatCount, formatLatencyMs } from '../text/format'
import { StatusGlyph } from '../ui/StatusGlyph'
import { ColdStartStory } from './ColdStartStory'
import { type StepRow, stepRows } from './step-rows'
import './platform-panels.css'

interface StepTableProps {
  readonly view: PlayheadView
  readonly deployment: DeploymentRecord
}

/** The steps by which traffic moves, with what each one cost; a click on a step that has come goes there. */
export function StepTable({ view: { result, tMs }, deployment }: StepTableProps) {
  const rows = stepRows(result, deployment, tMs)
  if (rows.length === 0) return null
  const isFunction = deployment.computePlatform === 'Lambda'
  return (
    <>
      <table className="step-table">
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">weight of {result.scenario.revisions.new.name}</th>
            <th scope="col">{isFunction ? 'cold starts' : 'failed'}</th>
            <th scope="col">p99</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <StepLine key={row.number} row={row} isFunction={isFunction} />
          ))}
        </tbody>
      </table>
      {isFunction && <ColdStartStory result={result} rows={rows} />}
    </>
  )
}

function StepLine({ row, isFunction }: { readonly row: StepRow; readonly isFunction: boolean }) {
  const { number, status, weightNew, atMs, latencyUsP99 } = row
  const count = isFunction ? row.coldStartCount : row.failedCount
  const tone = count === null || count === 0 ? 'quiet' : isFunction ? 'warn' : 'bad'
  return (
    <tr className={`step-row step-row-${status}`}>
      <td>
        <button
          type="button"
          className="step-button"
          disabled={atMs === null}
          aria-label={`Step ${number}, ${STATUS_WORDS[status].toLowerCase()}`}
          onClick={() => atMs !== null && player.seek(atMs)}
        >
          <StatusGlyph status={status} />
        </button>
      </td>
      <td>
        <span className="step-weight mono">{weightNew / 100} %</span>
        <span className={`step-bar ${atMs === null ? 'step-bar-to-come' : ''}`}>
          <span style={{ width: `${weightNew / 100}%` }} />
        </span>
      </td>
      <td className={`mono step-count-${tone}`}>{count === null ? '–' : formatCount(count)}</td>
      <td className="mono">{latencyUsP99 === null ? '–' : `${formatLatencyMs(latencyUsP99)} ms`}</td>
    </tr>
  )
}

import { describeRunEnd, METRICS, type Metric, type RunResult } from '@sim'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { formatNumber } from '../text/format'
import './metrics-list.css'

/** The summary metrics of the whole run, each says on hover or focus how it is defined; and where a limit cut it short. */
export function MetricsList({ result }: { readonly result: RunResult }) {
  const rows = useMemo(() => METRICS.map((metric) => ({ metric, value: metric.measure(result) })), [result])
  const [stopId, setStopId] = useState<string | null>(null)
  const endSentence = describeRunEnd(result)
  return (
    <>
      {endSentence && <p className="inspector-quiet">{endSentence}</p>}
      <ul className="metrics-list" onKeyDown={walk}>
        {rows.map(({ metric, value }) => (
          <MetricRow
            key={metric.id}
            metric={metric}
            value={value}
            isStop={metric.id === (stopId ?? rows[0]?.metric.id)}
            onFocus={() => setStopId(metric.id)}
          />
        ))}
      </ul>
    </>
  )
}

/** Up and down walk from row to row: the list is one stop on the way of Tab. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button.matches(':focus'))
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  event.preventDefault()
}

interface MetricRowProps {
  readonly metric: Metric
  readonly value: number | null
  /** Whether Tab stops here. */
  readonly isStop: boolean
  readonly onFocus: () => void
}

function MetricRow({ metric, value, isStop, onFocus }: MetricRowProps) {
  const definitionId = `metric-${metric.id}`
  return (
    <li className="metric">
      <button
        type="button"
        className="metric-row"
        aria-describedby={definitionId}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
      >
        <span className="metric-label">{metric.label}</span>
        <span className="metric-value mono">{metricWords(value, metric.unit)}</span>
      </button>
      <p className="metric-definition" id={definitionId}>
        {metric.definition}
      </p>
    </li>
  )
}

/** A metric with its unit; a dash where the run had nothing to measure it by. */
function metricWords(value: number | null, unit: string): string {
  if (value === null) return '–'
  // A share is cut, as in the chart: 100 % stands for "none failed".
  const shown = unit === '%' ? Math.floor(value * 1_000) / 1_000 : value
  return `${formatNumber(shown, Number.isInteger(shown) ? 0 : 3)} ${unit}`
}

import { describeRunEnd, METRICS, type Metric, type RunResult } from '@sim'
import { useMemo } from 'react'
import { formatNumber } from '../text/format'
import './metrics-list.css'

/** The summary metrics of the whole run, each says on hover or focus how it is defined; and where a limit cut it short. */
export function MetricsList({ result }: { readonly result: RunResult }) {
  const rows = useMemo(() => METRICS.map((metric) => ({ metric, value: metric.measure(result) })), [result])
  const endSentence = describeRunEnd(result)
  return (
    <>
      {endSentence && <p className="inspector-quiet">{endSentence}</p>}
      <ul className="metrics-list">
        {rows.map(({ metric, value }) => (
          <MetricRow key={metric.id} metric={metric} value={value} />
        ))}
      </ul>
    </>
  )
}

function MetricRow({ metric, value }: { readonly metric: Metric; readonly value: number | null }) {
  const definitionId = `metric-${metric.id}`
  return (
    <li className="metric">
      <button type="button" className="metric-row" aria-describedby={definitionId}>
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

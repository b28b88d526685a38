import { formatCount, type MetricValue, summarize } from '@sim'
import { alignRows } from './table'
import type { SummaryView } from './view'

/** Every summary metric with its unit. */
export function metricLines({ result, paint }: SummaryView): string[] {
  const rows = summarize(result).metrics.map((metric) => [metric.label, valueWords(metric), metric.unit])
  return [paint('heading', 'Metrics'), ...alignRows(rows, [1]).map((line) => `  ${line}`)]
}

/** The figure, not rounded further than in the JSON; a dash where the run has nothing to measure it by. */
export function valueWords({ value }: Pick<MetricValue, 'value'>): string {
  if (value === null) return '–'
  return Number.isInteger(value) ? formatCount(value) : String(value)
}

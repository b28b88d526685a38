import { formatCount, hostWords, METRICS, type MetricValue, summarize } from '@sim'
import { alignRows } from './table'
import type { SummaryView } from './view'

/** Every summary metric that means something on the platform of the run, with its unit. */
export function metricLines({ result, paint }: SummaryView): string[] {
  const platform = result.plan?.computePlatform ?? 'Server'
  const meant = METRICS.filter(({ platforms }) => platforms.includes(platform)).map(({ id }) => id)
  const rows = summarize(result)
    .metrics.filter(({ id }) => meant.includes(id))
    .map((metric) => [hostWords(result, metric.label), valueWords(metric), hostWords(result, metric.unit)])
  return [paint('heading', 'Metrics'), ...alignRows(rows, [1]).map((line) => `  ${line}`)]
}

/** The figure, not rounded further than in the JSON; a dash where the run has nothing to measure it by. */
export function valueWords({ value }: Pick<MetricValue, 'value'>): string {
  if (value === null) return '–'
  return Number.isInteger(value) ? formatCount(value) : String(value)
}

import { seriesCsv, timelineChart } from '@charts'
import type { RunResult } from '@sim'

/** One way of taking a run out of the window. */
export interface Exporter {
  readonly id: string
  readonly label: string
  readonly description: string
  /** Ending of the file name, without the dot. */
  readonly extension: string
  readonly mediaType: string
  write(result: RunResult): string
}

export const EXPORTERS: readonly Exporter[] = [
  {
    id: 'chart-svg',
    label: 'Chart, SVG',
    description: 'The whole run on one page, ready to print; text stays text',
    extension: 'svg',
    mediaType: 'image/svg+xml',
    write: (result) => timelineChart(result),
  },
  {
    id: 'series-csv',
    label: 'Series, CSV',
    description: 'Every second as a row, with the latency histogram',
    extension: 'csv',
    mediaType: 'text/csv',
    write: (result) => seriesCsv(result),
  },
]

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { seriesCsv, timelineChart } from '@charts'
import { bundledRuns } from './bundled-runs'

const FILE = fileURLToPath(new URL('../golden/charts.json', import.meta.url))

/** SHA-256 of the files that each bundled scenario exports. */
export type ChartGolden = Readonly<Record<string, { readonly svg: string; readonly csv: string }>>

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Draws every bundled scenario with the charts as they are now. */
export function computeChartGolden(): ChartGolden {
  return Object.fromEntries(
    bundledRuns().map(({ name, result }) => [
      name,
      { svg: digest(timelineChart(result)), csv: digest(seriesCsv(result)) },
    ]),
  )
}

/** The digests that were written on purpose. */
export function readChartGolden(): ChartGolden {
  return JSON.parse(readFileSync(FILE, 'utf8'))
}

export function writeChartGolden(golden: ChartGolden): void {
  writeFileSync(FILE, `${JSON.stringify(golden, null, 2)}\n`)
}

import { computeChartGolden, writeChartGolden } from './chart-golden'
import { computeGolden, type Golden, readGolden, writeGolden } from './golden'
import { writeScenariosDocument } from './scenarios-document'

/** Writes digests of runs and exported files, and docs/scenarios.md anew, and says what has moved: a line for each scenario. */
export function updateGolden(): string[] {
  const before = goldenUntilNow()
  const after = computeGolden()
  writeGolden(after)
  writeScenariosDocument()
  writeChartGolden(computeChartGolden())
  return Object.entries(after.scenarios).map(([id, { digest }]) => {
    const old = before?.scenarios[id]?.digest
    return `${id}: ${old === digest ? `${digest}, unchanged` : `${old ?? 'none'} -> ${digest}`}`
  })
}

/** The golden file, or null while there is none. */
function goldenUntilNow(): Golden | null {
  try {
    return readGolden()
  } catch {
    return null
  }
}

import type { RunResult } from '@sim'
import { cell, type Law, rowEndMs, valueAt } from '../law'

const GAUGES = [
  'inServiceOld',
  'inServiceNew',
  'silentOld',
  'silentNew',
  'initialTargets',
  'unhealthyTargets',
  'drainingTargets',
] as const
type Gauge = (typeof GAUGES)[number]

export const gauges: Law = {
  name: 'the gauges of every second count what the tracks show then, never more than there are instances',
  *broken(run) {
    for (let row = 0; row < run.series.rowCount; row++) {
      const expected = countAt(run, rowEndMs(run, row))
      for (const gauge of GAUGES) {
        const found = cell(run.series.columns[gauge], row)
        if (found !== expected[gauge]) yield `row ${row}: ${gauge} is ${found}, the tracks show ${expected[gauge]}`
      }
      const sum = GAUGES.reduce((total, gauge) => total + cell(run.series.columns[gauge], row), 0)
      if (sum > run.instances.length) yield `row ${row}: ${sum} of ${run.instances.length} instances are counted`
      const weight = valueAt(run.traffic.weightNew, rowEndMs(run, row))
      if (cell(run.series.columns.weightNew, row) !== weight) yield `row ${row}: the weight is not ${weight}`
    }
  },
}

function countAt({ instances }: RunResult, atMs: number): Record<Gauge, number> {
  const counts: Record<Gauge, number> = {
    inServiceOld: 0,
    inServiceNew: 0,
    silentOld: 0,
    silentNew: 0,
    initialTargets: 0,
    unhealthyTargets: 0,
    drainingTargets: 0,
  }
  for (const { health, application, revision } of instances) {
    const state = valueAt(health, atMs)
    if (state === 'initial') counts.initialTargets++
    if (state === 'unhealthy') counts.unhealthyTargets++
    if (state === 'draining') counts.drainingTargets++
    if (state !== 'healthy') continue
    const isNew = valueAt(revision, atMs) === 'new'
    if (valueAt(application, atMs) === 'serving') counts[isNew ? 'inServiceNew' : 'inServiceOld']++
    else counts[isNew ? 'silentNew' : 'silentOld']++
  }
  return counts
}

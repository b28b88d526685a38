import { capacitySpans } from '../capacity'
import { counted } from '../number-words'
import { ROW_MS, rowEndMs } from '../rates'
import type { Ms, RunResult } from '../types'
import { INSTANCES, type Metric, type MetricEvidence } from './metric'
import { LOAD_WINDOW_SECONDS, neededForLoad, TARGET_UTILISATION_PERCENT } from './needed-for-load'
import { stretchesOf } from './rows'

export const capacityDeficit: Metric = {
  id: 'capacityDeficit',
  label: 'Capacity deficit',
  unit: 'instance-seconds',
  definition:
    'Instances that the load needed and that were not in service, times how long, over the whole run. Needed is what ' +
    `keeps ${TARGET_UTILISATION_PERCENT} % of the places of an instance busy, for the requests of the last ` +
    `${LOAD_WINDOW_SECONDS} s at the mean service time of the revision that they were routed to (the old one when ` +
    'none took them).',
  formula: `sum over time of max(0, ceil(rate × mean service time ÷ (concurrency × ${TARGET_UTILISATION_PERCENT} %)) − in service)`,
  source: 'Offered load over servers at a target utilisation; target and window are ours',
  betterIs: 'lower',
  platforms: INSTANCES,
  measure: (result) =>
    result.instances.length === 0
      ? null
      : deficitsOf(result).reduce((sum, { deficitMs }) => sum + deficitMs, 0) / 1_000,
  evidence: deficitEvidence,
}

interface RowDeficit {
  readonly needed: number
  /** Instances times milliseconds. */
  readonly deficitMs: number
}

/** The deficit of every row, to the millisecond inside it. */
function deficitsOf(result: RunResult): RowDeficit[] {
  const spans = capacitySpans(result)
  let first = 0
  return neededForLoad(result).map((needed, row) => {
    const fromMs = row * ROW_MS
    const toMs = rowEndMs(result, row)
    while (first < spans.length && spans[first].toMs <= fromMs) first++
    let deficitMs = 0
    for (let index = first; index < spans.length && spans[index].fromMs < toMs; index++) {
      const { inServiceOld, inServiceNew } = spans[index]
      deficitMs += Math.max(0, needed - inServiceOld - inServiceNew) * overlapMs(spans[index], fromMs, toMs)
    }
    return { needed, deficitMs }
  })
}

function overlapMs(span: { readonly fromMs: Ms; readonly toMs: Ms }, fromMs: Ms, toMs: Ms): Ms {
  return Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs)
}

function deficitEvidence(result: RunResult): MetricEvidence[] {
  const deficits = deficitsOf(result)
  return stretchesOf(result, (row) => deficits[row].deficitMs > 0).map(({ fromRow, toRow }) => {
    const rows = deficits.slice(fromRow, toRow)
    const needed = rows.reduce((most, row) => Math.max(most, row.needed), 0)
    const seconds = rows.reduce((sum, { deficitMs }) => sum + deficitMs, 0) / 1_000
    const words = `Up to ${counted(needed, 'instance')} needed: ${seconds} instance-seconds missing in ${counted(toRow - fromRow, 'second')}.`
    return { atMs: fromRow * ROW_MS, words }
  })
}

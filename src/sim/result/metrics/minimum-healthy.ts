import { type CapacitySpan, capacitySpans } from '../capacity'
import { formatDuration } from '../number-words'
import type { RunResult } from '../types'
import { INSTANCES, type Metric } from './metric'

export const minimumHealthy: Metric = {
  id: 'minimumHealthy',
  label: 'Minimum healthy',
  unit: 'instances',
  definition:
    'Lowest number of instances in service at the same time, of either revision, over the whole run, to the ' +
    'millisecond. In service is who is healthy in the target group and serves; it is not the minimum healthy hosts ' +
    'that the deployment configuration asks for.',
  formula: 'lowest of (in service with the old + in service with the new revision)',
  source: 'CodeDeploy user guide, instance health; ALB user guide, target health states',
  betterIs: 'higher',
  platforms: INSTANCES,
  measure: lowestOf,
  evidence: (result) => {
    const lowest = lowestOf(result)
    return capacitySpans(result)
      .filter((span) => countOf(span) === lowest)
      .map((span) => ({
        atMs: span.fromMs,
        words: `${lowest} in service for ${formatDuration(span.toMs - span.fromMs)}.`,
      }))
  },
}

const countOf = ({ inServiceOld, inServiceNew }: CapacitySpan): number => inServiceOld + inServiceNew

function lowestOf(result: RunResult): number | null {
  const spans = capacitySpans(result)
  if (result.instances.length === 0 || spans.length === 0) return null
  return spans.reduce((lowest, span) => Math.min(lowest, countOf(span)), result.instances.length)
}

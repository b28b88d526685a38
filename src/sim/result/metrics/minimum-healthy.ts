import { capacitySpans } from '../capacity'
import type { Metric } from './metric'

export const minimumHealthy: Metric = {
  id: 'minimumHealthy',
  label: 'Minimum healthy',
  unit: 'instances',
  definition:
    'Lowest number of instances in service at the same time, of either revision, over the whole run, to the ' +
    'millisecond. In service is who is healthy in the target group and serves; it is not the minimum healthy hosts ' +
    'that the deployment configuration asks for.',
  source: 'CodeDeploy user guide, instance health; ALB user guide, target health states',
  betterIs: 'higher',
  measure: (result) => {
    const spans = capacitySpans(result)
    if (result.instances.length === 0 || spans.length === 0) return null
    return spans.reduce(
      (lowest, span) => Math.min(lowest, span.inServiceOld + span.inServiceNew),
      result.instances.length,
    )
  },
}

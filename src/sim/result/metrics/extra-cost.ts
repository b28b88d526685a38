import { extraEvidence, extraInstanceMs } from './extra-capacity'
import { INSTANCES, type Metric } from './metric'
import { USD_PER_INSTANCE_HOUR } from './prices'
import { cutAfter } from './rounded'

export const extraCost: Metric = {
  id: 'extraCost',
  label: 'Extra cost',
  unit: 'USD',
  definition:
    `What the extra instance-hours of the whole run cost at ${USD_PER_INSTANCE_HOUR} USD for an instance (task) and ` +
    'hour, a round figure of ours and no price of AWS. The load balancer costs nothing here. Cut after six decimals.',
  formula: `extra instance-hours × ${USD_PER_INSTANCE_HOUR} USD`,
  source: 'Extra instance-hours at a stated price',
  betterIs: 'lower',
  platforms: INSTANCES,
  measure: (result) =>
    result.instances.length === 0 ? null : cutAfter(6, (extraInstanceMs(result) / 3_600_000) * USD_PER_INSTANCE_HOUR),
  evidence: extraEvidence,
}

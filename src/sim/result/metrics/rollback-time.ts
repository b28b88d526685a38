import { between } from './incident-metric'
import { EVERYWHERE, type Metric } from './metric'

export const rollbackTime: Metric = {
  id: 'rollbackTime',
  label: 'Time to take traffic back',
  unit: 's',
  definition:
    'From the decision to go back until the new revision is given no more requests, over the whole run; 0 when it never had ' +
    'any. Nothing without a decision, or when it keeps its traffic.',
  formula: 'traffic back − decided',
  source: 'CodeDeploy user guide, redeploy and roll back a deployment: a rollback is a new deployment',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  ...between('decidedMs', 'trafficBackMs'),
}

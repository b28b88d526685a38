import { between } from './incident-metric'
import { EVERYWHERE, type Metric } from './metric'

export const timeToDecide: Metric = {
  id: 'timeToDecide',
  label: 'Time to decide',
  unit: 's',
  definition:
    'From the detection to the decision to go back, in the whole run: a person stops the deployment or deploys the old ' +
    'revision, or the deployment that the user created ends Failed or Stopped. 0 where its own failure is how it was detected.',
  formula: 'decided − detected',
  source: 'Seeking SRE, chapter 4: time to engage; CodeDeploy user guide, monitoring deployments with alarms',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  ...between('detectedMs', 'decidedMs'),
}

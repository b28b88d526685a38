import { between } from './incident-metric'
import { INSTANCES, type Metric } from './metric'

export const timeToRestoreCapacity: Metric = {
  id: 'timeToRestoreCapacity',
  label: 'Time to restore capacity',
  unit: 's',
  definition:
    'From the decision to go back until as many instances are in service and given traffic as before the deployment that ' +
    'the user created, to the end of the whole run. Nothing without a decision, or when they stay fewer.',
  formula: 'capacity restored − decided',
  source:
    'CodeDeploy user guide, redeploy and roll back a deployment: traffic and capacity come back at different times',
  betterIs: 'lower',
  platforms: INSTANCES,
  ...between('decidedMs', 'capacityRestoredMs'),
}

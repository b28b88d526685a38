import { between } from './incident-metric'
import { EVERYWHERE, type Metric } from './metric'

export const timeToDetect: Metric = {
  id: 'timeToDetect',
  label: 'Time to detect',
  unit: 's',
  definition:
    'From the beginning of the second in which a request of the new revision first fails to the first of: an alarm goes to ' +
    'ALARM, a person steps in, the deployment fails; in the whole run. Nothing when none of its requests fails, or nobody ' +
    'notices; 0 when the deployment had failed before.',
  formula: 'detected − first failed request',
  source: 'Seeking SRE, chapter 4: time to detect, the first part of the time to mitigate',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  ...between('firstFailedMs', 'detectedMs'),
}

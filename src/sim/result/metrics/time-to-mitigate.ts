import { between } from './incident-metric'
import { EVERYWHERE, type Metric } from './metric'

export const timeToMitigate: Metric = {
  id: 'timeToMitigate',
  label: 'Time to mitigate',
  unit: 's',
  definition:
    'From the beginning of the second in which a request of the new revision first fails until it is given no more ' +
    'requests, over the whole run. Nothing when none of its requests fails, or when it keeps its traffic.',
  formula: 'traffic back − first failed request',
  source: 'Seeking SRE, chapter 4: time to mitigate, to be kept apart from repair',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  ...between('firstFailedMs', 'trafficBackMs'),
}

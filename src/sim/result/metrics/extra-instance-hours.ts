import { extraEvidence, extraInstanceMs } from './extra-capacity'
import { INSTANCES, type Metric } from './metric'
import { cutAfter } from './rounded'

export const extraInstanceHours: Metric = {
  id: 'extraInstanceHours',
  label: 'Extra instance-hours',
  unit: 'instance-hours',
  definition:
    'Instances (tasks) that ran beyond those of the start of the run, times how long, over the whole run. Running is who ' +
    'was launched and is not terminated, in service or not. Cut after six decimals.',
  formula: 'sum over time of max(0, running − running at the start)',
  source: 'Elastic Beanstalk developer guide: an additional batch, or a second fleet, runs while a deployment lasts',
  betterIs: 'lower',
  platforms: INSTANCES,
  measure: (result) => (result.instances.length === 0 ? null : cutAfter(6, extraInstanceMs(result) / 3_600_000)),
  evidence: extraEvidence,
}

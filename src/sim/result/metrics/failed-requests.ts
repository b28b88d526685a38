import { EVERYWHERE, type Metric } from './metric'
import { failureEvidence } from './rows'

export const failedRequests: Metric = {
  id: 'failedRequests',
  label: 'Failed requests',
  unit: 'requests',
  definition: 'Requests that ended with an error, whatever the cause, all users, whole run.',
  formula: 'versionError + refused + noRegisteredTarget + timedOut + cutByDraining + queueFull + throttled',
  source: 'SRE Book, Embracing Risk: the errors of the request success rate',
  betterIs: 'lower',
  platforms: EVERYWHERE,
  measure: ({ totals }) => totals.failed,
  evidence: failureEvidence,
}

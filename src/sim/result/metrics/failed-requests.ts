import type { Metric } from './metric'

export const failedRequests: Metric = {
  id: 'failedRequests',
  label: 'Failed requests',
  unit: 'requests',
  definition: 'Requests that ended with an error, whatever the cause, all users, whole run.',
  source: 'SRE Book, Embracing Risk: the errors of the request success rate',
  betterIs: 'lower',
  measure: ({ totals }) => totals.failed,
}

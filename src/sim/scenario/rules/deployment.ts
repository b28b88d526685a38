import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

export const DEPLOYMENT_RULES: readonly Rule[] = [
  { reads: ['/deployment/autoRollback'], check: ({ deployment }) => rollbackIssues(deployment) },
]

/** CodeDeploy API, InvalidAutoRollbackConfigException: automatic rollback is enabled, but no event types are listed. */
function rollbackIssues(deployment: Scenario['deployment']): Issue[] {
  if (deployment === null || !deployment.autoRollback.enabled || deployment.autoRollback.events.length > 0) return []
  const message = 'found a list of 0 entries, allowed is ["DEPLOYMENT_FAILURE"] where enabled is true'
  return [{ pointer: '/deployment/autoRollback/events', message }]
}

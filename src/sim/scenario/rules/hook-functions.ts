import { LIFECYCLE_EVENTS } from '../../deployment/lifecycle/registry'
import { strategyOf } from '../../strategies'
import { HOOK_FUNCTION_EVENT_NAMES } from '../events'
import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

/** Hook functions stand at lifecycle events of the platform that may have one (CodeDeploy user guide, AppSpec hooks section). */
export const HOOK_FUNCTION_RULES: readonly Rule[] = [
  { reads: ['/deployment/strategy', '/deployment/hookFunctions'], check: hookFunctionIssues },
]

function hookFunctionIssues({ deployment }: Scenario): Issue[] {
  if (deployment === null) return []
  const { platform } = strategyOf(deployment.strategy)
  const allowed = LIFECYCLE_EVENTS[platform]
    .filter(({ behaviour }) => behaviour === 'hook-function')
    .map(({ name }) => name)
  const where = allowed.length === 0 ? 'is none: instances run scripts' : `are those for ${allowed.join(', ')}`
  return HOOK_FUNCTION_EVENT_NAMES.filter(
    (event) => deployment.hookFunctions[event] !== undefined && !allowed.includes(event),
  ).map((event) => ({
    pointer: `/deployment/hookFunctions/${event}`,
    message: `found a hook function for ${event}, allowed with the strategy ${deployment.strategy} ${where}`,
  }))
}

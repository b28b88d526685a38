import type { ModelChoice } from '../model/model-choice'
import type { RunResult } from '../result/types'
import { HOOK_FUNCTION_EVENT_NAMES } from '../scenario/events'
import { ECS_MODEL_CHOICES } from './ecs/model-choices'
import { LAMBDA_MODEL_CHOICES } from './lambda/model-choices'
import { NO_CALLBACK } from './lifecycle/outcome'

/** What AWS leaves open about deployments of functions and services, and of traffic that is shifted by weights. */
export const SERVICE_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'hook-function-durations',
    label: 'Duration of hook functions',
    rule: 'A hook function calls back after as long as the scenario says.',
    why: 'AWS gives it an hour, and what it does with it is its own affair.',
    settings: ['deployment.hookFunctions.*.duration'],
    matters: ({ scenario, deployments }) =>
      deployments.some(isOfService) &&
      HOOK_FUNCTION_EVENT_NAMES.some((event) => scenario.deployment?.hookFunctions[event] !== undefined),
  },
  {
    id: 'silent-hook',
    label: 'A hook function that does not call back',
    rule:
      'After an hour its lifecycle event fails with UnknownError, and the deployment with HOOK_EXECUTION_FAILURE; the ' +
      'message is in words of our own.',
    why: 'AWS says that the deployment fails then, and not with which error codes.',
    settings: [],
    matters: ({ deployments }) => deployments.some(hasSilentHook),
  },
  {
    id: 'end-of-shift',
    label: 'The end of a shift',
    rule: 'AllowTraffic ends in the millisecond in which all traffic has moved.',
    why: "AWS's pages count one interval more in places, and a capture on ECS shows none.",
    settings: [],
    matters: ({ plan }) => (plan?.shifts ?? []).length > 1,
  },
  {
    id: 'rollback-of-service',
    label: 'A rollback of a function or service',
    rule: 'It moves all traffic at once, invokes no hook function and takes no time.',
    why: 'AWS does not describe its lifecycle events; in captures they succeeded although no function was invoked.',
    settings: [],
    matters: ({ deployments }) => deployments.some((one) => isOfService(one) && one.creator === 'codeDeployRollback'),
  },
  ...LAMBDA_MODEL_CHOICES,
  ...ECS_MODEL_CHOICES,
]

/** The hour of a hook function went by without its callback. */
function hasSilentHook({ errorCode, targets }: RunResult['deployments'][number]): boolean {
  return (
    errorCode === 'HOOK_EXECUTION_FAILURE' &&
    targets.some(({ lifecycleEvents }) =>
      lifecycleEvents.some(({ message, status }) => status === 'Failed' && message === NO_CALLBACK.message),
    )
  )
}

function isOfService({ computePlatform }: RunResult['deployments'][number]): boolean {
  return computePlatform !== 'Server'
}

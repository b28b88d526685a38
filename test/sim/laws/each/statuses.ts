import type { DeploymentErrorCode } from '@sim'
import type { Law } from '../law'

/** The API's words; nothing else may stand in data. */
const DEPLOYMENT = ['Created', 'InProgress', 'Ready', 'Succeeded', 'Failed', 'Stopped']
const TARGET = ['Pending', 'InProgress', 'Ready', 'Succeeded', 'Failed', 'Skipped']
const EVENT = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped']
const CREATOR = ['user', 'codeDeployRollback', 'autoscaling', 'autoscalingTermination', 'CodeDeployAutoUpdate']
const FAILED: readonly DeploymentErrorCode[] = [
  'HEALTH_CONSTRAINTS',
  'HEALTH_CONSTRAINTS_INVALID',
  'NO_INSTANCES',
  'OVER_MAX_INSTANCES',
  'TIMEOUT',
  'HOOK_EXECUTION_FAILURE',
  'ECS_UPDATE_ERROR',
  'INVALID_LAMBDA_CONFIGURATION',
  'INVALID_ECS_SERVICE',
]
/** By a person, by an alarm, and by nobody: a wait to be continued that was over. */
const STOPPED: readonly DeploymentErrorCode[] = ['MANUAL_STOP', 'ALARM_ACTIVE', 'TIMEOUT']
const EVENT_ERROR_CODES = [
  null,
  'Success',
  'ScriptMissing',
  'ScriptNotExecutable',
  'ScriptTimedOut',
  'ScriptFailed',
  'UnknownError',
]
const TARGET_HEALTH = ['unused', 'initial', 'healthy', 'unhealthy', 'draining']

export const statuses: Law = {
  name: "statuses, error codes and ids are AWS's",
  *broken({ deployments, instances }) {
    for (const { id, status, errorCode, creator, targets } of deployments) {
      if (!/^d-[A-Z0-9]{9}$/.test(id)) yield `no deployment has the id ${id}`
      if (!DEPLOYMENT.includes(status)) yield `no deployment is ${status}`
      if (!CREATOR.includes(creator)) yield `no deployment is created by ${creator}`
      if (!isErrorCodeOf(status, errorCode)) yield `${id} is ${status} with error code ${errorCode}`
      for (const target of targets) {
        if (!TARGET.includes(target.status)) yield `no target is ${target.status}`
        for (const event of target.lifecycleEvents) {
          if (!EVENT.includes(event.status)) yield `no lifecycle event is ${event.status}`
          if (!EVENT_ERROR_CODES.includes(event.errorCode)) yield `no lifecycle event ends with ${event.errorCode}`
        }
      }
    }
    for (const { id, health } of instances) {
      if (!/^i-[0-9a-f]{8}$/.test(id)) yield `no instance has the id ${id}`
      for (const { value } of health) if (!TARGET_HEALTH.includes(value)) yield `no target is ${value}`
    }
    const ids = [...deployments, ...instances].map(({ id }) => id)
    if (new Set(ids).size !== ids.length) yield 'an id is given twice'
  },
}

function isErrorCodeOf(status: string, errorCode: DeploymentErrorCode | null): boolean {
  if (errorCode === null) return status !== 'Failed' && status !== 'Stopped'
  return (status === 'Failed' && FAILED.includes(errorCode)) || (status === 'Stopped' && STOPPED.includes(errorCode))
}

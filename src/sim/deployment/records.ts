import type { DeploymentRecord, LifecycleEventRecord, TargetRecord } from '../result/types'
import type { DeploymentState, LifecycleEventState, TargetState } from './state'

/** What is recorded of a deployment: a copy of its state as it is now, without what only the executor needs. */
export function recordOf(deployment: DeploymentState): DeploymentRecord {
  return {
    id: deployment.id,
    computePlatform: deployment.computePlatform,
    deploymentType: deployment.deploymentType,
    deploymentConfigName: deployment.deploymentConfigName,
    creator: deployment.creator,
    revision: deployment.revision,
    status: deployment.status,
    errorCode: deployment.errorCode,
    message: deployment.message,
    createdAtMs: deployment.createdAtMs,
    endedAtMs: deployment.endedAtMs,
    rollbackDeploymentId: deployment.rollbackDeploymentId,
    rollbackTriggeringDeploymentId: deployment.rollbackTriggeringDeploymentId,
    rollbackMessage: deployment.rollbackMessage,
    minimumHealthyCount: deployment.plan.minimumHealthyCount,
    targets: deployment.targets.map(targetRecordOf),
    waves: deployment.waves.map((wave) => ({ ...wave, instanceIndexes: [...wave.instanceIndexes] })),
    phases: deployment.phases.map((phase) => ({ ...phase })),
    autoUpdateOutdatedInstancesRootDeploymentId: deployment.autoUpdateOutdatedInstancesRootDeploymentId,
    instanceTerminationWaitTimeStarted: deployment.instanceTerminationWaitTimeStarted,
  }
}

function targetRecordOf(target: TargetState): TargetRecord {
  return {
    targetType: target.targetType,
    instanceIndex: target.instanceIndex,
    label: target.label,
    status: target.status,
    startMs: target.startMs,
    endMs: target.endMs,
    waveIndex: target.waveIndex,
    lifecycleEvents: target.lifecycleEvents.map(eventRecordOf),
  }
}

function eventRecordOf(event: LifecycleEventState): LifecycleEventRecord {
  return { ...event, scripts: [...event.scripts] }
}

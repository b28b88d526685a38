import type { ModelChoice } from '../../model/model-choice'
import type { RunResult } from '../../result/types'

/** What AWS leaves open about deployments of an ECS service, for the registry of model choices. */
export const ECS_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'ecs-task-start',
    label: 'Start of a task',
    rule: 'From PROVISIONING to RUNNING a task takes as long as the scenario says, drawn anew for every task.',
    why: 'AWS publishes no figure: it depends on the image, the capacity and the network.',
    settings: ['ecs.taskStart'],
    matters: hasStartedTasks,
  },
  {
    id: 'ecs-healthy-before-shift',
    label: 'Health of the replacement task set',
    rule: 'Install ends when every task of the replacement is healthy, with ECSAllAtOnce as with every other configuration.',
    why: 'It is said of ECSAllAtOnce that it shifts traffic before the health checks have passed; AWS does not say so.',
    settings: [],
    matters: hasStartedTasks,
  },
  {
    id: 'ecs-unhealthy-tasks',
    label: 'Tasks that turn unhealthy',
    rule: 'A task that fails its health checks stays, and no other takes its place.',
    why: 'What ECS does depends on a grace period and a scheduler that are no part of CodeDeploy.',
    settings: [],
    matters: (result) =>
      isEcs(result) && result.instances.some(({ health }) => health.some(({ value }) => value === 'unhealthy')),
  },
  {
    id: 'ecs-reroute-wait',
    label: 'When the wait for the rerouting begins',
    rule: 'A deployment becomes Ready when AfterAllowTestTraffic has ended.',
    why: 'AWS says that validation runs during the wait, and not which lifecycle events it is made of.',
    settings: [],
    matters: (result) => isEcs(result) && result.scenario.deployment?.blueGreen.actionOnTimeout === 'STOP_DEPLOYMENT',
  },
  {
    id: 'ecs-two-task-sets',
    label: 'A deployment to a service with two task sets',
    rule: 'It fails before anything is touched.',
    why: 'AWS describes what an unfinished deployment leaves in the way for Lambda, and not for ECS.',
    settings: [],
    matters: ({ deployments }) => deployments.some(({ errorCode }) => errorCode === 'INVALID_ECS_SERVICE'),
  },
  {
    id: 'ecs-not-steady',
    label: 'A service that does not become steady',
    rule: 'The deployment fails with ECS_UPDATE_ERROR and a message in words of our own.',
    why: 'AWS says after how long it fails, and not with which error code.',
    settings: [],
    matters: ({ deployments }) => deployments.some(({ errorCode }) => errorCode === 'ECS_UPDATE_ERROR'),
  },
  {
    id: 'ecs-scaling-metric',
    label: 'CPU that the scaling of a service sees',
    rule: 'It is the share of the places of all tasks, of both task sets, that are serving a request.',
    why: 'How much CPU a request takes is up to the application.',
    settings: ['ecs.targetTracking.*.metric'],
    matters: (result) =>
      isEcs(result) && result.scenario.ecs.targetTracking.some(({ metric }) => metric === 'ASGAverageCPUUtilization'),
  },
  {
    id: 'ecs-scale-in-order',
    label: 'Which tasks stop first',
    rule: 'When the desired count falls, the tasks that were launched last stop first.',
    why: 'AWS names no order between tasks that stand equally well.',
    settings: [],
    matters: (result) => isEcs(result) && hasScaledIn(result),
  },
]

function isEcs({ plan }: RunResult): boolean {
  return plan?.computePlatform === 'ECS'
}

function hasStartedTasks(result: RunResult): boolean {
  return isEcs(result) && result.instances.length > result.scenario.fleet.instanceCount
}

function hasScaledIn({ autoScaling }: RunResult): boolean {
  const track = autoScaling?.desiredCapacity ?? []
  return track.some(({ value }, index) => index > 0 && value < track[index - 1].value)
}

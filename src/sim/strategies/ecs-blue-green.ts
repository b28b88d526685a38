import { checkTaskSets } from '../deployment/steps/check-task-sets'
import { deleteTaskSetStep } from '../deployment/steps/delete-task-set'
import { updateService } from '../deployment/steps/update-targets'
import { waitReady } from '../deployment/steps/wait-ready'
import { waitTermination } from '../deployment/steps/wait-termination'
import { MS_PER_MINUTE } from '../scenario/units'
import type { Strategy } from './strategy'

/** CodeDeploy's deployment of an ECS service (CodeDeploy user guide, deployments on an Amazon ECS compute platform). */
export const ecsBlueGreen = {
  id: 'ecs-blue-green',
  label: 'ECS blue/green',
  description:
    'A replacement task set starts beside the original one, can be tried through a test listener, and then takes over ' +
    'the production listener as the deployment configuration says. The original task set is deleted after a wait.',
  platform: 'ECS',
  deploymentType: 'BLUE_GREEN',
  configuredBy: 'traffic',
  isWeighted: true,
  plan: ({ blueGreen: options }, context) => ({
    shifts: context.shifts,
    steps: [
      checkTaskSets(),
      ...(options.actionOnTimeout === 'STOP_DEPLOYMENT'
        ? [
            updateService('ECS', 'until-reroute'),
            waitReady(options.waitTimeInMinutes * MS_PER_MINUTE),
            updateService('ECS', 'from-reroute'),
          ]
        : [updateService('ECS')]),
      waitTermination(options.terminationWaitTimeInMinutes * MS_PER_MINUTE),
      deleteTaskSetStep('outgoing'),
    ],
  }),
  // OBSERVED: a rollback follows the platform's AllAtOnce configuration, whatever the group's is.
  rollback: () => ({
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    shifts: [{ atMs: 0, weightNewBasisPoints: 0 }],
    steps: [updateService('ECS'), deleteTaskSetStep('incoming')],
  }),
} as const satisfies Strategy

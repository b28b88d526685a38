import { adoptReplacement } from '../deployment/steps/adopt-replacement'
import { checkHealthConstraints } from '../deployment/steps/check-health-constraints'
import { checkReplacement, checkTargets } from '../deployment/steps/check-targets'
import { provisionReplacement } from '../deployment/steps/provision-replacement'
import { terminateOriginal } from '../deployment/steps/terminate-original'
import {
  blockOriginal,
  blockReplacement,
  installOnReplacement,
  reroute,
  rerouteBack,
} from '../deployment/steps/update-targets'
import { waitReady } from '../deployment/steps/wait-ready'
import { waitTermination } from '../deployment/steps/wait-termination'
import { MS_PER_MINUTE } from '../scenario/units'
import type { Strategy } from './strategy'

/** CodeDeploy's blue/green deployment on EC2 (CodeDeploy user guide, overview of a blue/green deployment). */
export const blueGreen = {
  id: 'blue-green',
  label: 'Blue/green',
  description:
    'The new revision is installed on a second fleet. Its instances are registered with the load balancer at the rate ' +
    'of the deployment configuration, then all original instances leave it at once and are terminated after a wait.',
  platform: 'Server',
  deploymentType: 'BLUE_GREEN',
  configuredBy: 'hosts',
  isWeighted: false,
  plan: (settings, context) => {
    const { blueGreen: options } = settings
    const isCopied = options.greenFleetProvisioning === 'COPY_AUTO_SCALING_GROUP'
    const isHeld = options.actionOnTimeout === 'STOP_DEPLOYMENT'
    const isTerminated = options.terminateBlueInstances === 'TERMINATE'
    return {
      steps: [
        checkTargets(context.targetCount),
        checkReplacement(context.replacementCount),
        checkHealthConstraints(context.replacementCount, context.minimumHealthyCount),
        provisionReplacement(options.greenFleetProvisioning, context.replacementCount, false),
        installOnReplacement(settings, context),
        ...(isHeld ? [waitReady(options.waitTimeInMinutes * MS_PER_MINUTE)] : []),
        reroute(settings, context),
        blockOriginal(context.targetCount),
        ...(isCopied ? [adoptReplacement()] : []),
        ...(isTerminated ? [waitTermination(options.terminationWaitTimeInMinutes * MS_PER_MINUTE)] : []),
        terminateOriginal(options.terminateBlueInstances, isCopied),
      ],
    }
  },
  rollback: (settings, context) => ({
    steps: [
      checkTargets(context.targetCount),
      rerouteBack(settings, context),
      blockReplacement(context.replacementCount),
    ],
  }),
} as const satisfies Strategy

import { adoptReplacement } from '../deployment/steps/adopt-replacement'
import { checkReplacement, checkTargets } from '../deployment/steps/check-targets'
import { provisionReplacement } from '../deployment/steps/provision-replacement'
import { shiftWeights } from '../deployment/steps/shift-weights'
import { terminateOriginal } from '../deployment/steps/terminate-original'
import {
  blockOriginal,
  blockReplacement,
  installOnReplacement,
  reroute,
  rerouteBack,
} from '../deployment/steps/update-targets'
import { waitTermination } from '../deployment/steps/wait-termination'
import { MS_PER_MINUTE } from '../scenario/units'
import type { Strategy } from './strategy'

/** Canary and linear on EC2 by the weights of two target groups (ALB user guide, weighted target groups). */
export const weightedTargetGroups = {
  id: 'weighted-target-groups',
  label: 'Weighted target groups',
  description:
    'Two fleets stand behind two target groups of one listener rule, and the weights between them are moved step by ' +
    'step, all at once, as a canary or in a line. CodeDeploy does not do this on EC2: it stands for a pipeline or a ' +
    'script that changes the weights of an Application Load Balancer.',
  platform: 'Server',
  deploymentType: 'BLUE_GREEN',
  configuredBy: 'traffic',
  isWeighted: true,
  plan: (settings, context) => {
    const { blueGreen: options } = settings
    const isCopied = options.greenFleetProvisioning === 'COPY_AUTO_SCALING_GROUP'
    const isTerminated = options.terminateBlueInstances === 'TERMINATE'
    return {
      shifts: context.shifts,
      steps: [
        checkTargets(context.targetCount),
        checkReplacement(context.replacementCount),
        provisionReplacement(options.greenFleetProvisioning, context.replacementCount, true),
        installOnReplacement(settings, context),
        reroute(settings, context),
        shiftWeights(settings.bakeMs),
        blockOriginal(context.targetCount),
        ...(isCopied ? [adoptReplacement()] : []),
        ...(isTerminated ? [waitTermination(options.terminationWaitTimeInMinutes * MS_PER_MINUTE)] : []),
        terminateOriginal(options.terminateBlueInstances, isCopied),
      ],
    }
  },
  // Weights go back at once, but not to instances that have left the load balancer: these come back first.
  rollback: (settings, context) => ({
    shifts: [{ atMs: 0, weightNewBasisPoints: 0 }],
    steps: [
      checkTargets(context.targetCount),
      ...(context.hasBlockedOriginal ? [rerouteBack(settings, context)] : []),
      shiftWeights(0),
      blockReplacement(context.replacementCount),
    ],
  }),
} as const satisfies Strategy

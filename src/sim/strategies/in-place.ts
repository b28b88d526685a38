import { checkHealthConstraints } from '../deployment/steps/check-health-constraints'
import { checkTargets } from '../deployment/steps/check-targets'
import { updateInPlace } from '../deployment/steps/update-targets'
import type { Strategy } from './strategy'

/** CodeDeploy's in-place deployment (CodeDeploy user guide, overview of an in-place deployment). */
export const inPlace = {
  id: 'in-place',
  label: 'In place',
  description:
    'The application on each instance is stopped, the new revision is installed over the old one and started again. ' +
    'The deployment configuration says how many instances must stay healthy, and so how many are updated at a time.',
  platform: 'Server',
  deploymentType: 'IN_PLACE',
  configuredBy: 'hosts',
  isWeighted: false,
  plan: (settings, context) => ({
    steps: [
      checkTargets(context.targetCount),
      checkHealthConstraints(context.targetCount, context.minimumHealthyCount, context.zonal),
      updateInPlace(settings, context),
    ],
  }),
} as const satisfies Strategy

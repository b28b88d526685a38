import { checkAlias } from '../deployment/steps/check-alias'
import { updateService } from '../deployment/steps/update-targets'
import type { Strategy } from './strategy'

/** CodeDeploy's deployment of a Lambda function (CodeDeploy user guide, deployments on an AWS Lambda compute platform). */
export const lambdaAlias = {
  id: 'lambda-alias',
  label: 'Lambda alias',
  description:
    'An alias points to two versions of a function, and every invocation is sent to one of them by chance. The weight ' +
    'of the new version grows as the deployment configuration says: all at once, as a canary or in a line.',
  platform: 'Lambda',
  deploymentType: 'BLUE_GREEN',
  configuredBy: 'traffic',
  isWeighted: true,
  plan: (_settings, context) => ({ shifts: context.shifts, steps: [checkAlias(), updateService('Lambda')] }),
  // OBSERVED: a rollback follows the platform's AllAtOnce configuration, whatever the group's is.
  rollback: () => ({
    deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
    shifts: [{ atMs: 0, weightNewBasisPoints: 0 }],
    steps: [updateService('Lambda')],
  }),
} as const satisfies Strategy

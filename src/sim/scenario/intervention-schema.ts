import { faultSchema } from '../faults/schema'
import { ms } from './durations-schema'
import { LIMITS } from './limits'
import { z } from './zod'

const atMs = ms().describe('when it is done, ms from the start')

/** What a person may do to a run; every act that comes too late or too early is refused with a sentence in the log. */
export const interventionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('stop').describe('StopDeployment'),
      atMs,
      autoRollbackEnabled: z
        .boolean()
        .nullable()
        .default(null)
        .describe('roll back what was updated; null: as the deployment group says of DEPLOYMENT_STOP_ON_REQUEST'),
    }),
    z.strictObject({
      kind: z.literal('continue').describe('ContinueDeployment'),
      atMs,
      deploymentWaitType: z.enum(['READY_WAIT', 'TERMINATION_WAIT']).default('READY_WAIT').describe('which wait ends'),
    }),
    z.strictObject({
      kind: z.literal('deploy').describe('CreateDeployment, once more to the same group'),
      atMs,
      revision: z.enum(['old', 'new']).default('new').describe('which revision'),
      overrideAlarms: z
        .boolean()
        .default(false)
        .describe('with an overrideAlarmConfiguration without alarms: a red alarm does not stop it'),
    }),
    z.strictObject({
      kind: z.literal('set-desired-capacity').describe('SetDesiredCapacity of the Auto Scaling group or service'),
      atMs,
      desiredCapacity: z.int().min(0).max(LIMITS.instanceCountMax).describe('how many instances or tasks'),
    }),
    z.strictObject({
      kind: z.literal('inject-fault').describe('a fault begins'),
      atMs,
      fault: faultSchema.describe('which one; it begins with the act, so its fromMs is left out'),
    }),
    z.strictObject({
      kind: z.literal('lift-fault').describe('a fault that lasts ends'),
      atMs,
      faultIndex: z
        .int()
        .min(0)
        .max(LIMITS.faultsMax - 1)
        .describe(
          'which one, from 0: those of the scenario, then those injected, in the order in which they are written',
        ),
    }),
    z.strictObject({
      kind: z.literal('override-alarms').describe('the deployment under way is stopped by no alarm any more'),
      atMs,
    }),
  ])
  .describe('what a person does during the run')

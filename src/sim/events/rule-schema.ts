import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'

/** EventBridge quota: targets of one rule. */
const TARGETS_PER_RULE_MAX = 5

/** THE list of what a rule may notify, of the targets that EventBridge knows (EventBridge user guide, targets). */
const TARGET_KINDS = [
  'Lambda function',
  'SNS topic',
  'SQS queue',
  'Step Functions state machine',
  'CodePipeline pipeline',
  'CodeBuild project',
  'CloudWatch log group',
  'API destination',
  'ECS task',
  'Systems Manager Run Command',
] as const

const targetSchema = z.strictObject({
  name: z.string().min(1).max(LIMITS.nameCharsMax).describe('what people call the target'),
  kind: z.enum(TARGET_KINDS).default('SNS topic').describe('what it is; nothing is simulated beyond its being told'),
})

/** One EventBridge rule; `rules.ts` looks at its pattern. */
export const eventRuleSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(64)
      .regex(/^[.\-_A-Za-z0-9]+$/, 'allowed are only the characters A-Z a-z 0-9 . - _')
      .describe('name of the rule, each once'),
    pattern: z
      .record(z.string(), z.unknown())
      .describe('the event pattern as EventBridge takes it, 2048 characters at most when printed'),
    targets: z.array(targetSchema).min(1).max(TARGETS_PER_RULE_MAX).describe('who is told of an event that matches'),
  })
  .describe('an EventBridge rule: which events are told to whom')

/** A rule of a scenario with every default filled in. */
export type EventRule = z.infer<typeof eventRuleSchema>

import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const healthCheckLiesSchema = z.strictObject({
  kind: z.literal('health-check-lies').describe('the health check and the service disagree'),
  answer: z
    .enum(['passes', 'fails', 'hangs'])
    .describe(
      'passes: the check passes while the service is broken; fails, or hangs into its timeout: the service works',
    ),
  errorRatePpm: z
    .int()
    .min(0)
    .max(1_000_000)
    .nullable()
    .default(null)
    .describe(
      'share of 5xx answers of the service, parts per million; null: all of them when the check passes, or none',
    ),
  targets: targetSelectionSchema
    .prefault({ kind: 'revision', revision: 'new' })
    .describe('which instances; by default those with the new revision'),
  ...windowFields,
})
type HealthCheckLies = z.infer<typeof healthCheckLiesSchema>

const WORDS = { passes: 'pass', fails: 'fail', hangs: 'hang' } as const

export const healthCheckLies: FaultDefinition = {
  kind: 'health-check-lies',
  label: 'Health check lies',
  help:
    'A check that passes on a broken service keeps requests coming to it; one that fails (or gets no answer before its ' +
    'timeout) takes a working instance out. When all fail, the load balancer fails open.',
  icon: 'stethoscope',
  platforms: ['Server', 'ECS'],
  check: (fault: HealthCheckLies) => {
    if (fault.answer !== 'passes' || errorRateOf(fault) > 0) return []
    const message = 'A health check that passes on a service without errors is no lie; set errorRatePpm above 0.'
    return [{ field: 'errorRatePpm', message }]
  },
  describe: ({ answer, targets }: HealthCheckLies, scenario) => {
    const service = answer === 'passes' ? 'is broken' : 'works'
    return `health checks of ${selectionWords(targets, scenario)} ${WORDS[answer]} although the service ${service}`
  },
  sceneLabel: ({ answer }: HealthCheckLies) => ({
    title: 'Check lies',
    detail: answer === 'passes' ? 'passes, broken' : `${answer}, works`,
  }),
  isToldByStrikes: false,
  effects: {
    instanceErrorRatePpm: (fault: HealthCheckLies) => errorRateOf(fault),
    healthAnswer: ({ answer }: HealthCheckLies) => answer,
  },
}

function errorRateOf({ answer, errorRatePpm }: HealthCheckLies): number {
  return errorRatePpm ?? (answer === 'passes' ? 1_000_000 : 0)
}

import { formatPpm } from '../result/number-words'
import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { FACTOR_ONE, factorField, factorWords } from './factor'
import { windowFields } from './window'

export const dependencyBrownoutSchema = z.strictObject({
  kind: z.literal('dependency-brownout').describe('something that both revisions call is slow and fails'),
  errorRatePpm: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe('share of the answers that turn into 5xx in both revisions, parts per million'),
  factorPermille: factorField
    .default(FACTOR_ONE)
    .describe('factor on the service times of both revisions, in thousandths'),
  ...windowFields,
})
type DependencyBrownout = z.infer<typeof dependencyBrownoutSchema>

export const dependencyBrownout: FaultDefinition = {
  kind: 'dependency-brownout',
  label: 'Dependency brown-out',
  help:
    'A database or a service that both revisions call answers slowly and with errors. A rollback does not help: the ' +
    'old revision suffers as well.',
  icon: 'unplug',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: ({ errorRatePpm, factorPermille }: DependencyBrownout) => {
    if (errorRatePpm > 0 || factorPermille !== FACTOR_ONE) return []
    const message = 'The brown-out changes nothing: set errorRatePpm above 0 or factorPermille other than 1000.'
    return [{ field: 'errorRatePpm', message }]
  },
  describe: ({ errorRatePpm, factorPermille }: DependencyBrownout) =>
    `a dependency makes ${formatPpm(errorRatePpm)} of all answers 5xx, and requests take ${factorWords(factorPermille)} as long`,
  sceneLabel: ({ errorRatePpm, factorPermille }: DependencyBrownout) => ({
    title: 'Brown-out',
    detail: `5xx ${formatPpm(errorRatePpm)}, ${factorWords(factorPermille)} as long`,
  }),
  isToldByStrikes: false,
  effects: {
    extraErrorRatePpm: ({ errorRatePpm }: DependencyBrownout) => errorRatePpm,
    serviceFactorPermille: ({ factorPermille }: DependencyBrownout) => factorPermille,
  },
}

import { formatPpm } from '../result/number-words'
import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import type { FaultDefinition, FaultMoment } from './definition'
import { rampShare } from './ramp'
import { windowFields } from './window'

export const versionErrorSchema = z.strictObject({
  kind: z.literal('version-error').describe('a share of the answers of one revision are 5xx'),
  revision: z.enum(['old', 'new']).default('new').describe('whose answers'),
  errorRatePpm: z.int().min(0).max(1_000_000).describe('share of 5xx answers while it lasts, parts per million'),
  rampMs: z
    .int()
    .min(0)
    .max(LIMITS.durationMsMax)
    .default(0)
    .describe('how long the share takes from nothing to its full height, ms; 0: at once'),
  aboveRps: z
    .number()
    .min(0)
    .max(LIMITS.rpsMax)
    .default(0)
    .describe('only while the offered load is above this, requests per second; looked at each second'),
  ...windowFields,
})
type VersionError = z.infer<typeof versionErrorSchema>

export const versionError: FaultDefinition = {
  kind: 'version-error',
  label: 'Revision answers 5xx',
  help:
    'For a while, a share of the answers of one revision are server errors, wherever it runs: at once or growing, ' +
    'always or only above a load. Health checks still pass, so CodeDeploy sees nothing of it.',
  icon: 'circle-alert',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: () => [],
  describe: ({ errorRatePpm, revision, aboveRps }: VersionError, { revisions }) => {
    const condition = aboveRps === 0 ? '' : ` above ${aboveRps} requests per second`
    return `${formatPpm(errorRatePpm)} of the answers of ${revisions[revision].name} are 5xx${condition}`
  },
  sceneLabel: ({ errorRatePpm, revision }: VersionError) => ({
    title: `Bad ${revision === 'old' ? 'v1' : 'v2'}`,
    detail: `5xx ${formatPpm(errorRatePpm)}`,
  }),
  isToldByStrikes: false,
  isGradual: ({ rampMs, aboveRps }: VersionError) => rampMs > 0 || aboveRps > 0,
  effects: {
    errorRatePpm: (fault: VersionError, revision, moment) =>
      revision === fault.revision && isAbove(fault, moment)
        ? Math.floor(fault.errorRatePpm * rampShare(fault.rampMs, moment.elapsedMs))
        : null,
  },
}

function isAbove({ aboveRps }: VersionError, { offeredRps }: FaultMoment): boolean {
  return aboveRps === 0 || offeredRps > aboveRps
}

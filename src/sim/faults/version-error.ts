import type { World } from '../engine/world'
import type { RevisionLabel } from '../result/types'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultDefinition, FaultIssue } from './definition'

export const versionErrorSchema = z.strictObject({
  kind: z.literal('version-error').describe('a share of the answers of one revision are 5xx'),
  revision: z.enum(['old', 'new']).default('new').describe('whose answers'),
  errorRatePpm: z.int().min(0).max(1_000_000).describe('share of 5xx answers while it lasts, parts per million'),
  fromMs: z.int().min(0).default(0).describe('when it begins, ms from the start'),
  untilMs: z.int().min(0).nullable().default(null).describe('when it ends, ms from the start; null: with the run'),
})
type VersionError = z.infer<typeof versionErrorSchema>

export const versionError: FaultDefinition = {
  kind: 'version-error',
  label: 'Revision answers 5xx',
  help:
    'For a while, a share of the answers of one revision are server errors, wherever it runs. Health checks still ' +
    'pass, so CodeDeploy sees nothing of it.',
  icon: 'circle-alert',
  platforms: ['Server', 'Lambda', 'ECS'],
  check: (fault: VersionError, scenario) => windowIssues(fault, scenario),
  timed: {
    window: (fault: VersionError) => fault,
    change: (fault: VersionError, world) =>
      world.setErrorRatePpm(fault.revision, errorRatePpmAt(world, fault.revision)),
  },
}

/** The share of errors of a revision now: the highest of the faults that last, its own when there is none. */
function errorRatePpmAt(world: World, revision: RevisionLabel): number {
  const nowMs = world.nowMs()
  const rates = world.scenario.faults
    .filter((fault) => fault.kind === 'version-error')
    .filter((fault) => fault.revision === revision && isLasting(fault, nowMs))
    .map((fault) => fault.errorRatePpm)
  return rates.length === 0 ? world.scenario.revisions[revision].errorRatePpm : Math.max(...rates)
}

function isLasting({ fromMs, untilMs }: VersionError, nowMs: number): boolean {
  return fromMs <= nowMs && (untilMs === null || nowMs < untilMs)
}

function windowIssues({ fromMs, untilMs }: VersionError, scenario: Scenario): FaultIssue[] {
  if (untilMs !== null && untilMs <= fromMs) {
    return [
      { field: 'untilMs', message: `The fault ends at ${untilMs} ms and must end after it starts, at ${fromMs} ms.` },
    ]
  }
  if (scenario.durationMs === null || fromMs < scenario.durationMs) return []
  const message = `The fault starts at ${fromMs} ms, but the run ends at ${scenario.durationMs} ms.`
  return [{ field: 'fromMs', message }]
}

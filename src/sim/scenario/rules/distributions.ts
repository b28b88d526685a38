import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Distribution, Revision } from '../schema'
import type { Rule } from './rule'

/** The lognormal laws of both revisions: the 99th percentile lies above the median, but not beyond all reason. */
export const DISTRIBUTION_RULES: readonly Rule[] = (['old', 'new'] as const).map((label) => ({
  reads: [`/revisions/${label}`],
  check: ({ revisions }) =>
    distributionsOf(revisions[label]).flatMap(([pointer, law]) =>
      lognormalIssues(`/revisions/${label}${pointer}`, law),
    ),
}))

function distributionsOf(revision: Revision): [string, Distribution][] {
  const scripts = Object.entries(revision.hooks).flatMap(([event, list]) =>
    list.map((script, index): [string, Distribution] => [`/hooks/${event}/${index}/duration`, script.duration]),
  )
  return [
    ['/serviceTime', revision.serviceTime],
    ['/downloadBundle', revision.downloadBundle],
    ['/install', revision.install],
    ...scripts,
  ]
}

function lognormalIssues(pointer: string, law: Distribution): Issue[] {
  if (law.kind !== 'lognormal') return []
  const max = law.medianMs * LIMITS.lognormalRatioMax
  if (law.p99Ms >= law.medianMs && law.p99Ms <= max) return []
  const message = `found ${law.p99Ms}, allowed are numbers from medianMs (${law.medianMs}) to ${LIMITS.lognormalRatioMax} times medianMs`
  return [{ pointer: `${pointer}/p99Ms`, message }]
}

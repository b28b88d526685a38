import { type Incident, incidentOf, isWayBack } from './metrics/incident'
import { counted, formatClock } from './number-words'
import { capitalized, deploymentNoun, hostWords, rollbackOf } from './roles'
import type { Ms, RunResult } from './types'
import { describeLogEntry } from './words'

/** The links of the chain in the order in which those of one millisecond follow each other. */
const KINDS = [
  'firstFailedRequest',
  'breachingPeriod',
  'alarm',
  'poll',
  'intervention',
  'stop',
  'rollbackCreated',
  'trafficBack',
  'drained',
  'capacityRestored',
  'lastFailedRequest',
] as const
export type DetectionKind = (typeof KINDS)[number]

/** One link of the chain from the first failed request of the new revision to the last. */
export interface DetectionStep {
  readonly kind: DetectionKind
  readonly atMs: Ms
  /** A sentence without the time. */
  readonly label: string
}

/**
 * How a failure of the new revision was seen, decided on and undone, in order of time; empty for a run without one. The
 * first and the last failed request are known to the second, everything else to the millisecond.
 */
export function detectionChain(result: RunResult): DetectionStep[] {
  const incident = incidentOf(result)
  if (incident.firstFailedMs === null && incident.decidedMs === null) return []
  return [
    ...failedSteps(result, incident),
    ...alarmSteps(result, incident),
    ...stopSteps(result, incident),
    ...wayBack(result, incident),
  ]
    .map((step, index) => ({ step, index }))
    .sort((a, b) => a.step.atMs - b.step.atMs || rankOf(a.step) - rankOf(b.step) || a.index - b.index)
    .map(({ step }) => step)
}

const rankOf = ({ kind }: DetectionStep): number => KINDS.indexOf(kind)

/** A step at a moment that may never have come. */
function stepAt(kind: DetectionKind, atMs: Ms | null, label: string): DetectionStep[] {
  return atMs === null ? [] : [{ kind, atMs, label }]
}

function failedSteps({ scenario }: RunResult, { firstFailedMs, lastFailedMs }: Incident): DetectionStep[] {
  const { name } = scenario.revisions.new
  return [
    ...stepAt('firstFailedRequest', firstFailedMs, `The first request of ${name} fails (in this second).`),
    ...stepAt(
      'lastFailedRequest',
      lastFailedMs,
      `The last failed request of ${name} has ended (in the second before).`,
    ),
  ]
}

/** For each alarm: the breaching periods that led to its first ALARM since the failure began, and that change. */
function alarmSteps({ alarms }: RunResult, { firstFailedMs, deployment }: Incident): DetectionStep[] {
  const sinceMs = firstFailedMs ?? deployment?.createdAtMs ?? 0
  return alarms.flatMap(({ name, states, periods }) => {
    const change = states.find(({ atMs, value }) => value === 'ALARM' && atMs >= sinceMs && atMs > 0)
    const untilMs = change?.atMs ?? Number.POSITIVE_INFINITY
    const breaching = periods.filter(
      ({ kind, endMs, evaluatedAtMs }) => kind === 'breaching' && endMs > sinceMs && evaluatedAtMs <= untilMs,
    )
    return [
      ...breaching.flatMap(({ atMs, endMs, value, evaluatedAtMs }) =>
        stepAt(
          'breachingPeriod',
          evaluatedAtMs,
          `Period ${formatClock(atMs)} to ${formatClock(endMs)} of alarm ${name} breaches: ${value ?? 'missing data'}.`,
        ),
      ),
      ...stepAt('alarm', change?.atMs ?? null, `Alarm ${name} is ALARM: ${change?.reason ?? ''}`),
    ]
  })
}

/** The poll that saw an alarm, what a person did, how the deployment ended, and its rollback. */
function stopSteps(result: RunResult, { deployment }: Incident): DetectionStep[] {
  const acts = result.log
    .filter((entry) => isWayBack(result, entry))
    .flatMap((entry) => stepAt('intervention', entry.atMs, describeLogEntry(result, entry)))
  if (deployment === null || deployment.status === 'Succeeded') return acts
  const { id, status, errorCode, endedAtMs } = deployment
  const what = `${capitalized(deploymentNoun(deployment))} ${id}`
  const poll = errorCode === 'ALARM_ACTIVE' ? stepAt('poll', endedAtMs, `CodeDeploy polls the alarms of ${id}.`) : []
  const verb = status === 'Stopped' ? 'is stopped' : 'fails'
  const rollback = rollbackOf(result, deployment)
  return [
    ...acts,
    ...poll,
    ...stepAt('stop', endedAtMs, `${what} ${verb}${errorCode === null ? '' : ` with ${errorCode}`}.`),
    ...(rollback === null ? [] : rollbackStep(rollback.id, rollback.createdAtMs, rollback.targets.length)),
  ]
}

function rollbackStep(id: string, atMs: Ms, targetCount: number): DetectionStep[] {
  return stepAt('rollbackCreated', atMs, `Rollback ${id} is created for ${counted(targetCount, 'target')}.`)
}

function wayBack(result: RunResult, { trafficBackMs, drainedMs, capacityRestoredMs }: Incident): DetectionStep[] {
  // A revision that never had traffic gives none back.
  const hadTraffic = result.totals.byRevision.new > 0
  return [
    ...stepAt('trafficBack', hadTraffic ? trafficBackMs : null, 'No request is routed to the new revision any more.'),
    ...stepAt('drained', drainedMs, 'The last target with the new revision has drained.'),
    ...stepAt(
      'capacityRestored',
      capacityRestoredMs,
      hostWords(result, 'As many instances serve as before the deployment.'),
    ),
  ]
}

import type { ComputePlatform, FailureCause, RunResult, SeriesName } from './types'

/** One measured series: a column of the per-second table. */
export interface SeriesDefinition {
  readonly name: SeriesName
  readonly label: string
  /** What one is, in one word: `requests`, `instances`, `targets`, `ms`. */
  readonly unit: string
  /** A counter tells what happened within its row; a gauge tells how things stand at the row's end. */
  readonly kind: 'counter' | 'gauge'
  /** Where it means anything; it is recorded everywhere, and 0 where it does not. */
  readonly platforms: readonly ComputePlatform[]
}

type Platforms = SeriesDefinition['platforms']
const EVERYWHERE: Platforms = ['Server', 'Lambda', 'ECS']
/** Instances or tasks behind a load balancer. */
const TARGETS: Platforms = ['Server', 'ECS']
const SERVER: Platforms = ['Server']
const LAMBDA: Platforms = ['Lambda']

const counter = (
  name: SeriesName,
  label: string,
  platforms: Platforms = EVERYWHERE,
  unit = 'requests',
): SeriesDefinition => ({ name, label, unit, kind: 'counter', platforms })
const gauge = (name: SeriesName, label: string, unit: string, platforms: Platforms): SeriesDefinition => ({
  name,
  label,
  unit,
  kind: 'gauge',
  platforms,
})

/** Every way in which a request can fail, in the order of all tables. */
export const FAILURE_CAUSES: readonly FailureCause[] = [
  'versionError',
  'refused',
  'noRegisteredTarget',
  'timedOut',
  'cutByDraining',
  'queueFull',
  'throttled',
]

/** What each cause means, with the status code that the client sees (ALB user guide, troubleshooting; AWS Lambda
 * developer guide, throttling). */
export const FAILURE_CAUSE_LABELS: Readonly<Record<FailureCause, string>> = {
  versionError: 'Answered 5xx by the application',
  refused: 'Connection refused or reset (502)',
  noRegisteredTarget: 'No registered target (503)',
  timedOut: 'Idle timeout (504)',
  cutByDraining: 'Cut at the end of draining (502)',
  queueFull: 'Queue of the instance full (503)',
  throttled: 'Throttled (429)',
}

/** The same where a function has its own word: its timeout is an error of the function (AWS Lambda developer guide). */
const LAMBDA_CAUSE_LABELS: Partial<Readonly<Record<FailureCause, string>>> = { timedOut: 'Function timeout' }

/** What a cause of failure is called on the platform of a run. */
export function failureCauseLabel({ plan }: Pick<RunResult, 'plan'>, cause: FailureCause): string {
  return (plan?.computePlatform === 'Lambda' ? LAMBDA_CAUSE_LABELS[cause] : undefined) ?? FAILURE_CAUSE_LABELS[cause]
}

/** For tables of all platforms: `Idle timeout (504), Lambda: Function timeout`. */
function labelEverywhere(cause: FailureCause): string {
  const label = LAMBDA_CAUSE_LABELS[cause]
  return FAILURE_CAUSE_LABELS[cause] + (label === undefined ? '' : `, Lambda: ${label}`)
}

const FAILURE_CAUSE_PLATFORMS: Readonly<Record<FailureCause, Platforms>> = {
  versionError: EVERYWHERE,
  refused: TARGETS,
  noRegisteredTarget: TARGETS,
  timedOut: EVERYWHERE,
  cutByDraining: TARGETS,
  queueFull: TARGETS,
  throttled: LAMBDA,
}

/**
 * THE registry of measured series: CSV headers, tables and help are made from it, in this order. At every row
 * arrived = ok + failed by cause + change of inFlight, and routedOld + routedNew + routedNone = arrived; the part of a
 * counter that belongs to the new revision (or to target group 1) is at most the counter, and the rest is the old one's.
 */
export const SERIES: readonly SeriesDefinition[] = [
  counter('arrived', 'Arrived'),
  counter('ok', 'Answered'),
  ...FAILURE_CAUSES.map((cause) => counter(cause, labelEverywhere(cause), FAILURE_CAUSE_PLATFORMS[cause])),
  counter('routedOld', 'Routed to the old revision'),
  counter('routedNew', 'Routed to the new revision'),
  counter('routedNone', 'Routed to no revision'),
  counter('okNew', 'Answered by the new revision'),
  counter('versionErrorNew', 'Answered 5xx by the new revision'),
  counter('refusedNew', 'Connection refused or reset in the second target group (502)', TARGETS),
  counter('noTargetNew', 'No registered target in the second target group (503)', TARGETS),
  counter('timedOutNew', 'Timed out in the new revision'),
  counter('queueFullNew', 'Queue of an instance of the new revision full (503)', TARGETS),
  counter('answeredMsOld', 'Latency of the old revision, sum over its answers', EVERYWHERE, 'ms'),
  counter('answeredMsNew', 'Latency of the new revision, sum over its answers', EVERYWHERE, 'ms'),
  counter('coldStarts', 'Cold starts', LAMBDA, 'environments'),
  counter('coldStartsNew', 'Cold starts of the new version', LAMBDA, 'environments'),
  counter('retried', 'Arrived again after a failure'),
  gauge('inFlight', 'In flight', 'requests', EVERYWHERE),
  gauge('busy', 'Being served', 'requests', EVERYWHERE),
  gauge('inServiceOld', 'In service with the old revision', 'instances', TARGETS),
  gauge('inServiceNew', 'In service with the new revision', 'instances', TARGETS),
  gauge('silentOld', 'Called healthy though down, with the old revision', 'instances', TARGETS),
  gauge('silentNew', 'Called healthy though down, with the new revision', 'instances', TARGETS),
  gauge('initialTargets', 'Targets in initial', 'targets', TARGETS),
  gauge('unhealthyTargets', 'Targets in unhealthy', 'targets', TARGETS),
  gauge('drainingTargets', 'Targets in draining', 'targets', TARGETS),
  gauge('requiredHealthy', 'Minimum healthy hosts required', 'instances', SERVER),
  gauge('weightNew', 'Weight of the second target group (alias version)', 'basisPoints', EVERYWHERE),
  gauge('environmentsBusyOld', 'Environments of the old version at work', 'environments', LAMBDA),
  gauge('environmentsBusyNew', 'Environments of the new version at work', 'environments', LAMBDA),
  gauge('environmentsInitialisingOld', 'Of these, environments of the old version in init', 'environments', LAMBDA),
  gauge('environmentsInitialisingNew', 'Of these, environments of the new version in init', 'environments', LAMBDA),
  gauge('environmentsIdleOld', 'Idle environments of the old version', 'environments', LAMBDA),
  gauge('environmentsIdleNew', 'Idle environments of the new version', 'environments', LAMBDA),
]

/** Failed requests of one row of the per-second table. */
export function failedInRow(columns: Readonly<Record<SeriesName, Uint32Array>>, row: number): number {
  return FAILURE_CAUSES.reduce((sum, cause) => sum + columns[cause][row], 0)
}

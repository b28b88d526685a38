import type { LifecycleEventName, LifecycleEventRecord, RunResult, TargetRecord } from '@sim'
import type { Law } from '../law'

/** CodeDeploy user guide, AppSpec hooks for EC2: in place, without and with a load balancer. */
const SEVEN: readonly LifecycleEventName[] = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
]
const THIRTEEN: readonly LifecycleEventName[] = [
  'BeforeBlockTraffic',
  'BlockTraffic',
  'AfterBlockTraffic',
  ...SEVEN,
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic',
]
/** What `ignoreApplicationStopFailures` forgives. */
const FORGIVEN: readonly LifecycleEventName[] = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop']
const RESERVED: readonly LifecycleEventName[] = ['BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic']

export const lifecycleOrder: Law = {
  name: 'the lifecycle events of a target are the 13 or the 7 in order, one after the other without a gap, the tail skipped',
  *broken(run) {
    const names = (run.scenario.deployment?.trafficControl ? THIRTEEN : SEVEN).join()
    for (const { id, targets } of run.deployments)
      for (const target of targets) {
        const at = `${id}, instance ${target.instanceIndex}`
        if (target.lifecycleEvents.map(({ name }) => name).join() !== names) yield `${at}: other events`
        for (const complaint of complaintsOf(run, target)) yield `${at} (${target.status}): ${complaint}`
      }
  },
}

function* complaintsOf(run: RunResult, target: TargetRecord): Generator<string> {
  const { lifecycleEvents: events, status, startMs, endMs } = target
  if (startMs !== null && !isRunning(run, target)) {
    yield* neverReceivedComplaints(target)
    return
  }
  const begun = events.filter((event) => event.startMs !== null)
  const tail = events.slice(begun.length)
  if (begun.some((event, index) => event !== events[index])) yield 'an event was left out'
  const tailStatus = status === 'Pending' || status === 'InProgress' ? 'Pending' : 'Skipped'
  if (tail.some((event) => event.status !== tailStatus)) yield `the tail is not ${tailStatus}`
  if ((status === 'Pending' || status === 'Skipped') !== (startMs === null)) yield `it started at ${startMs} ms`
  if ((status === 'Succeeded' || status === 'Failed') !== (endMs !== null)) yield `it ended at ${endMs} ms`
  if (startMs === null && begun.length > 0) yield 'events ran before it started'
  if (startMs !== null && begun.length === 0) yield 'it started without an event'
  let atMs = startMs
  for (const event of begun) {
    if (event.startMs !== atMs) yield `${event.name} starts at ${event.startMs} ms, not at ${atMs} ms`
    atMs = event.endMs
  }
  if (begun.length > 0 && atMs !== endMs) yield `the last event ends at ${atMs} ms, the target at ${endMs} ms`
  for (const [index, event] of events.entries()) yield* eventComplaints(run, target, event, index === begun.length - 1)
}

const isRunning = ({ scenario }: RunResult, { instanceIndex }: TargetRecord): boolean =>
  scenario.fleet.exceptions.every(
    (exception) => exception.instanceIndex !== instanceIndex || exception.state === 'running',
  )

/** CodeDeploy user guide, limits: on a stopped instance the first event does not start, and fails after five minutes. */
function* neverReceivedComplaints({ lifecycleEvents, status, startMs, endMs }: TargetRecord): Generator<string> {
  const begun = lifecycleEvents.filter((event) => event.startMs !== null)
  if (begun.length > 0) yield `${begun[0]?.name} started on a stopped instance`
  const codes = lifecycleEvents.map((event) => `${event.status} ${event.errorCode} ${event.endMs}`)
  const expected =
    endMs === null
      ? codes.map(() => 'Pending null null')
      : codes.map((_, index) => (index === 0 ? `Failed UnknownError ${endMs}` : 'Skipped null null'))
  if (codes.join() !== expected.join()) yield `the events of a stopped instance are ${codes.join(', ')}`
  if (status !== (endMs === null ? 'InProgress' : 'Failed')) yield `a stopped instance is ${status}`
  if (endMs !== null && endMs !== (startMs ?? 0) + 300_000) yield `a stopped instance failed at ${endMs} ms`
}

function* eventComplaints(
  run: RunResult,
  target: TargetRecord,
  event: LifecycleEventRecord,
  isLast: boolean,
): Generator<string> {
  const { name, status, startMs, endMs, errorCode } = event
  const isDone = status === 'Succeeded' || status === 'Failed'
  if ((endMs !== null) !== isDone) yield `${name} is ${status} and ended at ${endMs} ms`
  if (startMs !== null && endMs !== null && endMs < startMs) yield `${name} ends before it starts`
  if ((errorCode !== null) !== isDone) yield `${name} is ${status} with ${errorCode}`
  if (isDone && (errorCode === 'Success') !== (status === 'Succeeded')) yield `${name} is ${status} with ${errorCode}`
  if (RESERVED.includes(name) && (event.revision !== null || event.scripts.length > 0)) yield `${name} ran a script`
  const isFinal = isLast && target.status === 'Failed'
  const isForgiven = FORGIVEN.includes(name) && run.scenario.deployment?.ignoreApplicationStopFailures === true
  if (status === 'Failed' && !isFinal && !isForgiven) yield `${name} failed, but the target went on`
  if (status === 'Succeeded' && isFinal) yield `${name} succeeded as the last event of a failed target`
}

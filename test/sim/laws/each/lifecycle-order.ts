import type { DeploymentRecord, LifecycleEventName, LifecycleEventRecord, RunResult, TargetRecord } from '@sim'
import { type Law, valueAt } from '../law'
import { stretchesOf } from '../roles'

/** What `ignoreApplicationStopFailures` forgives. */
const FORGIVEN: readonly LifecycleEventName[] = ['BeforeBlockTraffic', 'AfterBlockTraffic', 'ApplicationStop']
const RESERVED: readonly LifecycleEventName[] = ['BlockTraffic', 'DownloadBundle', 'Install', 'AllowTraffic']

export const lifecycleOrder: Law = {
  name: 'the lifecycle events of a target are those of its platform in order, without a gap but where it is Ready, the tail skipped',
  *broken(run) {
    for (const deployment of run.deployments)
      for (const target of deployment.targets) {
        const at = `${deployment.id}, ${target.instanceIndex === null ? target.targetType : `instance ${target.instanceIndex}`}`
        const names = stretchesOf(run, deployment, target).flat().join()
        if (target.lifecycleEvents.map(({ name }) => name).join() !== names) yield `${at}: other events`
        for (const complaint of complaintsOf(run, deployment, target)) yield `${at} (${target.status}): ${complaint}`
      }
  },
}

function* complaintsOf(run: RunResult, deployment: DeploymentRecord, target: TargetRecord): Generator<string> {
  const { lifecycleEvents: events, startMs } = target
  const lost = events.findIndex((event) => event.startMs === null && event.endMs !== null)
  if (lost !== -1) {
    yield* lostComplaints(run, deployment, target, lost)
    return
  }
  const begun = events.filter((event) => event.startMs !== null)
  if (begun.some((event, index) => event !== events[index])) yield 'an event was left out'
  yield* tailComplaints(target, events.slice(begun.length))
  if (startMs === null && begun.length > 0) yield 'events ran before it started'
  if (startMs !== null && begun.length === 0 && isRunning(run, target, startMs)) yield 'it started without an event'
  yield* gapComplaints(run, deployment, target, begun)
  for (const [index, event] of events.entries())
    yield* eventComplaints(run, deployment, target, event, index === begun.length - 1)
}

function* tailComplaints({ status, endMs, startMs }: TargetRecord, tail: readonly LifecycleEventRecord[]) {
  const isOver = ['Succeeded', 'Failed', 'Skipped'].includes(status)
  if (tail.some((event) => event.status !== (isOver ? 'Skipped' : 'Pending')))
    yield `the tail is not ${isOver ? 'Skipped' : 'Pending'}`
  if (status === 'Pending' && startMs !== null) yield `it started at ${startMs} ms`
  if (startMs === null && status !== 'Pending' && status !== 'Skipped') yield 'it never started'
  if (isOver && startMs !== null && endMs === null) yield 'it never ended'
  if (!isOver && endMs !== null) yield `it ended at ${endMs} ms`
}

/** Event after event without a gap; between two stretches the target may have waited. */
function* gapComplaints(
  run: RunResult,
  deployment: DeploymentRecord,
  target: TargetRecord,
  begun: readonly LifecycleEventRecord[],
): Generator<string> {
  const heads = stretchesOf(run, deployment, target).map(([first]) => first)
  let atMs = target.startMs
  for (const event of begun) {
    const mayWait = event !== begun[0] && heads.includes(event.name)
    const isInTime = event.startMs === atMs || (mayWait && (event.startMs ?? 0) > (atMs ?? 0))
    if (!isInTime) yield `${event.name} starts at ${event.startMs} ms, not at ${atMs} ms`
    atMs = event.endMs
  }
  const isOver = target.status === 'Succeeded' || target.status === 'Failed'
  if (isOver && begun.length > 0 && atMs !== target.endMs)
    yield `the last event ends at ${atMs} ms, the target at ${target.endMs} ms`
}

/** Whether the target's instance runs at that time; a function or a service always does. */
function isRunning(run: RunResult, { instanceIndex }: TargetRecord, atMs: number): boolean {
  const instance = instanceIndex === null ? undefined : run.instances[instanceIndex]
  if (instance === undefined) return true
  const isStopped = run.scenario.fleet.exceptions.some(
    (exception) => exception.instanceIndex === instanceIndex && exception.state === 'stopped',
  )
  return !isStopped && valueAt(instance.lifecycle, atMs) !== 'Terminated'
}

/** CodeDeploy user guide, limits: an event that nobody takes up does not start, and fails after five minutes. */
function* lostComplaints(
  run: RunResult,
  deployment: DeploymentRecord,
  target: TargetRecord,
  lost: number,
): Generator<string> {
  const { lifecycleEvents: events, status, startMs } = target
  const event = events[lost]
  const fromMs = events[lost - 1]?.endMs ?? startMs ?? 0
  if (isRunning(run, target, event?.endMs ?? 0)) yield `${event?.name} was never taken up by an instance that runs`
  if (event?.status !== 'Failed' || event.errorCode !== 'UnknownError') yield `${event?.name} is ${event?.status}`
  if (events.slice(lost + 1).some((later) => later.status !== 'Skipped')) yield 'the tail is not Skipped'
  if (status !== 'Failed' || target.endMs !== event?.endMs) yield `it is ${status} and ended at ${target.endMs} ms`
  const isCut = deployment.status === 'Stopped' || deployment.errorCode === 'TIMEOUT'
  const isOfLaterStretch = lost > 0 && (event?.endMs ?? 0) - fromMs > 300_000
  if (!isCut && !isOfLaterStretch && event?.endMs !== fromMs + 300_000)
    yield `${event?.name} failed at ${event?.endMs} ms, not five minutes after ${fromMs} ms`
}

function* eventComplaints(
  run: RunResult,
  deployment: DeploymentRecord,
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
  // A deployment that is being stopped lets the event under way finish, and starts no other.
  if (status === 'Succeeded' && isFinal && deployment.status !== 'Stopped' && deployment.endedAtMs !== null)
    yield `${name} succeeded as the last event of a failed target`
}

import { describeFault } from './fault-words'
import { deploymentIndexAt, deploymentStatusAt } from './fleet-at'
import { counted, formatDuration } from './number-words'
import type {
  ApplicationState,
  DeploymentRecord,
  DeploymentStatus,
  LifecycleEventStatus,
  LogEntry,
  LogType,
  Ms,
  RunResult,
  TargetHealth,
  TargetStatus,
} from './types'

/** Statuses of deployments, targets and lifecycle events as people read them. */
export const STATUS_WORDS: Readonly<Record<DeploymentStatus | TargetStatus | LifecycleEventStatus, string>> = {
  Created: 'Created',
  Pending: 'Pending',
  InProgress: 'In progress',
  Ready: 'Ready',
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Skipped: 'Skipped',
  Stopped: 'Stopped',
}

/** What the window calls the state of things at a time; "Rolling back" and "Rolled back" are words, no statuses of AWS. */
export function stateWords(result: RunResult, tMs: Ms): string {
  const deploymentIndex = deploymentIndexAt(result, tMs)
  if (deploymentIndex === null) return result.scenario.deployment === null ? 'No deployment' : 'Not yet created'
  const status = deploymentStatusAt(result, deploymentIndex, tMs)
  if (result.deployments[deploymentIndex].creator === 'user') return STATUS_WORDS[status]
  if (status === 'InProgress') return 'Rolling back'
  return status === 'Succeeded' ? 'Rolled back' : 'Rollback failed'
}

/** One sentence for each type of entry. Total over the types: the compiler names the one that is missing. */
const SENTENCES: Readonly<Record<LogType, (result: RunResult, entry: LogEntry) => string>> = {
  deployment: describeDeployment,
  wave: (result, entry) => {
    const wave = deploymentOf(result, entry).waves[Number(entry.status) - 1]
    return `Wave ${entry.status} of ${nameOf(result, entry)} starts on ${counted(wave.instanceIndexes.length, 'instance')}.`
  },
  target: describeTarget,
  lifecycleEvent: describeLifecycleEvent,
  targetHealth: describeTargetHealth,
  application: describeApplication,
  fault: describeFaultEntry,
  phase: (_result, entry) => `${entry.detail} begins.`,
  instance: (result, entry) => `${instanceId(result, entry)} is ${entry.status}.`,
  autoScaling: (_result, entry) => entry.detail,
  traffic: describeTraffic,
  alarm: (result, entry) =>
    `Alarm ${result.scenario.alarms[entry.itemIndex ?? -1]?.name} is ${entry.status}: ${entry.detail}`,
  intervention: describeIntervention,
}

/** The sentence for one entry of the log, in AWS's terms; the one place where what happened becomes words. */
export function describeLogEntry(result: RunResult, entry: LogEntry): string {
  return SENTENCES[entry.type](result, entry)
}

function describeDeployment(result: RunResult, entry: LogEntry): string {
  const deployment = deploymentOf(result, entry)
  const name = nameOf(result, entry)
  switch (entry.status) {
    case 'Created': {
      const what = `${revisionName(result, deployment)} to ${counted(deployment.targets.length, 'instance')}`
      return `${capitalized(name)} is created: ${what}.`
    }
    case 'InProgress':
      return `${capitalized(name)} is in progress.`
    case 'Succeeded':
      return `${capitalized(name)} succeeded.`
    default:
      return `${capitalized(name)} ${entry.status === 'Stopped' ? 'was stopped' : 'failed'}${withCode(entry)}.`
  }
}

function describeTarget(result: RunResult, entry: LogEntry): string {
  const id = instanceId(result, entry)
  switch (entry.status) {
    case 'InProgress':
      return `${id} starts to receive ${revisionName(result, deploymentOf(result, entry))}.`
    case 'Succeeded':
      return `${id} succeeded with ${revisionName(result, deploymentOf(result, entry))}.`
    case 'Failed':
      return `${id} failed${withCode(entry)}.`
    default:
      return `${id} was skipped.`
  }
}

function describeLifecycleEvent(result: RunResult, entry: LogEntry): string {
  const what = `${entry.lifecycleEvent} on ${instanceId(result, entry)}`
  switch (entry.status) {
    case 'InProgress':
      return `${what} started.`
    case 'Succeeded':
      return `${what} succeeded.`
    case 'Failed':
      return `${what} failed${withCode(entry)}${agentWords(result, entry)}.`
    default:
      return `${what} was skipped.`
  }
}

/** What the agent said when an event failed, with a colon before it and without its full stop. */
function agentWords(result: RunResult, entry: LogEntry): string {
  const target = deploymentOf(result, entry).targets.find(({ instanceIndex }) => instanceIndex === entry.instanceIndex)
  const event = target?.lifecycleEvents.find(({ name }) => name === entry.lifecycleEvent)
  return event === undefined || event.message === '' ? '' : `: ${event.message.replace(/\.$/, '')}`
}

function describeTargetHealth(result: RunResult, entry: LogEntry): string {
  const id = instanceId(result, entry)
  const { deregistrationDelayMs, healthCheck } = result.scenario.loadBalancer
  const sentences: Readonly<Record<TargetHealth, string>> = {
    unused: `${id} is deregistered (unused).`,
    initial: `${id} is registered and waits for its first health check (initial).`,
    healthy: `${id} is healthy in the target group.`,
    unhealthy: `${id} is unhealthy after ${counted(healthCheck.unhealthyThresholdCount, 'failed health check')} in a row.`,
    draining: `${id} is draining for ${formatDuration(deregistrationDelayMs)}: no new requests.`,
  }
  return sentences[entry.status as TargetHealth]
}

function describeApplication(result: RunResult, entry: LogEntry): string {
  const what = `The application on ${instanceId(result, entry)}`
  const sentences: Readonly<Record<ApplicationState, string>> = {
    serving: `${what} serves.`,
    stopped: `${what} has stopped.`,
    warming: `${what} has started and warms up; it still refuses connections.`,
  }
  return sentences[entry.status as ApplicationState]
}

function describeTraffic(result: RunResult, { status }: LogEntry): string {
  if (status === 'testOriginal' || status === 'testReplacement') {
    return `The test listener forwards to the ${status === 'testOriginal' ? 'original' : 'replacement'} task set.`
  }
  const { old: oldRevision, new: newRevision } = result.scenario.revisions
  const percent = Number(status) / 100
  return `Traffic: ${100 - percent} % to ${oldRevision.name}, ${percent} % to ${newRevision.name}.`
}

function describeIntervention(result: RunResult, { itemIndex, status, detail }: LogEntry): string {
  const act = result.scenario.interventions[itemIndex ?? -1]
  if (act === undefined) throw new Error('A log entry of an intervention names none of the scenario')
  return status === 'done' ? `A person does: ${act.kind}.` : `A person tries: ${act.kind}. ${detail}`
}

function describeFaultEntry(result: RunResult, entry: LogEntry): string {
  const fault = result.scenario.faults[entry.faultIndex ?? -1]
  if (fault === undefined) throw new Error('A log entry of type fault names no fault of the scenario')
  if (entry.status === 'lifted') return `The injected fault is over: ${describeFault(fault, result.scenario)}.`
  const where = entry.instanceIndex === null ? '' : ` (now on ${instanceId(result, entry)})`
  return `Injected: ${describeFault(fault, result.scenario)}${where}.`
}

function deploymentOf({ deployments }: RunResult, { deploymentIndex }: LogEntry): DeploymentRecord {
  const deployment = deployments[deploymentIndex ?? -1]
  if (deployment === undefined) throw new Error('A log entry of a deployment names no deployment of the run')
  return deployment
}

/** `deployment d-...` or `rollback d-...`. */
function nameOf(result: RunResult, entry: LogEntry): string {
  const { creator, id } = deploymentOf(result, entry)
  return `${creator === 'user' ? 'deployment' : 'rollback'} ${id}`
}

/** What the scenario calls the revision that a deployment brings. */
export function revisionName({ scenario }: RunResult, { revision }: DeploymentRecord): string {
  return scenario.revisions[revision].name
}

function instanceId({ instances }: RunResult, { instanceIndex }: LogEntry): string {
  return instances[instanceIndex ?? -1]?.id ?? 'an instance'
}

function withCode({ errorCode }: LogEntry): string {
  return errorCode === null ? '' : ` with ${errorCode}`
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

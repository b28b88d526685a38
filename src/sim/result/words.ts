import { faultsOf } from '../faults/faults-of'
import { ALL_TRAFFIC } from '../scenario/units'
import { describeFault } from './fault-words'
import { describeIntervention } from './intervention-words'
import { changeAt } from './moments'
import { counted, formatDuration } from './number-words'
import { capitalized, deploymentNoun, hostNoun, isRollback, isToInstances } from './roles'
import { formatWeight } from './shifts'
import { shareOfNew, sidesOf } from './sides'
import type {
  ApplicationState,
  DeploymentRecord,
  InstanceLifecycle,
  LogEntry,
  LogType,
  RunResult,
  TargetHealth,
  TargetRecord,
  WavePhase,
  WaveRecord,
} from './types'

/** One sentence for each type of entry. Total over the types: the compiler names the one that is missing. */
const SENTENCES: Readonly<Record<LogType, (result: RunResult, entry: LogEntry) => string>> = {
  deployment: describeDeployment,
  wave: describeWave,
  target: describeTarget,
  lifecycleEvent: describeLifecycleEvent,
  targetHealth: describeTargetHealth,
  application: describeApplication,
  fault: describeFaultEntry,
  phase: (result, entry) => `${capitalized(nameOf(result, entry))}, phase: ${entry.detail}.`,
  instance: describeInstance,
  autoScaling: (_result, entry) => asSentence(entry.detail),
  traffic: describeTraffic,
  alarm: describeAlarm,
  intervention: describeAct,
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
      const what = `${revisionName(result, deployment)} to ${receiverWords(result, deployment)}`
      return `${capitalized(name)} is created: ${what}.`
    }
    case 'InProgress':
      return `${capitalized(name)} is in progress.`
    case 'Ready':
      return `${capitalized(name)} is ready: the replacement waits to be given the traffic.`
    case 'Succeeded':
      return `${capitalized(name)} succeeded.`
    default:
      return `${capitalized(name)} ${entry.status === 'Stopped' ? 'was stopped' : 'failed'}${withCode(entry)}.`
  }
}

function describeWave(result: RunResult, entry: LogEntry): string {
  const deployment = deploymentOf(result, entry)
  const { phase, instanceIndexes } = deployment.waves[Number(entry.status) - 1]
  if (!isToInstances(deployment)) return `${capitalized(nameOf(result, entry))} begins its lifecycle events.`
  const instances = counted(instanceIndexes.length, 'instance')
  const what: Readonly<Record<WavePhase, string>> = {
    update: `starts on ${instances}`,
    install: `installs on ${instances}`,
    reroute: `reroutes traffic to ${instances}`,
    block: `takes ${instances} out of the load balancer`,
  }
  return `Wave ${entry.status} of ${nameOf(result, entry)} ${what[phase]}.`
}

function describeTarget(result: RunResult, entry: LogEntry): string {
  const deployment = deploymentOf(result, entry)
  const id = capitalizedUnlessId(result, entry)
  const revision = revisionName(result, deployment)
  const phase = phaseOfTargetAt(deployment, entry)
  switch (entry.status) {
    case 'InProgress': {
      const begins: Readonly<Record<WavePhase, string>> = {
        update: `starts to receive ${revision}`,
        install: `starts to receive ${revision}`,
        reroute: 'is rerouted: it starts to receive traffic',
        block: 'starts to leave the load balancer',
      }
      return `${id} ${begins[phase]}.`
    }
    case 'Ready':
      return `${id} is ready: ${revision} is installed, and it waits for traffic.`
    case 'Succeeded':
      return phase === 'block' ? `${id} has left the load balancer.` : `${id} succeeded with ${revision}.`
    case 'Failed':
      return `${id} failed${withCode(entry)}.`
    default:
      return `${id} was skipped.`
  }
}

/** The phase of the newest wave that the target of an entry was in by then; a service is updated. */
function phaseOfTargetAt({ waves }: DeploymentRecord, { instanceIndex, atMs }: LogEntry): WavePhase {
  const isIn = ({ startMs, instanceIndexes }: WaveRecord): boolean =>
    startMs <= atMs && instanceIndex !== null && instanceIndexes.includes(instanceIndex)
  return waves.findLast(isIn)?.phase ?? 'update'
}

function describeLifecycleEvent(result: RunResult, entry: LogEntry): string {
  const what = `${entry.lifecycleEvent} on ${entryTargetName(result, entry)}`
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
  return event === undefined || event.message === '' ? '' : `: ${withoutFullStop(event.message)}`
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

function describeTraffic(result: RunResult, { status, atMs }: LogEntry): string {
  if (status === 'testOriginal' || status === 'testReplacement') {
    return `The test listener forwards to the ${status === 'testOriginal' ? 'original' : 'replacement'} task set.`
  }
  const { old: oldRevision, new: newRevision } = result.scenario.revisions
  const second = Number(status)
  const sides = changeAt(sidesOf(result), atMs).value
  if (sides[0] !== null && sides[0] === sides[1]) {
    const { name } = result.scenario.revisions[sides[0]]
    const groups = `${formatWeight(ALL_TRAFFIC - second)} to the first target group, ${formatWeight(second)} to the second`
    return `Traffic: ${groups}, both with ${name}.`
  }
  const share = shareOfNew(sides, second)
  return `Traffic: ${formatWeight(ALL_TRAFFIC - share)} to ${oldRevision.name}, ${formatWeight(share)} to ${newRevision.name}.`
}

function describeInstance(result: RunResult, entry: LogEntry): string {
  const id = instanceId(result, entry)
  const sentences: Readonly<Record<InstanceLifecycle, string>> = {
    NotLaunched: `is not launched yet`,
    Pending: 'is launched (Pending)',
    'Pending:Wait': 'waits for its launch hook (Pending:Wait)',
    'Pending:Proceed': 'may go on after its launch hook (Pending:Proceed)',
    InService: 'is InService',
    Terminating: 'is being terminated (Terminating)',
    'Terminating:Wait': 'waits for its termination hook (Terminating:Wait)',
    'Terminating:Proceed': 'may go on after its termination hook (Terminating:Proceed)',
    Terminated: 'is terminated',
    ...(hostNoun(result) === 'task' ? TASK_SENTENCES : {}),
  }
  const why = entry.detail === '' ? '' : `: ${withoutFullStop(entry.detail)}`
  return `${capitalized(hostNoun(result))} ${id} ${sentences[entry.status as InstanceLifecycle]}${why}.`
}

/** Of a task, by the states that ECS has for it (ECS developer guide, task lifecycle); the data keep one name for both. */
const TASK_SENTENCES: Partial<Readonly<Record<InstanceLifecycle, string>>> = {
  NotLaunched: 'is not started yet',
  Pending: 'is started (PENDING)',
  InService: 'is RUNNING',
  Terminating: 'is being stopped (STOPPING)',
  Terminated: 'is STOPPED',
}

function describeAlarm(result: RunResult, { itemIndex, status, detail }: LogEntry): string {
  const alarm = result.scenario.alarms[itemIndex ?? -1]
  if (alarm === undefined) throw new Error('A log entry of an alarm names none of the scenario')
  return asSentence(`Alarm ${alarm.name} is ${status}${detail === '' ? '' : `: ${detail}`}`)
}

function describeAct(result: RunResult, { itemIndex, status, detail }: LogEntry): string {
  const act = result.scenario.interventions[itemIndex ?? -1]
  if (act === undefined) throw new Error('A log entry of an intervention names none of the scenario')
  const words = `A person ${describeIntervention(act, result.scenario)}`
  return status === 'done' ? `${words}.` : asSentence(`${words}, and is refused: ${detail}`)
}

function describeFaultEntry(result: RunResult, entry: LogEntry): string {
  const fault = faultsOf(result.scenario)[entry.faultIndex ?? -1]
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
  const deployment = deploymentOf(result, entry)
  return `${deploymentNoun(deployment)} ${deployment.id}`
}

/** To whom a deployment goes: `12 instances`, `function checkout`. */
export function receiverWords({ scenario }: RunResult, deployment: DeploymentRecord): string {
  const { computePlatform } = deployment
  if (computePlatform === 'Server') return counted(receiversOf(deployment).length, 'instance')
  return computePlatform === 'Lambda'
    ? `function ${scenario.lambda.functionName}`
    : `service ${scenario.ecs.serviceName}`
}

/**
 * The targets that get the revision: all in place; in blue/green the replacement, and in its rollback the original
 * instances, while the others only leave the load balancer.
 */
export function receiversOf(deployment: DeploymentRecord): readonly TargetRecord[] {
  if (deployment.deploymentType === 'IN_PLACE') return deployment.targets
  const leaving = isRollback(deployment) ? 'Green' : 'Blue'
  return deployment.targets.filter(({ label }) => label !== leaving)
}

/** What the scenario calls the revision that a deployment brings. */
export function revisionName({ scenario }: RunResult, { revision }: DeploymentRecord): string {
  return scenario.revisions[revision].name
}

function instanceId({ instances }: RunResult, { instanceIndex }: LogEntry): string {
  return instances[instanceIndex ?? -1]?.id ?? 'an instance'
}

/** The instance of an entry, or the function or service that its deployment goes to. */
function entryTargetName(result: RunResult, entry: LogEntry): string {
  if (entry.instanceIndex !== null) return instanceId(result, entry)
  return receiverWords(result, deploymentOf(result, entry))
}

/** At the beginning of a sentence; ids stay as they are. */
function capitalizedUnlessId(result: RunResult, entry: LogEntry): string {
  const name = entryTargetName(result, entry)
  return entry.instanceIndex === null ? capitalized(name) : name
}

function withoutFullStop(text: string): string {
  return text.replace(/\.$/, '')
}

function asSentence(text: string): string {
  return `${withoutFullStop(text)}.`
}

function withCode({ errorCode }: LogEntry): string {
  return errorCode === null ? '' : ` with ${errorCode}`
}

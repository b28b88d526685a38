import type { Change, LogEntry, RunResult } from '@sim'
import type { Law } from '../law'

export const logRetells: Law = {
  name: 'the log tells what the tracks and the deployments show, each change once',
  *broken(run) {
    for (const [index, instance] of run.instances.entries())
      for (const type of ['targetHealth', 'application'] as const) {
        const track = type === 'targetHealth' ? instance.health : instance.application
        const told = retold(
          track[0]?.value ?? '',
          run.log.filter((entry) => entry.type === type && entry.instanceIndex === index),
        )
        if (JSON.stringify(told) !== JSON.stringify(track)) yield `instance ${index}: the log tells another ${type}`
      }
    const weights = retold(
      String(run.traffic.weightNew[0]?.value),
      run.log.filter(({ type, status }) => type === 'traffic' && !status.startsWith('test')),
    )
    if (
      JSON.stringify(weights) !==
      JSON.stringify(run.traffic.weightNew.map((change) => ({ ...change, value: String(change.value) })))
    )
      yield 'the log tells other weights'
    yield* alarmComplaints(run)
    yield* standingComplaints(run)
    const found = run.log.filter(isOfDeployment).map(lineOf).toSorted()
    const expected = [...linesOf(run)].toSorted()
    for (const line of found.filter((line) => !expected.includes(line))) yield `only the log knows of ${line}`
    for (const line of expected.filter((line) => !found.includes(line))) yield `the log does not tell ${line}`
    if (found.length !== expected.length)
      yield `the log has ${found.length} lines of deployments instead of ${expected.length}`
  },
}

/** Of changes within one millisecond only the last one shows in a track. */
function retold(initial: string, entries: readonly LogEntry[]): Change<string>[] {
  const changes: Change<string>[] = [{ atMs: 0, value: initial }]
  for (const { atMs, status } of entries) {
    if (changes.at(-1)?.atMs === atMs && changes.length > 1) changes.pop()
    if (changes.at(-1)?.value !== status) changes.push({ atMs, value: status })
  }
  return changes
}

/** Every change of an alarm's state is told once; where it stands at first is no change. */
function* alarmComplaints({ log, alarms }: RunResult): Generator<string> {
  for (const [index, { name, states }] of alarms.entries()) {
    const told = log.filter(({ type, itemIndex }) => type === 'alarm' && itemIndex === index)
    const line = (atMs: number, state: string, reason: string): string => `${atMs} ${state} ${reason}`
    const found = told.map(({ atMs, status, detail }) => line(atMs, status, detail))
    const expected = states.slice(1).map(({ atMs, value, reason }) => line(atMs, value, reason))
    if (found.join('\n') !== expected.join('\n')) yield `the log tells another story of the alarm ${name}`
  }
}

/** A deployment, and each of its targets, begins once, may be Ready and go on any number of times, and ends once. */
function* standingComplaints({ log, deployments }: RunResult): Generator<string> {
  const walk = (type: LogEntry['type'], deploymentIndex: number, instanceIndex: number | null): string =>
    log
      .filter((entry) => entry.type === type && entry.deploymentIndex === deploymentIndex)
      .filter((entry) => entry.instanceIndex === instanceIndex)
      .map(({ status }) => status)
      .join(' ')
  for (const [deploymentIndex, { id, targets }] of deployments.entries()) {
    const way = walk('deployment', deploymentIndex, null)
    if (!/^Created InProgress( Ready InProgress)*( Ready)?( (Succeeded|Failed|Stopped))?$/.test(way))
      yield `${id} goes ${way}`
    for (const { instanceIndex } of targets) {
      const targetWay = walk('target', deploymentIndex, instanceIndex)
      if (!/^(Skipped)?$|^InProgress( Ready InProgress)*( Ready)?( (Succeeded|Failed|Skipped))?$/.test(targetWay))
        yield `${id}, instance ${instanceIndex} goes ${targetWay}`
    }
  }
}

/** A wait makes a deployment and its targets Ready and InProgress again, which the record of their ends does not keep. */
const isOfDeployment = ({ type, status }: LogEntry): boolean =>
  ['wave', 'lifecycleEvent', 'phase'].includes(type) ||
  (['deployment', 'target'].includes(type) && !['Ready', 'InProgress'].includes(status))

type Told = Pick<
  LogEntry,
  'atMs' | 'type' | 'deploymentIndex' | 'instanceIndex' | 'lifecycleEvent' | 'status' | 'errorCode'
>

const lineOf = ({ atMs, type, deploymentIndex, instanceIndex, lifecycleEvent, status, errorCode }: Told): string =>
  [atMs, type, deploymentIndex, instanceIndex, lifecycleEvent, status, errorCode].join(' ')

function* linesOf({ deployments }: RunResult): Generator<string> {
  for (const [deploymentIndex, deployment] of deployments.entries()) {
    const line = (atMs: number | null, rest: Partial<LogEntry>): string =>
      lineOf({
        atMs: atMs ?? Number.NaN,
        type: 'deployment',
        deploymentIndex,
        instanceIndex: null,
        lifecycleEvent: null,
        status: '',
        errorCode: null,
        ...rest,
      })
    yield line(deployment.createdAtMs, { status: 'Created' })
    const { status, errorCode, endedAtMs } = deployment
    if (endedAtMs !== null) yield line(endedAtMs, { status, errorCode })
    for (const [waveIndex, wave] of deployment.waves.entries())
      yield line(wave.startMs, { type: 'wave', status: String(waveIndex + 1) })
    for (const { kind, startMs } of deployment.phases) yield line(startMs, { type: 'phase', status: kind })
    for (const target of deployment.targets) {
      const { instanceIndex } = target
      if (['Succeeded', 'Failed', 'Skipped'].includes(target.status))
        yield line(target.endMs ?? endedAtMs, { type: 'target', instanceIndex, status: target.status })
      for (const event of target.lifecycleEvents) {
        const entry = { type: 'lifecycleEvent', instanceIndex, lifecycleEvent: event.name } as const
        if (event.startMs !== null) yield line(event.startMs, { ...entry, status: 'InProgress' })
        if (event.endMs !== null)
          yield line(event.endMs, { ...entry, status: event.status, errorCode: event.errorCode })
      }
    }
  }
}

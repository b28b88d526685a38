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

const isOfDeployment = ({ type }: LogEntry): boolean =>
  ['deployment', 'wave', 'target', 'lifecycleEvent'].includes(type)

const lineOf = ({ atMs, type, deploymentIndex, instanceIndex, lifecycleEvent, status, errorCode }: LogEntry): string =>
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
        faultIndex: null,
        ...rest,
      })
    yield line(deployment.createdAtMs, { status: 'Created' })
    yield line(deployment.createdAtMs, { status: 'InProgress' })
    const { status, errorCode, endedAtMs } = deployment
    if (endedAtMs !== null) yield line(endedAtMs, { status, errorCode })
    for (const [waveIndex, wave] of deployment.waves.entries())
      yield line(wave.startMs, { type: 'wave', status: String(waveIndex + 1) })
    for (const target of deployment.targets) {
      const { instanceIndex } = target
      if (target.startMs !== null) yield line(target.startMs, { type: 'target', instanceIndex, status: 'InProgress' })
      if (target.endMs !== null || target.status === 'Skipped')
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

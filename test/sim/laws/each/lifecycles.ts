import type { InstanceLifecycle, RunResult } from '@sim'
import { type Law, valueAt } from '../law'

const LEAVING: readonly InstanceLifecycle[] = ['Terminating', 'Terminating:Wait', 'Terminating:Proceed', 'Terminated']

/** Auto Scaling user guide, instance lifecycle; states that last no time do not show, so each may be skipped forwards. */
const MAY_FOLLOW: Readonly<Record<InstanceLifecycle, readonly InstanceLifecycle[]>> = {
  NotLaunched: ['Pending', 'Pending:Wait', 'Pending:Proceed', 'InService', ...LEAVING],
  Pending: ['Pending:Wait', 'Pending:Proceed', 'InService', ...LEAVING],
  'Pending:Wait': ['Pending:Proceed', 'InService', ...LEAVING],
  'Pending:Proceed': ['InService', ...LEAVING],
  InService: LEAVING,
  Terminating: LEAVING.slice(1),
  'Terminating:Wait': LEAVING.slice(2),
  'Terminating:Proceed': LEAVING.slice(3),
  Terminated: [],
}

export const lifecycles: Law = {
  name: 'an instance is launched once, comes into service, leaves and is gone; before and after it nothing runs on it',
  *broken(run) {
    for (const [index, { lifecycle }] of run.instances.entries()) {
      for (const [at, { atMs, value }] of lifecycle.entries()) {
        const before = lifecycle[at - 1]?.value
        if (before !== undefined && !MAY_FOLLOW[before].includes(value))
          yield `instance ${index}: ${before} became ${value} at ${atMs} ms`
      }
      yield* absenceComplaints(run, index)
    }
  },
}

function* absenceComplaints({ instances }: RunResult, index: number): Generator<string> {
  const instance = instances[index]
  if (instance === undefined) return
  const { lifecycle, health, application } = instance
  const isAbsent = (atMs: number): boolean => ['NotLaunched', 'Terminated'].includes(valueAt(lifecycle, atMs))
  for (const { atMs } of [...lifecycle, ...health, ...application]) {
    if (!isAbsent(atMs)) continue
    if (valueAt(health, atMs) !== 'unused') yield `instance ${index} is registered at ${atMs} ms, and is not there`
    if (valueAt(application, atMs) !== 'stopped')
      yield `instance ${index} runs something at ${atMs} ms, and is not there`
  }
}

import type { InstanceRecord, RunResult, TargetHealth } from '@sim'
import { type Law, valueAt } from '../law'

/** What may follow what in a target group; `initial` and `draining` may pass within an instant when their times are 0. */
const MAY_FOLLOW: Readonly<Record<TargetHealth, readonly TargetHealth[]>> = {
  unused: ['initial'],
  initial: ['healthy', 'unhealthy', 'draining'],
  healthy: ['unhealthy', 'draining'],
  unhealthy: ['healthy', 'draining'],
  draining: ['unused', 'initial'],
}

export const targetHealth: Law = {
  name: 'target health moves as a target group moves it, and draining lasts as long as the deregistration delay',
  *broken(run) {
    for (const [index, instance] of run.instances.entries())
      for (const complaint of complaintsOf(run, instance)) yield `instance ${index}: ${complaint}`
  },
}

function* complaintsOf(run: RunResult, { health, application, lifecycle }: InstanceRecord): Generator<string> {
  const { deregistrationDelayMs } = run.scenario.loadBalancer
  for (const [index, { atMs, value }] of health.entries()) {
    const before = health[index - 1]
    if (before === undefined) continue
    // An instance that is terminated leaves its group without draining.
    if (value === 'unused' && valueAt(lifecycle, atMs) === 'Terminated') continue
    if (valueAt(lifecycle, atMs) === 'Terminated') yield `it became ${value} at ${atMs} ms, after its end`
    if (!successorsOf(before.value, run).includes(value)) yield `${before.value} became ${value} at ${atMs} ms`
    if (before.value === 'draining' && value === 'unused' && atMs - before.atMs !== deregistrationDelayMs)
      yield `it drained from ${before.atMs} to ${atMs} ms, the delay is ${deregistrationDelayMs} ms`
    const serves = valueAt(application, atMs) === 'serving'
    if (value === 'healthy' && !serves) yield `it became healthy at ${atMs} ms without serving`
    if (value === 'unhealthy' && serves) yield `it became unhealthy at ${atMs} ms while serving`
  }
}

function successorsOf(health: TargetHealth, { scenario: { loadBalancer } }: RunResult): readonly TargetHealth[] {
  const direct = MAY_FOLLOW[health]
  const instant: TargetHealth[] = []
  if (loadBalancer.registrationMs === 0) instant.push('initial')
  if (loadBalancer.deregistrationDelayMs === 0) instant.push('draining')
  return [...direct, ...direct.filter((next) => instant.includes(next)).flatMap((next) => MAY_FOLLOW[next])]
}

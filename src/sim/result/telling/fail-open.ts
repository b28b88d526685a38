import { changeAt } from '../moments'
import { indexOf } from '../run-index'
import type { InstanceRecord, Ms, RunResult } from '../types'

/** How many targets are healthy, and how many that are not would answer all the same. */
interface Standing {
  healthy: number
  answering: number
}
type Side = keyof Standing

/**
 * Whether at some time from `fromMs` up to but not including `toMs` no target is healthy and a registered one serves all
 * the same: the balancer then fails open to it, and it answers (ALB user guide, target group health checks).
 */
export function answersByFailOpen(result: RunResult, fromMs: Ms, toMs: Ms): boolean {
  const { instanceMoments } = indexOf(result)
  const steps = result.instances
    .flatMap((instance, index) => stepsOf(instance, [fromMs, ...momentsWithin(instanceMoments[index], fromMs, toMs)]))
    .sort((a, b) => a.atMs - b.atMs)
  const standing: Standing = { healthy: 0, answering: 0 }
  return steps.some(({ atMs, side, step }, index) => {
    standing[side] += step
    const isLastOfItsTime = steps[index + 1]?.atMs !== atMs
    return isLastOfItsTime && standing.healthy === 0 && standing.answering > 0
  })
}

function momentsWithin(moments: Float64Array, fromMs: Ms, toMs: Ms): number[] {
  return [...moments].filter((atMs) => atMs > fromMs && atMs < toMs)
}

/** The steps of one instance into and out of the two sides; at the first moment it steps in from nowhere. */
function stepsOf(instance: InstanceRecord, moments: readonly Ms[]) {
  const steps: { atMs: Ms; side: Side; step: 1 | -1 }[] = []
  let current: Side | null = null
  for (const atMs of moments) {
    const next = sideAt(instance, atMs)
    if (next === current) continue
    if (current !== null) steps.push({ atMs, side: current, step: -1 })
    if (next !== null) steps.push({ atMs, side: next, step: 1 })
    current = next
  }
  return steps
}

function sideAt({ health, application }: InstanceRecord, tMs: Ms): Side | null {
  const state = changeAt(health, tMs).value
  if (state === 'healthy') return 'healthy'
  const isRegistered = state === 'initial' || state === 'unhealthy'
  return isRegistered && changeAt(application, tMs).value === 'serving' ? 'answering' : null
}

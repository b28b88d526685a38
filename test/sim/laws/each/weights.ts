import type { Change, DeploymentRecord, RunResult } from '@sim'
import { type Law, valueAt } from '../law'
import { groupDeployments, strategyOf } from '../roles'

const WHOLE = 10_000

export const weights: Law = {
  name: 'weights start at 0, follow the schedule step by step, never more than planned, go back in one step and end at all or nothing',
  *broken(run) {
    const { weightNew } = run.traffic
    for (const { atMs, value } of weightNew)
      if (!Number.isInteger(value) || value < 0 || value > WHOLE) yield `${value} at ${atMs} ms is no weight`
    if (strategyOf(run.scenario)?.isWeighted !== true && weightNew.length > 1) yield 'weights move in a run without any'
    const deployments = groupDeployments(run)
    // What a deployment of the very first millisecond does, the track shows from its start on.
    if (weightNew[0]?.value !== 0 && deployments[0]?.createdAtMs !== 0)
      yield `the first weight is ${weightNew[0]?.value}`
    for (const deployment of deployments) yield* shiftComplaints(run, deployment)
    for (const { atMs } of weightNew.slice(1))
      if (!deployments.some(({ createdAtMs, endedAtMs }) => createdAtMs <= atMs && atMs <= (endedAtMs ?? Infinity)))
        yield `the weight changes at ${atMs} ms, while no deployment is under way`
    const last = deployments.at(-1)
    const weight = weightNew.at(-1)?.value ?? 0
    if (last?.status === 'Succeeded' && weight !== 0 && weight !== WHOLE)
      yield `${last.id} succeeded, and left ${weight}`
  },
}

/** The share of the fleet that a deployment brings in, at its steps; that fleet is the one without traffic before it. */
function* shiftComplaints(run: RunResult, deployment: DeploymentRecord): Generator<string> {
  const { id, createdAtMs, endedAtMs, creator } = deployment
  const changes = run.traffic.weightNew.filter(
    ({ atMs, value }, index) => atMs >= createdAtMs && atMs <= (endedAtMs ?? Infinity) && (index > 0 || value !== 0),
  )
  const before = weightBefore(run.traffic.weightNew, createdAtMs)
  if (creator === 'codeDeployRollback') {
    const isWhole = changes.every(({ value }) => value === 0 || value === WHOLE)
    if (changes.length > 1 || !isWhole) yield `${id} takes traffic back in ${changes.length} steps`
    return
  }
  // What an unfinished deployment left, or a person's next one found: there the plan says nothing of the first step.
  if (before !== 0 && before !== WHOLE) return
  const shares = changes.map(({ atMs, value }) => ({ atMs, share: before === 0 ? value : WHOLE - value }))
  // A deployment that ends and its rollback meet in one millisecond: the way back is the rollback's.
  const own = shares.filter(({ atMs, share }) => !(atMs === endedAtMs && share === 0))
  const planned = run.plan?.shifts ?? []
  for (const [index, { atMs, share }] of own.entries()) {
    const shift = planned[index]
    if (share !== shift?.weightNewBasisPoints)
      yield `${id} gives ${share} at ${atMs} ms instead of ${shift?.weightNewBasisPoints}`
    const expectedMs = (own[0]?.atMs ?? 0) + (shift?.atMs ?? 0)
    if (atMs !== expectedMs) yield `${id} shifts at ${atMs} ms, planned was ${expectedMs} ms`
  }
  if (deployment.status === 'Succeeded' && own.length !== planned.length)
    yield `${id} succeeded after ${own.length} of ${planned.length} shifts`
}

/** The weight just before a time; what changes in that millisecond is not before it. */
const weightBefore = (track: readonly Change<number>[], atMs: number): number =>
  atMs === 0 ? 0 : valueAt(track, atMs - 1)

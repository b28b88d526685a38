import type { RevisionLabel } from '../../result/types'
import { ALL_TRAFFIC } from '../../scenario/units'
import type { Control } from '../state'
import type { LambdaState, ProvisionedShare } from './state'

const VERSIONS: readonly RevisionLabel[] = ['old', 'new']

/** How the alias's provisioned concurrency is divided by its weights. MODEL, AWS publishes no rule: pcNew = round(pc x w), pcOld = pc - pcNew. */
export function provisionedShare(provisionedConcurrency: number, weightNewBasisPoints: number): ProvisionedShare {
  const forNew = Math.floor((provisionedConcurrency * weightNewBasisPoints + ALL_TRAFFIC / 2) / ALL_TRAFFIC)
  return { old: provisionedConcurrency - forNew, new: forNew }
}

function wantedShare({ world }: Control): ProvisionedShare {
  return provisionedShare(world.scenario.lambda.provisionedConcurrency, world.weightNew())
}

/** Before the run everything that was asked for is allocated. */
export function allocateAtStart(control: Control, lambda: LambdaState): void {
  grow(control, lambda, wantedShare(control))
}

/**
 * The weights have changed: what a version has too much is de-allocated at once, what it lacks can be used when all of
 * this request is allocated (Lambda developer guide, configuring provisioned concurrency). No effect on other platforms.
 */
export function divideProvisioned(control: Control): void {
  const { world, state } = control
  const { provisionedConcurrency, provisionedAllocationMs } = world.scenario.lambda
  const { lambda } = state
  if (lambda === null || provisionedConcurrency === 0) return
  const wanted = wantedShare(control)
  shrink(control, lambda, wanted)
  withdraw(lambda, wanted)
  const provisionNumber = lambda.requests.push(wanted) - 1
  if (VERSIONS.every((version) => wanted[version] <= lambda.provisioned[version])) return
  const atMs = world.nowMs() + provisionedAllocationMs
  world.schedule(atMs, { kind: 'lambda', act: 'provisioned', provisionNumber })
}

/** What is not wanted any more of the requests under way does not come, also when it is wanted again later. */
function withdraw({ requests }: LambdaState, wanted: ProvisionedShare): void {
  for (const [number, { old: forOld, new: forNew }] of requests.entries())
    requests[number] = { old: Math.min(forOld, wanted.old), new: Math.min(forNew, wanted.new) }
}

/** A request is allocated: each version has what was asked for then, as far as it was wanted ever since. */
export function requestAllocated(control: Control, lambda: LambdaState, provisionNumber: number): void {
  grow(control, lambda, lambda.requests[provisionNumber])
}

function shrink({ world }: Control, lambda: LambdaState, wanted: ProvisionedShare): void {
  for (const version of VERSIONS) {
    const surplus = lambda.provisioned[version] - wanted[version]
    if (surplus <= 0) continue
    world.unprovision(version, surplus)
    lambda.provisioned = { ...lambda.provisioned, [version]: wanted[version] }
  }
}

function grow({ world }: Control, lambda: LambdaState, wanted: ProvisionedShare): void {
  for (const version of VERSIONS) {
    const missing = wanted[version] - lambda.provisioned[version]
    if (missing <= 0) continue
    world.provision(version, missing)
    lambda.provisioned = { ...lambda.provisioned, [version]: wanted[version] }
  }
}

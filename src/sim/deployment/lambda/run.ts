import type { Control } from '../state'
import { allocateAtStart, requestAllocated } from './provisioned-concurrency'
import { warmEnvironmentCount } from './warm-environments'

/** MODEL: how often idle environments are looked through. */
const RECLAIM_EVERY_MS = 1_000

/** The function has run for long when the simulation begins: provisioned and warm environments of the old version stand ready. */
export function startLambda(control: Control): void {
  const { world, state } = control
  if (state.lambda === null) return
  allocateAtStart(control, state.lambda)
  const warmCount = warmEnvironmentCount(world.scenario) - state.lambda.provisioned.old
  if (warmCount > 0) {
    world.provision('old', warmCount)
    world.unprovision('old', warmCount)
  }
  scheduleReclaim(control)
}

/** A timer of the Lambda function is due. */
export function handleLambda(control: Control, act: 'reclaim' | 'provisioned', provisionNumber: number): void {
  const { world, state } = control
  if (act === 'provisioned' && state.lambda !== null) {
    requestAllocated(control, state.lambda, provisionNumber)
    return
  }
  world.reclaimIdle(world.nowMs() - world.scenario.lambda.idleReclaimMs)
  scheduleReclaim(control)
}

function scheduleReclaim({ world }: Control): void {
  const atMs = world.nowMs() + RECLAIM_EVERY_MS
  world.schedule(atMs, { kind: 'lambda', act: 'reclaim', provisionNumber: 0 })
}

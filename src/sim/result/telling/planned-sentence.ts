import { ALL_TRAFFIC } from '../../scenario/units'
import { formatCountdown } from '../number-words'
import { groupDeploymentsOf } from '../roles'
import { formatWeight, shiftStretchOf } from '../shifts'
import type { DeploymentRecord, Ms, PhaseRecord, RunResult } from '../types'
import { ifQuiet } from './watched-alarms'

/**
 * What a deployment waits for by its plan at `tMs`, where a clock decides it and nothing else: the next shift of traffic,
 * the end of a bake or of a wait. An alarm or a person may come first. null when it waits for no clock.
 */
export function plannedSentence(result: RunResult, tMs: Ms): string | null {
  const deployment = groupDeploymentsOf(result).findLast(({ createdAtMs }) => createdAtMs <= tMs)
  if (deployment === undefined || result.plan === null || deployment.creator !== 'user') return null
  if (deployment.endedAtMs !== null && tMs >= deployment.endedAtMs) return null
  return shiftSentence(result, deployment, tMs) ?? waitSentence(result, deployment, tMs)
}

function shiftSentence(result: RunResult, deployment: DeploymentRecord, tMs: Ms): string | null {
  const stretch = shiftStretchOf(deployment)
  const shifts = result.plan?.shifts ?? []
  if (stretch === null || tMs < stretch.startMs || (stretch.endMs !== null && tMs >= stretch.endMs)) return null
  const next = shifts.find(({ atMs }) => stretch.startMs + atMs > tMs)
  if (next === undefined) return bakeSentence(result, deployment, stretch.startMs + (shifts.at(-1)?.atMs ?? 0), tMs)
  const { weightNewBasisPoints, atMs } = next
  const { name } = result.scenario.revisions.new
  const what =
    weightNewBasisPoints === ALL_TRAFFIC ? 'All traffic moves' : `${formatWeight(weightNewBasisPoints)} goes to ${name}`
  return `${what} in ${formatCountdown(stretch.startMs + atMs - tMs)}${ifQuiet(result, deployment, tMs)}.`
}

function bakeSentence(result: RunResult, deployment: DeploymentRecord, lastShiftMs: Ms, tMs: Ms): string | null {
  const step = result.plan?.steps.find(({ kind }) => kind === 'shift-weights')
  if (step?.kind !== 'shift-weights' || lastShiftMs + step.bakeMs <= tMs) return null
  return `The bake ends in ${formatCountdown(lastShiftMs + step.bakeMs - tMs)}${ifQuiet(result, deployment, tMs)}.`
}

function waitSentence(result: RunResult, { phases }: DeploymentRecord, tMs: Ms): string | null {
  const phase = phases.find(({ startMs, endMs }) => startMs <= tMs && (endMs === null || tMs < endMs))
  const endMs = phase === undefined ? null : plannedEndOf(result, phase)
  if (phase === undefined || endMs === null || endMs <= tMs) return null
  const left = formatCountdown(endMs - tMs)
  if (phase.kind === 'wait-ready') return `Unless a person continues the deployment, it is stopped in ${left}.`
  return `The termination wait of the original ${result.plan?.computePlatform === 'ECS' ? 'task set' : 'instances'} ends in ${left}.`
}

function plannedEndOf({ plan }: RunResult, { kind, startMs }: PhaseRecord): Ms | null {
  const step = plan?.steps.find((one) => one.kind === kind)
  return step?.kind === 'wait-ready' || step?.kind === 'wait-termination' ? startMs + step.waitMs : null
}

import type { LifecycleEventName, LifecycleEventRecord, TargetRecord } from '@sim'
import { PHASES, type Phase } from './glyphs'

const PHASE_OF_EVENT: Readonly<Record<LifecycleEventName, Phase>> = {
  BeforeBlockTraffic: 'leaving',
  BlockTraffic: 'leaving',
  AfterBlockTraffic: 'leaving',
  ApplicationStop: 'updating',
  DownloadBundle: 'updating',
  BeforeInstall: 'updating',
  Install: 'updating',
  AfterInstall: 'updating',
  ApplicationStart: 'updating',
  ValidateService: 'updating',
  AllowTestTraffic: 'returning',
  AfterAllowTestTraffic: 'returning',
  BeforeAllowTraffic: 'returning',
  AllowTraffic: 'returning',
  AfterAllowTraffic: 'returning',
}

/** A target, or the part of one that falls into a wave. */
export type TimedTarget = Pick<TargetRecord, 'startMs' | 'endMs' | 'status' | 'lifecycleEvents'>

/** What one target of a deployment is doing at a time. */
export function phaseOfTarget(target: TimedTarget, atMs: number): Phase {
  if (target.startMs === null || atMs < target.startMs) return 'waiting'
  if (target.endMs !== null && atMs >= target.endMs) return target.status === 'Succeeded' ? 'done' : 'failed'
  const begun = target.lifecycleEvents.filter((event) => hasBegun(event, atMs)).at(-1)
  return begun === undefined ? 'waiting' : PHASE_OF_EVENT[begun.name]
}

function hasBegun({ startMs }: LifecycleEventRecord, atMs: number): boolean {
  return startMs !== null && startMs <= atMs
}

/**
 * One phase for several targets: that of most of them, the earlier one when two are level. A failure is never hidden
 * behind a majority.
 */
export function phaseOfMost(phases: readonly Phase[]): Phase {
  if (phases.includes('failed')) return 'failed'
  const counts = PHASES.map((phase) => phases.filter((each) => each === phase).length)
  return PHASES[counts.indexOf(Math.max(...counts))] ?? 'waiting'
}

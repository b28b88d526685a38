import { type DeploymentRecord, lifecycleEventOf, type TargetRecord, type WaveRecord } from '@sim'
import type { TimedTarget } from './phase'

const GROUPS: Readonly<Record<WaveRecord['phase'], readonly string[]>> = {
  update: ['block', 'application', 'allow'],
  install: ['application'],
  reroute: ['allow'],
  block: ['block'],
}

/** What the targets of a wave did in it: a replacement is installed in one wave and rerouted in another. */
export function partsOfWave({ targets }: DeploymentRecord, wave: WaveRecord): TimedTarget[] {
  return targets
    .filter(({ instanceIndex }) => instanceIndex === null || wave.instanceIndexes.includes(instanceIndex))
    .map((target) => (wave.phase === 'update' ? target : partOf(target, wave.phase)))
}

function partOf(target: TargetRecord, phase: WaveRecord['phase']): TimedTarget {
  const lifecycleEvents = target.lifecycleEvents.filter(({ name }) =>
    GROUPS[phase].includes(lifecycleEventOf('Server', name).group),
  )
  const last = lifecycleEvents.findLast(({ endMs }) => endMs !== null)
  const hasFailed = lifecycleEvents.some(({ status }) => status === 'Failed') && target.status === 'Failed'
  const isOver = hasFailed || lifecycleEvents.every(({ endMs }) => endMs !== null)
  return {
    startMs: lifecycleEvents[0]?.startMs ?? null,
    endMs: isOver ? (last?.endMs ?? null) : null,
    status: hasFailed ? 'Failed' : isOver ? 'Succeeded' : 'InProgress',
    lifecycleEvents,
  }
}

/** `wave 2` in place, `install 1`, `reroute 1`, `block 1` in blue/green, each counted from 1; `events` of a service. */
export function waveLabel({ waves, computePlatform }: DeploymentRecord, waveIndex: number): string {
  if (computePlatform !== 'Server') return 'events'
  const phase = waves[waveIndex]?.phase ?? 'update'
  const number = waves.slice(0, waveIndex + 1).filter((wave) => wave.phase === phase).length
  return `${phase === 'update' ? 'wave' : phase} ${number}`
}

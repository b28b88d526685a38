import { type DeploymentRecord, formatCount, type WaveRecord } from '@sim'
import type { Paint, Tone } from '../terminal/terminal'
import type { TimeColumn } from './columns'
import { glyphsFor, type Phase } from './glyphs'
import { phaseOfMost, phaseOfTarget } from './phase'
import type { Row } from './table'
import { partsOfWave, waveLabel } from './wave-part'

/** More waves than this are shown as the first ones and the last ones. */
const WAVE_ROWS_MAX = 12
const LAST_WAVE_ROWS = 3

const TONES: Readonly<Record<Phase, Tone>> = {
  waiting: 'quiet',
  leaving: 'old',
  updating: 'warning',
  returning: 'new',
  done: 'good',
  failed: 'bad',
}

export interface WaveStyle {
  readonly hasUnicode: boolean
  readonly paint: Paint
}

/** One row a wave: its number, how many instances, what they did over time, and how it ended. */
export function waveRows(deployment: DeploymentRecord, columns: readonly TimeColumn[], style: WaveStyle): Row[] {
  const { waves } = deployment
  const rows = waves.map((wave, index) => waveRow(deployment, wave, index, columns, style))
  if (rows.length <= WAVE_ROWS_MAX) return rows
  const firstCount = WAVE_ROWS_MAX - LAST_WAVE_ROWS
  const hidden: Row = ['…', '', `${formatCount(rows.length - WAVE_ROWS_MAX)} more waves`]
  return [...rows.slice(0, firstCount), hidden, ...rows.slice(-LAST_WAVE_ROWS)]
}

function waveRow(
  deployment: DeploymentRecord,
  wave: WaveRecord,
  waveIndex: number,
  columns: readonly TimeColumn[],
  { hasUnicode, paint }: WaveStyle,
): Row {
  const targets = partsOfWave(deployment, wave)
  const phases = columns.map(({ fromMs, toMs }) => {
    const middleMs = Math.floor((fromMs + toMs) / 2)
    return phaseOfMost(targets.map((target) => phaseOfTarget(target, middleMs)))
  })
  const glyphs = glyphsFor(hasUnicode).phase
  const strip = runsOf(phases).map(({ phase, count }) => paint(TONES[phase], glyphs[phase].repeat(count)))
  const succeededCount = targets.filter(({ status }) => status === 'Succeeded').length
  const failedCount = targets.filter(({ status }) => status === 'Failed').length
  const ends = [
    ...(succeededCount > 0 ? [`${countWords(deployment, succeededCount)}succeeded`] : []),
    ...(failedCount > 0 ? [paint('bad', `${countWords(deployment, failedCount)}${failedWord(deployment)}`)] : []),
  ]
  return [
    waveLabel(deployment, waveIndex),
    deployment.computePlatform === 'Server' ? formatCount(wave.instanceIndexes.length) : '',
    strip.join(''),
    ends.join(', '),
  ]
}

/** The one event of a function or service that a stop has cut short did not fail by itself. */
function failedWord({ computePlatform, status }: DeploymentRecord): string {
  return computePlatform !== 'Server' && status === 'Stopped' ? 'stopped' : 'failed'
}

/** How many instances, before what became of them; a function or a service is one. */
function countWords({ computePlatform }: DeploymentRecord, count: number): string {
  return computePlatform === 'Server' ? `${formatCount(count)} ` : ''
}

/** Neighbours of one phase are painted together: one mark of colour instead of one a sign. */
function runsOf(phases: readonly Phase[]): { readonly phase: Phase; readonly count: number }[] {
  const runs: { phase: Phase; count: number }[] = []
  for (const phase of phases) {
    const last = runs.at(-1)
    if (last?.phase === phase) last.count++
    else runs.push({ phase, count: 1 })
  }
  return runs
}

import { ALL_TRAFFIC, counted, planDeployment } from '@sim'
import { plannedWaves } from './planned-waves'
import { readScenarioFiles } from './read'

export const GLYPH_WIDTH = 30
export const GLYPH_HEIGHT = 14

/** Share of the new revision, 0 to 1, after each wave or shift of the plan; empty when nothing can be updated. */
export type WaveSteps = readonly number[]

/** The steps by which a scenario plans to bring the new revision in; null when its file cannot be read. */
export function waveStepsOf(text: string): WaveSteps | null {
  const reading = readScenarioFiles([{ name: '', text }])
  if (!reading.ok) return null
  const plan = planDeployment(reading.scenario)
  if (plan === null) return []
  if (plan.shifts.length > 0) return plan.shifts.map(({ weightNewBasisPoints }) => weightNewBasisPoints / ALL_TRAFFIC)
  const sizes = plannedWaves(plan).find(({ phase }) => phase === 'update' || phase === 'reroute')?.sizes ?? []
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let updated = 0
  return sizes.map((size) => {
    updated += size
    return updated / total
  })
}

/** All of the traffic, basis points. */

/** What the icon stands for: the plan, and not what becomes of it. */
export function plannedWaveWords(steps: WaveSteps | null): string {
  if (steps === null) return 'This file cannot be read'
  return steps.length === 0 ? 'No wave can start' : `Planned: ${counted(steps.length, 'step')}`
}

/** The icon of a deployment: its waves as a tiny step chart from the old revision (below) to the new one (above). */
export function waveGlyphPath(steps: WaveSteps): string {
  const bottom = GLYPH_HEIGHT - 1.5
  const top = 1.5
  const stepWidth = (GLYPH_WIDTH - 8) / Math.max(steps.length, 1)
  const risers = steps.map((share, index) => {
    const x = round(4 + index * stepWidth)
    return `H${x}V${round(bottom - share * (bottom - top))}`
  })
  return `M0 ${bottom}${risers.join('')}H${GLYPH_WIDTH}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

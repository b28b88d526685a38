import { type TrackDefinition, tracksOf } from '@charts'
import type { RunResult } from '@sim'
import { sceneKindOf } from '../scene/scene-kind'

export interface PlacedTrack {
  readonly track: TrackDefinition
  /** From the top of the tracks. */
  readonly top: number
  readonly height: number
  /** Too low for scales and words: the curve alone is left. */
  readonly isSparkline: boolean
}

const SPARKLINE_HEIGHT = 18
/** A lower window gives up its detail in this order. */
const COLLAPSE_ORDER: readonly string[] = ['latency', 'requests', 'failures', 'capacity']
/** Of the tracks alone, in a window of 800 px. */
const USUAL_HEIGHT = 232
/** Tracks may be so much lower than they wish, and no more. */
const CROWDED = 1.15
/** And in a low window by this part of it. */
const LOWEST_STRETCH = 0.7
/** From the heights of the printed chart to those of a window in its design. */
const PRINT_TO_SCREEN = 0.42
const FAILURES_HEIGHT = 40
const BATCHES_PRINT_TO_SCREEN = 0.68

/** Shares the height of the timeline out to the tracks that the run has something to show on; they may need more of it. */
export function placeTracks(result: RunResult, height: number): PlacedTrack[] {
  const tracks = inOrderOfNeed(tracksOf(result))
  const wishes = tracks.map((track) => wishedHeight(track, result))
  const collapsed = new Set<string>()
  const total = () =>
    tracks.reduce((sum, track, at) => sum + (collapsed.has(track.id) ? SPARKLINE_HEIGHT : (wishes[at] ?? 0)), 0)
  // A window of its usual height scrolls; only a low one gives up detail.
  const isLow = height < USUAL_HEIGHT
  if (isLow) for (const id of COLLAPSE_ORDER) if (total() > height * CROWDED) collapsed.add(id)
  const fixed = collapsed.size * SPARKLINE_HEIGHT
  const stretch = Math.max(isLow ? LOWEST_STRETCH : 1 / CROWDED, (height - fixed) / Math.max(1, total() - fixed))
  let top = 0
  return tracks.map((track, at) => {
    const isSparkline = collapsed.has(track.id)
    const own = isSparkline ? SPARKLINE_HEIGHT : Math.floor((wishes[at] ?? 0) * stretch)
    const placed = { track, top, height: own, isSparkline }
    top += own
    return placed
  })
}

/** Alarms decide what becomes of a deployment: below the traffic they are in sight without scrolling. */
function inOrderOfNeed(tracks: readonly TrackDefinition[]): readonly TrackDefinition[] {
  const isAlarms = ({ id }: TrackDefinition) => id === 'alarms'
  const [first, ...rest] = tracks.filter((track) => !isAlarms(track))
  return first === undefined ? tracks : [first, ...tracks.filter(isAlarms), ...rest]
}

/** Tracks of rows and steps, whose printed heights are no measure for the screen. */
const OWN_HEIGHTS: Readonly<Record<string, (result: RunResult) => number>> = {
  deployments: () => 40,
  // As high when nothing fails: a low track would tell that of a hidden future.
  failures: () => FAILURES_HEIGHT,
  weight: (result) => (sceneKindOf(result) === 'alias' ? 58 : 40),
  environments: () => 40,
  'cold-starts': () => 36,
  hooks: () => 36,
  alarms: ({ alarms }) => 21 + Math.min(4, Math.max(1, alarms.length)) * 15,
}

function wishedHeight(track: TrackDefinition, result: RunResult): number {
  const own = OWN_HEIGHTS[track.id]
  if (own) return own(result)
  if (track.id === 'batches') return Math.min(78, Math.max(38, track.height(result) * BATCHES_PRINT_TO_SCREEN))
  return track.height(result) * PRINT_TO_SCREEN
}

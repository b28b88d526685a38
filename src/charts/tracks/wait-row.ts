import { isToInstances, type Ms, type PhaseRecord, type RunResult } from '@sim'
import { perResult } from '../per-result'
import type { TrackBox, TrackFrame } from './drawing'

/** Phases in which no instance has anything to do: a clock or a person decides when they end. */
const WAITS: readonly string[] = ['wait-ready', 'shift-weights', 'wait-termination']

/** In a lower box its words would be struck through by its outline. */
const WORDS_HEIGHT_MIN = 10

interface Wait {
  readonly label: string
  readonly startMs: Ms
  readonly endMs: Ms
}

/** The waits of all deployments to instances that took time. */
export const waitsOf = perResult((result): readonly Wait[] =>
  result.deployments
    .filter(isToInstances)
    .flatMap(({ phases }) => phases.filter(({ kind }) => WAITS.includes(kind)))
    .map(({ label, startMs, endMs }: PhaseRecord) => ({ label, startMs, endMs: endMs ?? result.endedAtMs }))
    .filter(({ startMs, endMs }) => endMs > startMs),
)

/** The waits as outlined boxes of one row, each with its name where there is room. */
export function waitBoxes(result: RunResult, frame: TrackFrame, middle: number, height: number): TrackBox[] {
  return waitsOf(result).flatMap(({ label, startMs, endMs }): TrackBox[] => {
    if (endMs <= frame.fromMs || startMs >= frame.toMs) return []
    const x = frame.x(Math.max(startMs, frame.fromMs))
    const width = frame.x(Math.min(endMs, frame.toMs)) - x
    const y = middle - height / 2
    const words = height < WORDS_HEIGHT_MIN ? [] : [label]
    return [
      {
        x,
        y,
        width,
        height,
        role: 'quiet',
        texture: 'outline',
        strength: 1,
        label,
        words,
        fromMs: startMs,
        toMs: endMs,
      },
    ]
  })
}

export interface Sample {
  readonly x: number
  readonly value: number
}

export interface Stretch {
  /** Where words may stand: in the stretch, but near its beginning, where a reader looks first. */
  readonly x: number
  /** Index of the sample there. */
  readonly index: number
}

/** A stretch counts as thick where it has this share of the greatest value. */
const THICK_SHARE = 0.6
/** Words begin no further than this from the left of their stretch, pixels. */
const INDENT_MAX = 90

/** The longest stretch over which a value stays near its greatest, for words about it; null when it is always 0. */
export function longestStretch(samples: readonly Sample[]): Stretch | null {
  const max = Math.max(0, ...samples.map(({ value }) => value))
  if (max === 0) return null
  let best = { fromX: 0, toX: -1 }
  let fromX: number | null = null
  for (const { x, value } of samples) {
    if (value >= max * THICK_SHARE) {
      fromX ??= x
      if (x - fromX > best.toX - best.fromX) best = { fromX, toX: x }
    } else {
      // A value holds until the next sample, so the stretch ends here and not at the sample before.
      if (fromX !== null && x - fromX > best.toX - best.fromX) best = { fromX, toX: x }
      fromX = null
    }
  }
  const x = best.fromX + Math.min(INDENT_MAX, (best.toX - best.fromX) / 2)
  return {
    x,
    index: Math.max(
      0,
      samples.findLastIndex((sample) => sample.x <= x),
    ),
  }
}

/** The longest stretch over which a value stands still above 0, for words that give its number; null when it never does. */
export function longestLevel(samples: readonly Sample[]): Stretch | null {
  let best: Stretch | null = null
  let bestWidth = 0
  let start = 0
  samples.forEach(({ x, value }, index) => {
    const first = samples[start]
    const before = samples[index - 1]
    // A value holds until the next sample, so a stretch ends where that one is.
    if (first && before && before.value > 0 && x - first.x > bestWidth) {
      bestWidth = x - first.x
      best = { x: first.x + Math.min(INDENT_MAX, bestWidth / 2), index: start }
    }
    if (value !== before?.value) start = index
  })
  return best
}

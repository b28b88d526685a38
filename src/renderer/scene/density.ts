/** How much of an instance is drawn, from most to least. */
export const DENSITY_LEVELS = ['cell', 'chip', 'dot', 'tile'] as const
export type DensityLevel = (typeof DENSITY_LEVELS)[number]

/** Least space in pixels that an instance needs at a level. */
const SPACE_MIN: Readonly<Record<DensityLevel, number>> = { cell: 44, chip: 26, dot: 7, tile: 0 }

/** A level is left only when the space is this much beyond its bound, so that resizing does not flicker between two. */
const HYSTERESIS = 0.1

/** Space in pixels that each instance would get at each level (a cell needs room for words below it). */
export type SpaceByLevel = Readonly<Record<DensityLevel, number>>

/**
 * The level for the space that there is: the glyph follows the space of an instance, not the number of instances.
 * `previous` is the level that is on the screen now.
 */
export function densityLevel(space: SpaceByLevel, previous: DensityLevel | null): DensityLevel {
  for (const level of DENSITY_LEVELS) {
    if (space[level] >= SPACE_MIN[level] * marginOf(level, previous)) return level
  }
  return 'tile'
}

/** Above 1: harder to enter from below; under 1: harder to leave. */
function marginOf(level: DensityLevel, previous: DensityLevel | null): number {
  if (previous === null) return 1
  return DENSITY_LEVELS.indexOf(level) < DENSITY_LEVELS.indexOf(previous) ? 1 + HYSTERESIS : 1 - HYSTERESIS
}

/** A4 landscape at 1440 by 1018 pixels, the frame that every part of the printed chart is placed in. */
export const PAGE = { width: 1440, height: 1018 } as const

export const LEFT = 60
export const RIGHT = 1380
/** The plots: between the names of the tracks and their scales. */
export const PLOT_LEFT = 210
export const PLOT_RIGHT = 1312
export const PLOT_WIDTH = PLOT_RIGHT - PLOT_LEFT

/** Fixed lines of the page, from the top. */
export const TITLE_BASELINE = 71
export const SUBTITLE_BASELINE = 97
export const LINE_HEIGHT = 19
export const HEADER_RULE = 138
export const LEGEND_MIDDLE = 157
export const LEGEND_RULE = 176
export const DISC_MIDDLE = 194
export const TRACKS_TOP = 210

/** Fixed lines, from the bottom. */
export const FOOTER_RULE = 953
export const FOOTER_BASELINE = 979

/** From the bottom of the tracks to the rule above the notes: the time axis and its labels. */
const AXIS_SPACE = 44
const TRACK_GAP = 20
const TRACK_HEIGHT_MIN = 26

export interface Band {
  readonly top: number
  readonly height: number
}

export interface PageLayout {
  /** One band a track, in their order. */
  readonly bands: readonly Band[]
  /** The time axis. */
  readonly axisY: number
  readonly notesRule: number
}

/** Shares the height between the tracks: as tall as they like where there is room, all smaller alike where there is not. */
export function pageLayout(wantedHeights: readonly number[], notesHeight: number): PageLayout {
  const notesRule = FOOTER_RULE - notesHeight
  const axisY = notesRule - AXIS_SPACE
  const free = axisY - TRACKS_TOP - TRACK_GAP * wantedHeights.length
  const scale = free / Math.max(1, sumOf(wantedHeights))
  let top = TRACKS_TOP
  const bands = wantedHeights.map((wanted): Band => {
    const height = Math.max(TRACK_HEIGHT_MIN, wanted * scale)
    const band = { top, height }
    top += height + TRACK_GAP
    return band
  })
  return { bands, axisY, notesRule }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

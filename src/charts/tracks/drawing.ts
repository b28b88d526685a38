import type { Ms, RunResult } from '@sim'

/** What a shape stands for. Each renderer turns roles into its own colours; shape and texture carry the same meaning. */
export type TrackRole = 'v1' | 'v2' | 'fail' | 'warn' | 'fault' | 'ink' | 'quiet'

/**
 * How a surface is filled: `solid` v1, `hatch` (rising) v2, `counterHatch` (falling) failures, `levels` draining,
 * `tint` a script at work, `outline` waiting, `shade` the space under a neutral line.
 */
export type TrackTexture = 'solid' | 'hatch' | 'counterHatch' | 'levels' | 'tint' | 'outline' | 'shade'

/** Where a track is drawn: from (0, 0) at its top left, in pixels. */
export interface TrackFrame {
  /** Time to a horizontal position; increasing, `fromMs` is at 0 and `toMs` at `width`. */
  readonly x: (tMs: Ms) => number
  readonly width: number
  readonly height: number
  /** The part of the run that is shown. */
  readonly fromMs: Ms
  readonly toMs: Ms
}

export interface TrackArea {
  /** SVG path data of a closed surface. */
  readonly d: string
  readonly role: TrackRole
  readonly texture: TrackTexture
  /** 0 to 1: how strong a tint is; 1 for every other texture. */
  readonly strength: number
}

export interface TrackLine {
  /** SVG path data. */
  readonly d: string
  readonly role: TrackRole
  readonly width: number
  /** SVG dash pattern; null for a solid line. */
  readonly dash: string | null
}

/**
 * `disc` with a cross: a failure; `diamond`: a fault; `act`: what a person did; `stop`: a row that ends without success. Of deployments: `circle` a
 * beginning, `turn` that of a rollback, `square` a v1 success, `dot` a v2 success, `cross` any other end. Of alarms: `ring`
 * a datapoint that is fine, `warning` (a plain diamond) one that breaches, `dashedRing` one that is missing.
 */
export type TrackMarkShape =
  | 'disc'
  | 'diamond'
  | 'circle'
  | 'act'
  | 'turn'
  | 'square'
  | 'dot'
  | 'cross'
  | 'stop'
  | 'ring'
  | 'warning'
  | 'dashedRing'
  | 'notice'

export interface TrackMark {
  readonly x: number
  readonly y: number
  readonly shape: TrackMarkShape
  readonly role: TrackRole
  /** What happened, in words. */
  readonly label: string
  readonly atMs: Ms
}

/** A span of time with a height: a phase of a wave, a deployment. */
export interface TrackBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly role: TrackRole
  /** The role until `toMs`, where how it ends changes the role. */
  readonly roleUntilEnd?: TrackRole
  readonly texture: TrackTexture
  /** 0 to 1, as for areas. */
  readonly strength: number
  /** What it is, in words. */
  readonly label: string
  /** Words that may stand inside it, the longest first; a renderer takes the first that fits. */
  readonly words: readonly string[]
  readonly fromMs: Ms
  readonly toMs: Ms
}

export interface TrackTick {
  readonly y: number
  readonly label: string
  readonly role: TrackRole
  /** Whether a hairline crosses the track at this value. */
  readonly hasLine: boolean
}

/** Words that belong beside a curve; a renderer places them near the point where they find room, or leaves them out. */
export interface TrackNote {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly role: TrackRole
  /** `inside` a surface, `above` every curve of the track, `near` the point, or to the `right` of it on the same height. */
  readonly place: 'inside' | 'above' | 'near' | 'right'
}

/** The name of a row inside a track (a wave), to the left of it. */
export interface TrackRow {
  readonly y: number
  readonly label: string
  readonly role: TrackRole
  /** Before this nobody could know that there would be such a row. */
  readonly fromMs: Ms
}

/** A track without colours, fonts or DOM: what the printed chart and the window both draw. */
export interface TrackDrawing {
  readonly areas: readonly TrackArea[]
  readonly lines: readonly TrackLine[]
  readonly boxes: readonly TrackBox[]
  readonly marks: readonly TrackMark[]
  readonly ticks: readonly TrackTick[]
  readonly notes: readonly TrackNote[]
  readonly rows: readonly TrackRow[]
}

export const EMPTY_DRAWING: TrackDrawing = {
  areas: [],
  lines: [],
  boxes: [],
  marks: [],
  ticks: [],
  notes: [],
  rows: [],
}

/** One value at the playhead, with its words. */
export interface TrackReading {
  readonly text: string
  readonly role: TrackRole
}

export interface TrackDefinition {
  readonly id: string
  readonly label: string
  /** What the scale counts, in words, for the line under the label. */
  readonly unit: string
  /** The time that a reading covers, where its unit does not say so. */
  readonly readingSpan?: string
  /** Whether the top of the scale is a peak of the run, which a hidden future must not tell. */
  readonly isScaleFromRun: boolean
  /** Whether this run has anything to show on it: the alarms of a run with alarms, instances where there are some. */
  readonly applies: (result: RunResult) => boolean
  /** Height in the printed chart, pixels; a window scales all of them alike. */
  readonly height: (result: RunResult) => number
  readonly draw: (result: RunResult, frame: TrackFrame) => TrackDrawing
  /** The values at a time, most important first, failures before all; empty when there is nothing to read. */
  readonly read: (result: RunResult, tMs: Ms) => readonly TrackReading[]
  /** What came together in a stretch of time, as phrases: sums, percentiles of all its answers, lowest and last values. */
  readonly readSpan: (result: RunResult, fromMs: Ms, toMs: Ms) => readonly string[]
}

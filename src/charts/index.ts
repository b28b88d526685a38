/** The door of the charts: recording to pictures and tables, without DOM and without Node. */

export { seriesCsv } from './series-csv'
export { type TimelineChartOptions, timelineChart } from './timeline/timeline-chart'
export { TRACKS, trackSpans, tracksOf } from './tracks'
export type {
  TrackArea,
  TrackBox,
  TrackDefinition,
  TrackDrawing,
  TrackFrame,
  TrackLine,
  TrackMark,
  TrackMarkShape,
  TrackNote,
  TrackReading,
  TrackRole,
  TrackRow,
  TrackTexture,
  TrackTick,
} from './tracks/drawing'

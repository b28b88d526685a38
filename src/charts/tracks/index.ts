import type { Ms, RunResult } from '@sim'
import { alarmsTrack } from './alarms'
import { batchesTrack } from './batches'
import { capacityTrack } from './capacity'
import { coldStartsTrack } from './cold-starts'
import { deploymentsTrack } from './deployments'
import type { TrackDefinition } from './drawing'
import { environmentsTrack } from './environments'
import { failuresTrack } from './failures'
import { hooksTrack } from './hooks'
import { latencyTrack } from './latency'
import { requestsTrack } from './requests'
import { weightTrack } from './weight'

/** Every track that shares the time axis, from top to bottom; the printed chart and the window draw the same ones. */
export const TRACKS: readonly TrackDefinition[] = [
  weightTrack,
  requestsTrack,
  batchesTrack,
  environmentsTrack,
  coldStartsTrack,
  failuresTrack,
  latencyTrack,
  capacityTrack,
  hooksTrack,
  alarmsTrack,
  deploymentsTrack,
]

/** The tracks that this run has something to show on: a run without a deployment has no batches. */
export function tracksOf(result: RunResult): readonly TrackDefinition[] {
  return TRACKS.filter((track) => track.applies(result))
}

/** What came together in a stretch of time on every used track, in words. */
export function trackSpans(
  result: RunResult,
  fromMs: Ms,
  toMs: Ms,
): readonly { readonly trackId: string; readonly phrases: readonly string[] }[] {
  return tracksOf(result).map((track) => ({ trackId: track.id, phrases: track.readSpan(result, fromMs, toMs) }))
}

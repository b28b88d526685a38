import { useSyncExternalStore } from 'react'
import { player } from '../playback/player'
import type { TimeAxis } from './time-axis'

/** The stretch that playback repeats. */
export function LoopBand({ axis }: { readonly axis: TimeAxis }) {
  const loop = useSyncExternalStore(player.onChange, player.loop)
  if (!loop) return null
  const left = Math.max(0, axis.x(loop.fromMs))
  const width = Math.min(axis.width, axis.x(loop.toMs)) - left
  return width > 0 ? <div className="timeline-loop" style={{ left, width }} /> : null
}

import { type FleetFrame, fleetAt, type RunResult } from '@sim'
import { resultOf, useStore } from './store'

let last: { result: RunResult; tMs: number; frame: FleetFrame } | null = null

/** `fleetAt`, remembered for the last moment asked: header, inspector and live region ask for the same one. */
export function frameAt(result: RunResult, tMs: number): FleetFrame {
  if (last?.result !== result || last.tMs !== tMs) last = { result, tMs, frame: fleetAt(result, tMs) }
  return last.frame
}

export interface PlayheadView {
  readonly result: RunResult
  readonly tMs: number
  readonly frame: FleetFrame
}

/** The visible run at the playhead (at most ten times a second); null before the first run. */
export function usePlayhead(): PlayheadView | null {
  const result = useStore(resultOf)
  const playheadMs = useStore((state) => state.playheadMs)
  if (!result) return null
  const tMs = Math.min(playheadMs, result.endedAtMs)
  return { result, tMs, frame: frameAt(result, tMs) }
}

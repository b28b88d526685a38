import { chaptersOf, type RunResult } from '@sim'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { player } from '../playback/player'
import { useStore } from '../state/store'
import { formatClock } from '../text/format'
import { chapterIndexAt } from './Chapters'
import { hover } from './hover'
import type { TimeAxis } from './time-axis'
import { panBy, zoomAround } from './view'

interface ScrubberProps {
  readonly result: RunResult
  readonly axis: TimeAxis
}

const BIG_STEP_S = 10
/** A loop shorter than this was a click. */
const LOOP_MS_MIN = 500

/**
 * The surface of the timeline: drag scrubs, Alt drag makes a loop, the wheel zooms around the pointer (with Shift, or
 * sideways, it pans). For assistive technology it is the slider of the playhead.
 */
export function Scrubber({ result, axis }: ScrubberProps) {
  const surface = useRef<HTMLDivElement>(null)
  const drag = useRef<{ readonly startMs: number; readonly isLoop: boolean; readonly wasPlaying: boolean } | null>(null)
  const playheadMs = useStore((state) => state.playheadMs)
  useWheel(surface, axis)

  const timeAt = (event: PointerEvent): number =>
    axis.tMs(event.clientX - event.currentTarget.getBoundingClientRect().left)

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { startMs: timeAt(event), isLoop: event.altKey, wasPlaying: player.isPlaying() }
    if (event.altKey) return
    player.pause()
    player.seek(timeAt(event))
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    hover.set(timeAt(event))
    if (!drag.current) return
    const tMs = timeAt(event)
    if (!drag.current.isLoop) player.seek(tMs)
    else if (Math.abs(tMs - drag.current.startMs) >= LOOP_MS_MIN) player.setLoop(ordered(drag.current.startMs, tMs))
  }

  function onDragEnd(): void {
    if (drag.current?.wasPlaying && !drag.current.isLoop) player.play()
    drag.current = null
  }

  return (
    <div
      ref={surface}
      className="timeline-scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round(result.endedAtMs / 1_000)}
      aria-valuenow={Math.round(playheadMs / 1_000)}
      aria-valuetext={useValueText(result, playheadMs)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => hover.set(null)}
      onLostPointerCapture={onDragEnd}
      onKeyDown={onKeyDown}
    />
  )
}

/** What a slider must understand beside the keys of the whole window. */
function onKeyDown(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: 1,
    ArrowDown: -1,
    PageUp: BIG_STEP_S,
    PageDown: -BIG_STEP_S,
  }
  const seconds = steps[event.key]
  if (seconds === undefined) return
  event.preventDefault()
  player.stepSeconds(seconds)
}

function useValueText(result: RunResult, playheadMs: number): string {
  const chapters = useMemo(() => chaptersOf(result), [result])
  const chapter = chapters[chapterIndexAt(chapters, playheadMs)]
  return chapter ? `${formatClock(playheadMs)}, ${chapter.title}` : formatClock(playheadMs)
}

/** React listens to wheels passively; zooming must keep the page from scrolling. */
function useWheel(surface: React.RefObject<HTMLDivElement | null>, axis: TimeAxis): void {
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)
      const msPerPixel = (axis.toMs - axis.fromMs) / axis.width
      if (isSideways) panBy((event.deltaX || event.deltaY) * msPerPixel)
      else {
        const x = event.clientX - element.getBoundingClientRect().left
        zoomAround(axis.tMs(x), Math.exp(-event.deltaY * 0.0022))
      }
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [surface, axis])
}

function ordered(a: number, b: number): { fromMs: number; toMs: number } {
  return { fromMs: Math.min(a, b), toMs: Math.max(a, b) }
}

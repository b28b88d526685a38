import type { RunResult } from '@sim'
import { type UIEvent, useMemo, useRef, useState } from 'react'
import { useElementSize } from '../scene/use-element-size'
import { resultOf, useStore } from '../state/store'
import { Chapters } from './Chapters'
import { HeightHandle } from './HeightHandle'
import { HoverLine } from './HoverLine'
import { LoopBand } from './LoopBand'
import { Patterns } from './Patterns'
import { Playhead } from './Playhead'
import { Readings } from './Readings'
import { Ruler } from './Ruler'
import { Scrubber } from './Scrubber'
import { TableView } from './TableView'
import { TrackEvents } from './TrackEvents'
import { TrackPlot } from './TrackPlot'
import { TrackScale } from './TrackScale'
import { timeAxis } from './time-axis'
import { placeTracks } from './track-heights'
import { useTimelineView, visibleRange } from './view'
import './timeline.css'

const CHAPTERS_HEIGHT = 24
const RULER_HEIGHT = 20
const HEAD_HEIGHT = CHAPTERS_HEIGHT + RULER_HEIGHT
const LABEL_WIDTH = 150
const SCALE_WIDTH = 64

/** The whole run on one time axis. The part after the playhead is veiled: it has been computed already. */
export function Timeline() {
  const result = useStore(resultOf)
  const height = useTimelineView((view) => view.height)
  const isTableOpen = useTimelineView((view) => view.isTableOpen)
  const section = useRef<HTMLElement>(null)
  const size = useElementSize(section)
  return (
    <section className="timeline" aria-label="Timeline" ref={section} style={{ height: height ?? undefined }}>
      <HeightHandle height={size?.height ?? 0} />
      {result && isTableOpen && <TableView result={result} />}
      {result && !isTableOpen && size && <Tracks result={result} width={size.width} height={size.height} />}
    </section>
  )
}

interface TracksProps {
  readonly result: RunResult
  readonly width: number
  readonly height: number
}

function Tracks({ result, width, height }: TracksProps) {
  const range = useTimelineView((view) => view.range)
  const future = useStore((state) => state.future)
  const plotWidth = Math.max(80, width - LABEL_WIDTH - SCALE_WIDTH)
  const axis = useMemo(() => {
    const { fromMs, toMs } = visibleRange(range, result.endedAtMs)
    return timeAxis(fromMs, toMs, plotWidth)
  }, [range, result, plotWidth])

  const placed = useMemo(() => placeTracks(result, height - HEAD_HEIGHT), [result, height])
  const last = placed.at(-1)
  const isScrolling = (last?.top ?? 0) + (last?.height ?? 0) > height - HEAD_HEIGHT
  const [scrollTop, setScrollTop] = useState(0)
  const top = { offset: HEAD_HEIGHT - (isScrolling ? scrollTop : 0), from: HEAD_HEIGHT, to: height }
  return (
    <div className={`timeline-frame is-future-${future}`}>
      <Patterns />
      <Chapters result={result} axis={axis} />
      <Ruler axis={axis} />
      <section
        className="timeline-tracks scrolls"
        aria-label="Tracks"
        tabIndex={isScrolling ? 0 : undefined}
        onScroll={(event: UIEvent<HTMLElement>) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <Readings result={result} placed={placed} />
        <div className="timeline-plots">
          {placed.map((each) => (
            <TrackPlot key={each.track.id} result={result} placed={each} axis={axis} />
          ))}
        </div>
        <div className="timeline-scales">
          {placed.map((each) => (
            <TrackScale key={each.track.id} result={result} placed={each} axis={axis} />
          ))}
        </div>
      </section>
      <div className="timeline-overlay">
        <LoopBand axis={axis} />
        <Scrubber result={result} axis={axis} />
        <TrackEvents result={result} placed={placed} axis={axis} top={top} />
        <Playhead axis={axis} />
        <HoverLine result={result} placed={placed} axis={axis} top={top} />
      </div>
    </div>
  )
}

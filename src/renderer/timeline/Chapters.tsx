import { type Chapter, chaptersOf, type RunResult } from '@sim'
import { memo, useMemo } from 'react'
import { player } from '../playback/player'
import { useStore } from '../state/store'
import { formatClock } from '../text/format'
import type { TimeAxis } from './time-axis'

interface ChaptersProps {
  readonly result: RunResult
  readonly axis: TimeAxis
}

/** The run in named stretches; the one at the playhead stands out, a click goes to its start. */
export function Chapters({ result, axis }: ChaptersProps) {
  const chapters = useMemo(() => chaptersOf(result), [result])
  const activeIndex = useStore((state) => chapterIndexAt(chapters, state.playheadMs))
  return (
    <nav className="timeline-chapters" aria-label="Chapters">
      <span className="timeline-chapters-title" aria-hidden="true">
        Chapters
      </span>
      <div className="timeline-chapters-line">
        {chapters.map((chapter, index) => (
          <ChapterButton
            key={chapter.startMs}
            chapter={chapter}
            number={index + 1}
            axis={axis}
            isActive={index === activeIndex}
          />
        ))}
      </div>
    </nav>
  )
}

/** WCAG 2.2, target size (minimum), in pixels. */
const TARGET_WIDTH_MIN = 24

/** Of the axis: a name that is wider than its chapter grows to the left from here on. */
const RIGHT_PART = 0.7

interface ChapterButtonProps {
  readonly chapter: Chapter
  readonly number: number
  readonly axis: TimeAxis
  readonly isActive: boolean
}

const ChapterButton = memo(function ChapterButton({ chapter, number, axis, isActive }: ChapterButtonProps) {
  const left = Math.max(0, axis.x(chapter.startMs))
  const width = Math.min(axis.width, axis.x(chapter.endMs)) - left - 2
  if (width < 3 && !isActive) return null
  const className = isActive ? 'timeline-chapter is-active' : 'timeline-chapter'
  // Too narrow to be hit for sure: shown, and reached with [ and ] or by scrubbing.
  if (width < TARGET_WIDTH_MIN && !isActive) return <span className={className} style={{ left, width }} />
  return (
    <button
      type="button"
      className={className}
      aria-current={isActive ? 'step' : undefined}
      aria-label={`${number} ${chapter.title}, from ${formatClock(chapter.startMs)}`}
      title={chapter.title}
      style={isActive && left > axis.width * RIGHT_PART ? { right: axis.width - left - width, width } : { left, width }}
      onClick={() => player.seek(chapter.startMs)}
    >
      <span className="timeline-chapter-number">{number}</span>{' '}
      {(width > 52 || isActive) && <span className="timeline-chapter-title">{chapter.title}</span>}
    </button>
  )
})

/** The chapter that holds a moment: its start belongs to it, its end to the next. */
export function chapterIndexAt(chapters: readonly Chapter[], tMs: number): number {
  return chapters.findLastIndex(({ startMs }) => startMs <= tMs)
}

import type { TrackArea, TrackBox, TrackDrawing, TrackRole, TrackTexture } from '@charts'
import type { RunResult } from '@sim'
import { memo, useMemo } from 'react'
import { useStore } from '../state/store'
import { TEXTURE_ID } from './Patterns'
import type { TimeAxis } from './time-axis'
import type { PlacedTrack } from './track-heights'

/** Space above and below the curve, so that its stroke is not cut. */
export const PLOT_PADDING = 5

interface TrackPlotProps {
  readonly result: RunResult
  readonly placed: PlacedTrack
  readonly axis: TimeAxis
}

/** One track, drawn once for a run, a zoom and a size: playing does not touch it. */
export const TrackPlot = memo(function TrackPlot({ result, placed, axis }: TrackPlotProps) {
  const drawing = useTrackDrawing(result, placed, axis)
  return (
    <svg
      className={`timeline-plot timeline-plot-${placed.track.id}`}
      width={axis.width}
      height={placed.height}
      viewBox={`0 0 ${axis.width} ${placed.height}`}
      aria-hidden="true"
    >
      <g transform={`translate(0 ${PLOT_PADDING})`}>
        {drawing.areas.map((area) => (
          <Area key={`${area.role} ${area.texture} ${area.d.slice(0, 40)}`} area={area} />
        ))}
        {drawing.lines.map((line) => (
          <path
            key={`${line.role} ${line.dash} ${line.d.slice(0, 40)}`}
            className={`timeline-line timeline-role-${line.role}`}
            d={line.d}
            strokeWidth={line.width}
            strokeDasharray={line.dash ?? undefined}
          />
        ))}
        {drawing.boxes.map((box) => (
          <TimelineBox key={`${box.fromMs} ${box.toMs} ${box.y} ${box.label}`} box={box} />
        ))}
        {placed.track.id === 'deployments' &&
          drawing.boxes.map((box) => <DeploymentLabel key={box.fromMs} box={box} />)}
        {placed.track.id !== 'deployments' &&
          drawing.boxes.map((box) => (
            <BoxWords
              key={`${box.fromMs} ${box.y} ${box.label}`}
              box={box}
              hasMark={drawing.marks.some(({ atMs, y }) => atMs === box.fromMs && isBeside(y, box))}
            />
          ))}
      </g>
    </svg>
  )
})

/** What the track draws into its place on the screen. */
export function useTrackDrawing(result: RunResult, placed: PlacedTrack, axis: TimeAxis): TrackDrawing {
  const { track, height } = placed
  return useMemo(
    () =>
      track.draw(result, {
        x: axis.x,
        width: axis.width,
        height: Math.max(6, height - 2 * PLOT_PADDING),
        fromMs: axis.fromMs,
        toMs: axis.toMs,
      }),
    [track, height, result, axis],
  )
}

function Area({ area }: { readonly area: TrackArea }) {
  const isPlain = area.texture === 'solid' || area.texture === 'shade' || area.texture === 'tint'
  return (
    <path
      className={`timeline-area timeline-role-${area.role} timeline-texture-${area.texture}`}
      d={area.d}
      fill={isPlain ? 'currentColor' : fillOf(area.role, area.texture)}
    />
  )
}

/** The colour of a box at the playhead: how it ends is not told before it has ended. */
function useRoleAtPlayhead({ role, roleUntilEnd = role, toMs }: TrackBox): TrackRole {
  return useStore((state) => (state.playheadMs >= toMs ? role : roleUntilEnd))
}

function TimelineBox({ box }: { readonly box: TrackBox }) {
  const { x, y, width, height, texture, strength } = box
  const role = useRoleAtPlayhead(box)
  return (
    <rect
      className={`timeline-box timeline-role-${role} timeline-texture-${texture}`}
      x={x}
      y={y}
      width={Math.max(0.5, width - 1)}
      height={height}
      rx={Math.min(2, height / 3)}
      fill={fillOf(role, texture)}
      fillOpacity={texture === 'tint' ? strength : undefined}
    />
  )
}

/** Mean advance of a letter at the size of these labels. */
const LETTER_WIDTH = 6

/** Kept free for the marks at both edges of a box. */
const MARK_ROOM = 17

/** What a deployment is called, where its box has room for it; how it will end is not told from its beginning. */
function DeploymentLabel({ box }: { readonly box: TrackBox }) {
  const role = useRoleAtPlayhead(box)
  const name = box.label.replace(/ \w+$/, '')
  if (name.length * LETTER_WIDTH + 2 * MARK_ROOM > box.width) return null
  return (
    <text className={`timeline-box-label timeline-role-${role}`} x={box.x + MARK_ROOM} y={box.y + box.height / 2 + 3.8}>
      {name}
    </text>
  )
}

function isBeside(y: number, box: TrackBox): boolean {
  return y >= box.y && y <= box.y + box.height
}

interface BoxWordsProps {
  readonly box: TrackBox
  /** Whether a mark covers the left edge of the box. */
  readonly hasMark: boolean
}

/** The longest of the words that find room inside a box, where it is high enough to be read in; on a plate over a texture. */
function BoxWords({ box, hasMark }: BoxWordsProps) {
  const { words, x, y, width, height, texture } = box
  const role = useRoleAtPlayhead(box)
  const inset = hasMark ? HALF_MARK : 1
  const text = words.find((each) => each.length * LETTER_WIDTH + inset + 2 * PLATE_PADDING <= width)
  if (text === undefined || height < WORDS_HEIGHT_MIN) return null
  const hasPlate = texture !== 'outline'
  return (
    <g className={texture === 'counterHatch' ? 'timeline-plate-solid' : 'timeline-plate'}>
      {hasPlate && (
        <rect
          className={`timeline-role-${role}`}
          x={x + inset}
          y={y + 1}
          width={text.length * LETTER_WIDTH + 2 * PLATE_PADDING - 2}
          height={Math.max(0, height - 2)}
          rx="2"
        />
      )}
      <text
        className={`timeline-box-label timeline-role-${role}`}
        x={x + inset + PLATE_PADDING - 1}
        y={y + height / 2 + 3.8}
      >
        {text}
      </text>
    </g>
  )
}

const HALF_MARK = 7
const PLATE_PADDING = 4

const WORDS_HEIGHT_MIN = 11

function fillOf(role: TrackRole, texture: TrackTexture): string {
  if (texture === 'outline') return 'none'
  if (texture === 'hatch' || texture === 'counterHatch' || texture === 'levels')
    return `url(#${TEXTURE_ID}-${texture}-${role})`
  return 'currentColor'
}

import { formatCount } from '../../text/format'
import './arithmetic.css'

interface HealthArithmeticProps {
  readonly targetCount: number
  readonly requiredCount: number
  /** Instances that are, or would have to be, out of service. */
  readonly outCount: number
  readonly outLabel: string
  /** True: those out have failed; false: they would be taken out. */
  readonly isFailure: boolean
}

const WIDTH = 360
const PITCH_MAX = 24
/** Below this a cell is no longer seen as one: the fleet is drawn as two bars. */
const CELL_PITCH_MIN = 3
/** Room for the words below a bracket of one cell. */
const LABEL_WIDTH = 130

/** Minimum healthy hosts as cells and two brackets: what is out on the left, what must stay on the right. */
export function HealthArithmetic(props: HealthArithmeticProps) {
  const { targetCount, requiredCount, outCount, outLabel, isFailure } = props
  const pitch = Math.min(PITCH_MAX, WIDTH / Math.max(targetCount, 1))
  const shown = Math.min(requiredCount, targetCount)
  const width = pitch * targetCount
  const drawingWidth = Math.max(width, LABEL_WIDTH)
  return (
    <svg
      className="arithmetic"
      width={drawingWidth}
      height="84"
      viewBox={`0 0 ${drawingWidth} 84`}
      role="img"
      aria-label={`${formatCount(outCount)} ${outLabel}, ${formatCount(requiredCount)} of ${formatCount(targetCount)} required`}
    >
      {pitch < CELL_PITCH_MIN ? (
        <ArithmeticBars outWidth={outCount * pitch} width={width} isFailure={isFailure} />
      ) : (
        Array.from({ length: targetCount }, (_, index) => index).map((index) => (
          <ArithmeticCell key={index} x={index * pitch} pitch={pitch} isOut={index < outCount} isFailure={isFailure} />
        ))
      )}
      {outCount > 0 && (
        <Bracket
          className="arithmetic-out"
          fromX={0}
          toX={outCount * pitch}
          y={32}
          text={`${formatCount(outCount)} ${outLabel}`}
        />
      )}
      <Bracket
        className="arithmetic-required"
        fromX={width - shown * pitch}
        toX={width}
        y={60}
        text={`${formatCount(requiredCount)} required`}
      />
    </svg>
  )
}

interface ArithmeticBarsProps {
  readonly outWidth: number
  readonly width: number
  readonly isFailure: boolean
}

function ArithmeticBars({ outWidth, width, isFailure }: ArithmeticBarsProps) {
  return (
    <>
      <rect className={outClass(isFailure)} x={0} y={4} width={outWidth} height={16} rx={2} />
      <rect className="arithmetic-cell" x={outWidth} y={4} width={Math.max(0, width - outWidth)} height={16} rx={2} />
    </>
  )
}

function outClass(isFailure: boolean): string {
  return isFailure ? 'arithmetic-cell-failed' : 'arithmetic-cell-out'
}

interface ArithmeticCellProps {
  readonly x: number
  readonly pitch: number
  readonly isOut: boolean
  readonly isFailure: boolean
}

function ArithmeticCell({ x, pitch, isOut, isFailure }: ArithmeticCellProps) {
  const size = pitch * 0.7
  const className = isOut ? outClass(isFailure) : 'arithmetic-cell'
  const center = x + pitch / 2
  return (
    <>
      <rect className={className} x={center - size / 2} y={12 - size / 2} width={size} height={size} rx={size * 0.2} />
      {isOut && isFailure && pitch >= 10 && <path className="arithmetic-cross" d={`M${center - 3} 9l6 6m0-6l-6 6`} />}
    </>
  )
}

interface BracketProps {
  readonly className: string
  readonly fromX: number
  readonly toX: number
  readonly y: number
  readonly text: string
}

function Bracket({ className, fromX, toX, y, text }: BracketProps) {
  const [left, right] = [fromX + 1, Math.max(fromX + 2, toX - 1)]
  const isLeft = left < WIDTH / 2
  return (
    <g className={className}>
      <path d={`M${left} ${y - 4}v8M${right} ${y - 4}v8M${left} ${y}h${right - left}`} />
      <text x={isLeft ? left : right} y={y + 17} textAnchor={isLeft ? 'start' : 'end'}>
        {text}
      </text>
    </g>
  )
}

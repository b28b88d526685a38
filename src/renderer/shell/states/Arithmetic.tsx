import './arithmetic.css'

/** Instances that stand as they are, that would have to be there or taken out, that have failed. */
export type CellKind = 'standing' | 'absent' | 'failed'

export interface CellRun {
  readonly kind: CellKind
  readonly count: number
}

export interface ArithmeticBracket {
  /** `out` is solid and red, `required` dashed and amber. */
  readonly tone: 'out' | 'required'
  /** The cells under the bracket, `to` excluded. */
  readonly from: number
  readonly to: number
  readonly text: string
}

interface ArithmeticProps {
  readonly label: string
  readonly runs: readonly CellRun[]
  /** From the top; one that covers no cell is left out. */
  readonly brackets: readonly ArithmeticBracket[]
}

const WIDTH = 360
const PITCH_MAX = 24
/** Below this a cell is no longer seen as one: the fleet is drawn as bars. */
const CELL_PITCH_MIN = 3
/** Below this nothing can be read in a cell. */
const GLYPH_PITCH_MIN = 14
/** About what a character of the labels takes. */
const CHARACTER_WIDTH = 6.6
const CELLS_HEIGHT = 26
const BRACKET_HEIGHT = 38

/** Instances as cells and brackets below them: why a deployment cannot go on, as a sum that can be counted. */
export function Arithmetic({ label, runs, brackets }: ArithmeticProps) {
  const count = runs.reduce((total, run) => total + run.count, 0)
  const pitch = Math.min(PITCH_MAX, WIDTH / Math.max(count, 1))
  const shown = brackets.filter(({ from, to }) => to > from)
  const width = Math.max(pitch * count, ...shown.map(({ text }) => text.length * CHARACTER_WIDTH))
  const height = CELLS_HEIGHT + shown.length * BRACKET_HEIGHT
  return (
    <svg
      className="arithmetic"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {runs.map((run, at) => (
        <CellRunDrawing key={run.kind} run={run} from={countBefore(runs, at)} pitch={pitch} />
      ))}
      {shown.map((bracket, at) => (
        <Bracket
          key={bracket.text}
          bracket={bracket}
          pitch={pitch}
          y={CELLS_HEIGHT + 10 + at * BRACKET_HEIGHT}
          width={width}
        />
      ))}
    </svg>
  )
}

function countBefore(runs: readonly CellRun[], at: number): number {
  return runs.slice(0, at).reduce((total, { count }) => total + count, 0)
}

interface CellRunDrawingProps {
  readonly run: CellRun
  readonly from: number
  readonly pitch: number
}

function CellRunDrawing({ run, from, pitch }: CellRunDrawingProps) {
  if (pitch >= CELL_PITCH_MIN) {
    return Array.from({ length: run.count }, (_, index) => from + index).map((cell) => (
      <Cell key={cell} kind={run.kind} centerX={(cell + 0.5) * pitch} pitch={pitch} />
    ))
  }
  const width = Math.max(0, run.count * pitch - 1)
  return <rect className={`arithmetic-cell-${run.kind}`} x={from * pitch} y={5} width={width} height={16} rx={2} />
}

interface CellProps {
  readonly kind: CellKind
  readonly centerX: number
  readonly pitch: number
}

function Cell({ kind, centerX, pitch }: CellProps) {
  const size = pitch * 0.75
  const [x, y] = [centerX - size / 2, 13 - size / 2]
  return (
    <>
      <rect className={`arithmetic-cell-${kind}`} x={x} y={y} width={size} height={size} rx={size * 0.2} />
      {pitch >= GLYPH_PITCH_MIN && <CellGlyph kind={kind} centerX={centerX} />}
    </>
  )
}

function CellGlyph({ kind, centerX }: Omit<CellProps, 'pitch'>) {
  if (kind === 'failed') return <path className="arithmetic-cross" d={`M${centerX - 3} 10l6 6m0-6l-6 6`} />
  if (kind === 'absent') return <path className="arithmetic-plus" d={`M${centerX - 3} 13h6m-3-3v6`} />
  return (
    <text className="arithmetic-revision" x={centerX} y={16.5} textAnchor="middle">
      1
    </text>
  )
}

interface BracketProps {
  readonly bracket: ArithmeticBracket
  readonly pitch: number
  readonly y: number
  readonly width: number
}

function Bracket({ bracket, pitch, y, width }: BracketProps) {
  const left = bracket.from * pitch + 1
  const right = Math.max(left + 1, bracket.to * pitch - 1)
  const halfWords = (bracket.text.length * CHARACTER_WIDTH) / 2
  const wordsX = Math.min(Math.max((left + right) / 2, halfWords), width - halfWords)
  return (
    <g className={`arithmetic-${bracket.tone}`}>
      <path d={`M${left} ${y - 4}v8M${right} ${y - 4}v8M${left} ${y}h${right - left}`} />
      <text x={wordsX} y={y + 17} textAnchor="middle">
        {bracket.text}
      </text>
    </g>
  )
}

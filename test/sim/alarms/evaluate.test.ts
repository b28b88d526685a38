import { describe, expect, it } from 'vitest'
import { COMPARISON_OPERATORS, datapointKind } from '../../../src/sim/alarms/comparison'
import { EXTRA_EVALUATION_PERIODS, evaluateAlarm } from '../../../src/sim/alarms/evaluate'
import type { AlarmState, DatapointKind, MissingDataTreatment } from '../../../src/sim/alarms/types'

const KINDS: Readonly<Record<string, DatapointKind>> = { '0': 'ok', X: 'breaching', '-': 'missing' }
const STATES: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA']

function rangeOf(text: string): DatapointKind[] {
  return text.split(' ').map((mark) => {
    const kind = KINDS[mark]
    if (kind === undefined) throw new Error(`no such mark: ${mark}`)
    return kind
  })
}

/** The state that follows each present state. */
function outcomes(text: string, datapointsToAlarm: number, evaluationPeriods: number, treat: MissingDataTreatment) {
  const settings = { datapointsToAlarm, evaluationPeriods, treatMissingData: treat }
  return STATES.map((present) => evaluateAlarm(settings, rangeOf(text), present))
}

type Cell = AlarmState | 'keep'
const expected = (cell: Cell): AlarmState[] => (cell === 'keep' ? [...STATES] : STATES.map(() => cell))

const TREATMENTS: readonly MissingDataTreatment[] = ['missing', 'ignore', 'breaching', 'notBreaching']
const TABLES: readonly (readonly [number, readonly (readonly [string, readonly Cell[]])[]])[] = [
  [
    3,
    [
      ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
      ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
      ['- - - - -', ['INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK']],
      ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
      ['- - X - -', ['ALARM', 'keep', 'ALARM', 'OK']],
    ],
  ],
  [
    2,
    [
      ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
      ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
      ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
      ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
      ['- - - X -', ['ALARM', 'keep', 'ALARM', 'OK']],
    ],
  ],
]

describe("AWS's two tables of missing data", () => {
  for (const [datapointsToAlarm, rows] of TABLES) {
    for (const [text, cells] of rows) {
      for (const [column, treat] of TREATMENTS.entries()) {
        const cell = cells[column] ?? 'keep'
        it(`[5.4] ${datapointsToAlarm} of 3, ${text}, ${treat}: ${cell}`, () => {
          expect(outcomes(text, datapointsToAlarm, 3, treat)).toEqual(expected(cell))
        })
      }
    }
  }
})

describe('the evaluation range', () => {
  it('[5.4] is longer than N: 5 for N = 3', () => {
    expect(3 + EXTRA_EVALUATION_PERIODS).toBe(5)
  })

  it('[5.4] with N real points only the newest N count and TreatMissingData is ignored', () => {
    for (const treat of TREATMENTS) {
      expect(outcomes('X X 0 0 0', 2, 3, treat)).toEqual(expected('OK'))
      expect(outcomes('0 0 - X X', 2, 3, treat)).toEqual(expected('ALARM'))
    }
  })

  it('[5.4] all real points of the range count beside the fillers, however old', () => {
    expect(outcomes('0 - - - -', 3, 3, 'breaching')).toEqual(expected('OK'))
    expect(outcomes('X - - - X', 2, 3, 'notBreaching')).toEqual(expected('ALARM'))
  })

  it('[5.4] MODEL: a young breach alone keeps the state (- - - - X)', () => {
    expect(outcomes('- - - - X', 3, 3, 'missing')).toEqual(expected('keep'))
    expect(outcomes('- - - - X', 2, 3, 'missing')).toEqual(expected('keep'))
  })

  it('[5.4] the premature rule needs a breach at least M periods old and nothing fine in the range', () => {
    expect(outcomes('- - - X -', 3, 3, 'missing')).toEqual(expected('keep'))
    expect(outcomes('- - X - -', 3, 3, 'missing')).toEqual(expected('ALARM'))
    expect(outcomes('0 - X - -', 3, 3, 'missing')).toEqual(expected('OK'))
  })

  it('MODEL: no filler stands for a period before the simulation began', () => {
    expect(outcomes('0', 2, 3, 'breaching')).toEqual(expected('OK'))
    expect(outcomes('- -', 2, 3, 'breaching')).toEqual(expected('ALARM'))
    expect(outcomes('-', 1, 1, 'missing')).toEqual(expected('INSUFFICIENT_DATA'))
  })
})

describe('the operators', () => {
  const below = [4, 5, 6].map((value) => COMPARISON_OPERATORS.map((operator) => datapointKind(value, operator, 5)))

  it('[5.4] compare a datapoint with the threshold', () => {
    expect(below).toEqual([
      ['ok', 'ok', 'breaching', 'breaching'],
      ['breaching', 'ok', 'ok', 'breaching'],
      ['breaching', 'breaching', 'ok', 'ok'],
    ])
  })

  it('[5.4] find nothing published missing, and zero real', () => {
    expect(COMPARISON_OPERATORS.map((operator) => datapointKind(null, operator, 0))).toEqual(
      COMPARISON_OPERATORS.map(() => 'missing'),
    )
    expect(datapointKind(0, 'GreaterThanOrEqualToThreshold', 0)).toBe('breaching')
  })

  it('[5.4] are the four of static thresholds', () => {
    expect(COMPARISON_OPERATORS).toEqual([
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ])
  })
})

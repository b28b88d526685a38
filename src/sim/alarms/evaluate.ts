import type { AlarmState, DatapointKind, MissingDataTreatment } from './types'

/**
 * MODEL: how many periods beside the N that it needs an alarm reads. AWS says that it reads more than N and not how
 * many; its examples read 5 for N = 3 (CloudWatch user guide, how alarm state is evaluated when data is missing).
 */
export const EXTRA_EVALUATION_PERIODS = 2

/** What decides on the state: M out of N, and what stands for a datapoint that is missing. */
export interface EvaluationSettings {
  /** M (API: DatapointsToAlarm). */
  readonly datapointsToAlarm: number
  /** N (API: EvaluationPeriods), at least M. */
  readonly evaluationPeriods: number
  readonly treatMissingData: MissingDataTreatment
}

/**
 * State of an alarm from the datapoints of its evaluation range, oldest first, and its present state (CloudWatch user
 * guide, how alarm state is evaluated when data is missing; EvaluationWindow SlidingWindow). The range is longer than N,
 * and shorter while the simulation is younger than that.
 *
 * With N real datapoints the newest N decide and TreatMissingData is ignored; with fewer, as few fillers as possible
 * stand beside all real ones. MODEL: no filler stands for a period before the simulation began.
 */
export function evaluateAlarm(
  settings: EvaluationSettings,
  range: readonly DatapointKind[],
  present: AlarmState,
): AlarmState {
  const { datapointsToAlarm, evaluationPeriods, treatMissingData } = settings
  const real = range.filter((kind) => kind !== 'missing').slice(-evaluationPeriods)
  const breachingCount = real.filter((kind) => kind === 'breaching').length
  if (breachingCount >= datapointsToAlarm) return 'ALARM'
  const fillerCount = Math.min(evaluationPeriods, range.length) - real.length
  if (fillerCount === 0 || treatMissingData === 'notBreaching') return 'OK'
  if (treatMissingData === 'breaching') return breachingCount + fillerCount >= datapointsToAlarm ? 'ALARM' : 'OK'
  if (real.length > breachingCount) return 'OK'
  return withoutGoodDatapoint(settings, range, present)
}

/** TreatMissingData `missing` or `ignore`, fewer than N real datapoints in the range, and none of them fine. */
function withoutGoodDatapoint(
  { datapointsToAlarm, evaluationPeriods, treatMissingData }: EvaluationSettings,
  range: readonly DatapointKind[],
  present: AlarmState,
): AlarmState {
  if (treatMissingData === 'ignore') return present
  if (!range.includes('breaching')) return 'INSUFFICIENT_DATA'
  // MODEL: AWS says only that too young a breach is not yet an alarm; the state is kept.
  return ageOfOldestBreach(range.slice(-evaluationPeriods)) >= datapointsToAlarm ? 'ALARM' : present
}

/** In periods, the newest being 1; 0 without a breach. */
function ageOfOldestBreach(newest: readonly DatapointKind[]): number {
  const oldest = newest.indexOf('breaching')
  return oldest < 0 ? 0 : newest.length - oldest
}

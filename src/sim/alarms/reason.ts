import type { AlarmSettings } from './alarm-schema'
import { COMPARISON_WORDS } from './comparison'
import { metricOf } from './metrics'
import type { AlarmPeriod, AlarmState } from './types'

/** Why an alarm is in the state that a scenario begins with. */
export const INITIAL_REASON = 'Not evaluated yet.'

/** Datapoints that a sentence names; of longer windows it names the newest. */
const NAMED_DATAPOINTS_MAX = 6

/** Why the newest evaluation of a range led to that state, in a sentence or two. */
export function reasonOf(settings: AlarmSettings, range: readonly AlarmPeriod[], state: AlarmState): string {
  const { evaluationPeriods, datapointsToAlarm, comparisonOperator, threshold, metric } = settings
  const real = range.filter(({ kind }) => kind !== 'missing').slice(-evaluationPeriods)
  if (real.length === 0) return withoutData(settings, state)
  const breachingCount = real.filter(({ kind }) => kind === 'breaching').length
  const needed = datapointsToAlarm ?? evaluationPeriods
  const shown = `[${real
    .slice(-NAMED_DATAPOINTS_MAX)
    .map(({ value }) => numberWords(value))
    .join(', ')}]`
  const counted =
    `${breachingCount} of the last ${real.length} datapoints ${shown} of ${metricOf(metric).name} ` +
    `${breachingCount === 1 ? 'was' : 'were'} ${COMPARISON_WORDS[comparisonOperator]} the threshold (${numberWords(threshold)}); ` +
    `${needed} of ${evaluationPeriods} make an alarm.`
  return real.length < evaluationPeriods ? `${counted} ${missingWords(settings)}` : counted
}

function withoutData({ metric, ...settings }: AlarmSettings, state: AlarmState): string {
  const nothing = `${metricOf(metric).name} has no datapoint in the evaluation range.`
  return state === 'INSUFFICIENT_DATA' ? nothing : `${nothing} ${missingWords(settings)}`
}

const missingWords = ({ treatMissingData }: Pick<AlarmSettings, 'treatMissingData'>): string =>
  `Missing data is treated as ${treatMissingData}.`

/** Six significant digits: a datapoint is an average as often as a count. */
const numberWords = (value: number | null): string => (value === null ? '-' : String(Number(value.toPrecision(6))))

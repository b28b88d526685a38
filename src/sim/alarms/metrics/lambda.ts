import type { CloudWatchMetric, MetricWindow } from './metric'
import { columnOf, statisticOf, sumOf, unlessZero } from './rows'
import { addParts, partFor, splitSum } from './target-groups'

const SOURCE = 'Lambda developer guide, types of metrics for Lambda functions'
const COMMON = {
  namespace: 'AWS/Lambda',
  unit: 'Count',
  expression: null,
  platforms: ['Lambda'],
  dimensions: [null, 'original', 'replacement'],
  source: SOURCE,
} as const

const invocationsOf = (window: MetricWindow): number =>
  partFor(window.dimension, { original: sumOf(window, 'routedOld'), replacement: sumOf(window, 'routedNew') })

/** Function errors: what the code answers, and what ran into the function's timeout. */
const errorsOf = (window: MetricWindow): number =>
  partFor(
    window.dimension,
    addParts(splitSum(window, 'versionError', 'versionErrorNew'), splitSum(window, 'timedOut', 'timedOutNew')),
  )

const invocations: CloudWatchMetric = {
  ...COMMON,
  id: 'Invocations',
  name: 'Invocations',
  statistics: ['Sum'],
  definition: 'Invocations that were not throttled. Nothing is published without one.',
  datapoint: (window) => unlessZero(invocationsOf(window)),
}

const errors: CloudWatchMetric = {
  ...COMMON,
  id: 'Errors',
  name: 'Errors',
  statistics: ['Sum'],
  definition:
    'Function errors, timeouts among them, throttled invocations not. Published with 0 when there were invocations and no error.',
  source: `${SOURCE}. MODEL: counted when the invocation ends, AWS dates an error by its start`,
  datapoint: (window) => {
    const errorCount = errorsOf(window)
    return errorCount === 0 && invocationsOf(window) === 0 ? null : errorCount
  },
}

const errorRate: CloudWatchMetric = {
  ...COMMON,
  id: 'lambdaErrorRatePercent',
  namespace: '',
  name: 'lambdaErrorRatePercent',
  unit: 'Percent',
  expression: '100 * FILL(Errors, 0) / Invocations',
  statistics: ['Sum'],
  definition: 'Function errors per 100 invocations. Nothing comes of a period without invocations.',
  source: 'CloudWatch user guide, metric math',
  datapoint: (window) => {
    const invocationCount = invocationsOf(window)
    return invocationCount === 0 ? null : (100 * errorsOf(window)) / invocationCount
  },
}

const throttles: CloudWatchMetric = {
  ...COMMON,
  id: 'Throttles',
  name: 'Throttles',
  dimensions: [null],
  statistics: ['Sum'],
  definition:
    'Invocations that were throttled (429). Published with 0 when there were invocations and none was throttled.',
  datapoint: (window) => {
    const throttled = sumOf(window, 'throttled')
    return throttled === 0 && invocationsOf(window) === 0 ? null : throttled
  },
}

const duration: CloudWatchMetric = {
  ...COMMON,
  id: 'Duration',
  name: 'Duration',
  unit: 'Milliseconds',
  statistics: ['Average'],
  definition: 'How long the invocations that answered in the period took. Nothing is published without an answer.',
  source: `${SOURCE}. MODEL: the init phase of a cold start is part of it, AWS reports that as Init Duration`,
  datapoint: (window) => {
    const answeredByNew = sumOf(window, 'okNew') + sumOf(window, 'versionErrorNew')
    const answered = sumOf(window, 'ok') + sumOf(window, 'versionError')
    const count = partFor(window.dimension, { original: answered - answeredByNew, replacement: answeredByNew })
    const totalMs = partFor(window.dimension, {
      original: sumOf(window, 'answeredMsOld'),
      replacement: sumOf(window, 'answeredMsNew'),
    })
    return count === 0 ? null : totalMs / count
  },
}

const concurrentExecutions: CloudWatchMetric = {
  ...COMMON,
  id: 'ConcurrentExecutions',
  name: 'ConcurrentExecutions',
  statistics: ['Maximum', 'Average', 'Minimum'],
  definition: 'Execution environments at work. Nothing is published for a period in which none was.',
  source: `${SOURCE}. MODEL: seen once a second`,
  datapoint: (window) => {
    const original = columnOf(window.columns, 'environmentsBusyOld')
    const replacement = columnOf(window.columns, 'environmentsBusyNew')
    const busyAt = (row: number) =>
      partFor(window.dimension, { original: original[row], replacement: replacement[row] })
    const most = statisticOf({ ...window, statistic: 'Maximum' }, busyAt)
    return invocationsOf(window) === 0 && !most ? null : statisticOf(window, busyAt)
  },
}

/** What a Lambda function publishes for an alias (null) and for the version that an alias chose. */
export const LAMBDA_METRICS: readonly CloudWatchMetric[] = [
  invocations,
  errors,
  errorRate,
  throttles,
  duration,
  concurrentExecutions,
]

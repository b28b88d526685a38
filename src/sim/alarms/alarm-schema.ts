import { LIMITS } from '../scenario/limits'
import { z } from '../scenario/zod'
import { COMPARISON_OPERATORS } from './comparison'
import { CLOUDWATCH_METRICS } from './metrics'
import { STATISTICS } from './metrics/metric'

/** Longest period of an alarm here, seconds; AWS knows no longer one that a run of a day could fill often. */
const PERIOD_S_MAX = 3_600
const PERIOD_S_MIN = 10
/** CloudWatch API, PutMetricAlarm: N periods of 10 s may fill one day. */
const EVALUATION_PERIODS_MAX = 8_640

const atMs = z.int().min(0).max(LIMITS.durationMsMax)
const periods = z.int().min(1).max(EVALUATION_PERIODS_MAX)

/** One CloudWatch alarm (CloudWatch API, PutMetricAlarm); what hangs on several fields is in `alarm-rules.ts`. */
export const alarmSchema = z
  .strictObject({
    name: z.string().min(1).max(255).describe('name of the alarm, each once'),
    metric: z
      .enum(CLOUDWATCH_METRICS.map(({ id }) => id))
      .describe(
        'the CloudWatch metric that it watches, or the metric math over such metrics (fleetshift list alarm-metrics)',
      ),
    dimension: z
      .enum(['original', 'replacement'])
      .nullable()
      .default(null)
      .describe(
        'one target group, or one executed version of a Lambda alias; null: the whole load balancer, alias or service',
      ),
    statistic: z
      .enum(STATISTICS)
      .nullable()
      .default(null)
      .describe('how the values of a period become one datapoint; null: as is usual for the metric'),
    periodS: z
      .int()
      .min(PERIOD_S_MIN)
      .max(PERIOD_S_MAX)
      .default(60)
      .describe(
        'Period in seconds: 10, 20, 30 or a multiple of 60; MODEL: below 60 the metric is taken as one of high resolution',
      ),
    evaluationPeriods: periods.default(1).describe('EvaluationPeriods N: how many datapoints are looked at'),
    datapointsToAlarm: periods
      .nullable()
      .default(null)
      .describe('DatapointsToAlarm M: how many of them must breach; null: all N'),
    comparisonOperator: z
      .enum(COMPARISON_OPERATORS)
      .describe('what a datapoint must be to the threshold in order to breach'),
    threshold: z
      .number()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .describe("in the metric's unit: Count, Percent, Seconds (TargetResponseTime) or Milliseconds (Duration)"),
    treatMissingData: z
      .enum(['missing', 'notBreaching', 'breaching', 'ignore'])
      .default('missing')
      .describe('TreatMissingData: what stands for a datapoint that is missing'),
    initialState: z
      .enum(['OK', 'ALARM', 'INSUFFICIENT_DATA'])
      .default('INSUFFICIENT_DATA')
      .describe(
        'state at the start; OK and ALARM are held until the first evaluation that has a datapoint, a new alarm is INSUFFICIENT_DATA',
      ),
    metricLagMs: z
      .int()
      .min(0)
      .max(3_600_000)
      .default(0)
      .describe(
        'MODEL: from the end of a period until its datapoint can be read, ms; about 120000 was observed for load balancers',
      ),
    unreadableFromMs: atMs
      .nullable()
      .default(null)
      .describe('from here on DescribeAlarms cannot answer for the alarm, ms from the start; null: it always can'),
    unreadableUntilMs: atMs
      .nullable()
      .default(null)
      .describe('until when it cannot, ms from the start; null: to the end of the run'),
  })
  .describe('a CloudWatch alarm on one metric of the simulated system')

/** An alarm of a scenario with every default filled in. */
export type AlarmSettings = z.infer<typeof alarmSchema>

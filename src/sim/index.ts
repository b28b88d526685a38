/** The only door of the simulation. */

export { CLOUDWATCH_METRICS, type CloudWatchMetric } from './alarms/metrics'
export type { AlarmPeriod, AlarmRecord, AlarmState } from './alarms/types'
export { DEPLOYMENT_CONFIGURATIONS, type DeploymentConfiguration } from './deployment/configurations'
export {
  type EventBehaviour,
  type EventGroup,
  LIFECYCLE_EVENTS,
  type LifecycleEventDefinition,
  lifecycleEventOf,
} from './deployment/lifecycle/registry'
export type { DeploymentPlan, Step } from './deployment/plan'
export { planDeployment } from './deployment/plan-deployment'
export { createSimulation, type Simulation, type SimulationOptions, simulate } from './engine/simulate'
export type { CloudEvent } from './events/cloud-event'
export { FAULTS, type FaultDefinition, faultLabelsAt, type PlacedLabel } from './faults'
export { faultsOf } from './faults/faults-of'
export type { Fault, FaultKind } from './faults/schema'
export { MODEL_CHOICES, type ModelChoice, modelChoice, modelChoicesOf } from './model'
export { type CapacitySpan, capacitySpans } from './result/capacity'
export {
  cloudEventsOf,
  describeCloudEvent,
  describeNotification,
  type Notification,
  notificationsOf,
} from './result/cloud-events'
export { compareRuns, type MetricComparison } from './result/compare'
export { type DetectionKind, type DetectionStep, detectionChain } from './result/detection'
export { describeFault } from './result/fault-words'
export * from './result/fleet-at'
export { describeIntervention } from './result/intervention-words'
export {
  LATENCY_BUCKET_COUNT,
  latencyBucketLowUs,
  latencyBucketOf,
  latencyPercentileUs,
  runLatencyPercentileUs,
} from './result/latency'
export { METRICS, type Metric, type MetricEvidence } from './result/metrics'
export * from './result/number-words'
export { ROW_MS, ratePerSecond, rowEndMs } from './result/rates'
export { type RunReport, toReport } from './result/report'
export {
  capitalized,
  deploymentNoun,
  groupDeploymentsOf,
  hostNoun,
  hostWords,
  isOfGroup,
  isRollback,
  isToInstances,
  rollbackOf,
  targetNoun,
  userDeploymentOf,
} from './result/roles'
export { describeRunEnd } from './result/run-end'
export {
  FAILURE_CAUSE_LABELS,
  FAILURE_CAUSES,
  failedInRow,
  failureCauseLabel,
  SERIES,
  type SeriesDefinition,
} from './result/series'
export {
  formatWeight,
  type Shift,
  type ShiftStretch,
  shiftPlanWords,
  shiftStretchOf,
  shiftsOf,
  shiftWordAt,
} from './result/shifts'
export { incomingSideOf, newRevisionShare, type Sides, sidesOf } from './result/sides'
export { STATUS_WORDS, stateWords } from './result/states'
export { type MetricValue, type RunSummary, summarize } from './result/summarize'
export { eventFramesAt, targetStatusAt } from './result/target-at'
export { targetName } from './result/target-name'
export { type Chapter, chaptersOf } from './result/telling/chapters'
export { nextSentence } from './result/telling/next-sentence'
export type { NumberedEvent, NumberedEventKind } from './result/telling/numbered-event'
export { numberedEvents } from './result/telling/numbered-events'
export { type AlarmStop, alarmStopAt } from './result/telling/watched-alarms'
export type * from './result/types'
export { isShiftedByWeights } from './result/weights'
export { describeLogEntry, receiversOf, receiverWords } from './result/words'
export { SCRIPTABLE_EVENT_NAMES, type ScriptableEvent } from './scenario/events'
export { formatScenario, scenarioDigest, scenarioJsonSchema } from './scenario/format'
export { LIMITS } from './scenario/limits'
export { nearestName } from './scenario/nearest-name'
export { type Issue, type Parsed, parseScenario } from './scenario/parse'
export {
  type Distribution,
  type Fleet,
  type Intervention,
  type Load,
  type Revision,
  SCHEMA_VERSION,
  type Scenario,
  type ScenarioInput,
  type Script,
} from './scenario/schema'
export { ALL_TRAFFIC } from './scenario/units'
export { withInterventions } from './scenario/with-interventions'
export { STRATEGIES } from './strategies'
export type { Strategy } from './strategies/strategy'

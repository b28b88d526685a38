/**
 * Every limit of a scenario, in one place. What AWS limits is named as such; the rest keeps a run inside the arena
 * and a laptop's memory. `validate`, the JSON Schema and the error messages are all made from these numbers.
 */
export const LIMITS = {
  /** A seed is 32 bits. */
  seedMax: 4_294_967_295,
  /** Bytes of a scenario file that we are willing to read. */
  fileBytesMax: 4_000_000,
  /** Values (numbers, texts, lists, objects) and levels of nesting in one document. */
  documentValuesMax: 1_000_000,
  documentDepthMax: 32,
  /** Problems of one document that are listed; more are counted. */
  issuesMax: 200,
  nameCharsMax: 120,
  notesCharsMax: 4_000,
  /** More targets than AWS's quota of 1000 can be written down: the run then ends with OVER_MAX_INSTANCES. */
  instanceCountMax: 2_000,
  /** CodeDeploy quota: instances per deployment. */
  targetsPerDeploymentMax: 1_000,
  zoneCountMax: 6,
  /** Requests that one instance answers at the same time. */
  concurrencyMax: 64,
  /** Requests that may wait on one instance. */
  queueLimitMax: 900,
  /** instanceCount x queueLimit: the waiting rooms share one pool. */
  waitingRequestsMax: 400_000,
  durationMsMax: 86_400_000,
  /** Expected requests of one run; beyond this a run is no longer a matter of seconds. */
  requestsMax: 50_000_000,
  rpsMax: 1_000_000,
  loadPointsMax: 20_000,
  empiricalSamplesMax: 1_000,
  /** p99 over median of a lognormal law; above it the mean rests on values that hardly ever come. */
  lognormalRatioMax: 1_000,
  scriptsPerEventMax: 20,
  /** CodeDeploy quota: one lifecycle event, all scripts together. */
  eventTimeoutMsMax: 3_600_000,
  /** ALB: slow start is off (0) or lasts from 30 to 900 s. */
  slowStartMsMin: 30_000,
  slowStartMsMax: 900_000,
  /** Longest single duration that a distribution may name, one day. */
  durationSampleMsMax: 86_400_000,
  faultsMax: 50,
  /** Deployments of one run, those of Auto Scaling included. */
  deploymentsMax: 4_000,
  /** What a person does during one run. */
  interventionsMax: 50,
  /** Alarms of a scenario; a deployment group may watch ten of them. */
  alarmsMax: 50,
  /** CodeDeploy: alarms of one deployment group (CodeDeploy user guide, monitoring with alarms). */
  alarmsPerGroupMax: 10,
  /** EventBridge quota: rules on a bus. */
  eventRulesMax: 300,
  /** CodeDeploy API: longest wait before the original instances are terminated, and before traffic is rerouted. */
  waitMinutesMax: 2_880,
  /** CodeDeploy quota: a blue/green deployment runs for at most 109 hours. */
  blueGreenDeploymentMsMax: 392_400_000,
  /** CodeDeploy quota: a Lambda deployment runs for at most 50 hours. */
  lambdaDeploymentMsMax: 180_000_000,
  /** Execution environments of one function; the simulator's own bound, above Lambda's default of 1000. */
  environmentsMax: 2_000,
  /** CodeDeploy quota: an in-place deployment runs for at most 12 hours. */
  inPlaceDeploymentMsMax: 43_200_000,
} as const

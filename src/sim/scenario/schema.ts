import { z } from 'zod'
import { faultSchema } from '../faults/schema'
import { SCRIPTABLE_EVENT_NAMES } from './events'
import { LIMITS } from './limits'

/** The scenario format that this engine writes. Older files are upgraded (`upgrades.ts`), newer ones are refused. */
export const SCHEMA_VERSION = 1

const ms = (max: number = LIMITS.durationMsMax) => z.int().min(0).max(max)
const durationNumber = z.number().positive().max(LIMITS.durationSampleMsMax)

/** A law of durations, in milliseconds (fractions of a millisecond are kept to the microsecond). */
export const distributionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('constant'), meanMs: z.number().min(0).max(LIMITS.durationSampleMsMax) }),
    z.strictObject({ kind: z.literal('exponential'), meanMs: durationNumber }),
    z.strictObject({
      kind: z.literal('lognormal'),
      medianMs: durationNumber,
      p99Ms: durationNumber.describe('99th percentile in milliseconds, at least the median'),
    }),
    z.strictObject({
      kind: z.literal('empirical'),
      samplesMs: z
        .array(z.number().min(0).max(LIMITS.durationSampleMsMax))
        .min(1)
        .max(LIMITS.empiricalSamplesMax)
        .describe('observed durations in milliseconds; draws interpolate linearly between the sorted samples'),
    }),
  ])
  .describe('A law of durations in milliseconds')

const loadPoint = z.strictObject({
  atMs: ms().describe('milliseconds from the start of the simulation'),
  rps: z.number().min(0).max(LIMITS.rpsMax).describe('requests per second'),
})
const loadPoints = z.array(loadPoint).min(1).max(LIMITS.loadPointsMax)

export const loadSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('constant'), rps: z.number().min(0).max(LIMITS.rpsMax) }),
    z.strictObject({ kind: z.literal('steps'), points: loadPoints.describe('each rate holds until the next point') }),
    z.strictObject({
      kind: z.literal('ramp'),
      points: loadPoints.describe('the rate runs straight from point to point'),
    }),
    z.strictObject({
      kind: z.literal('daily'),
      troughRps: z.number().min(0).max(LIMITS.rpsMax),
      peakRps: z.number().min(0).max(LIMITS.rpsMax),
      peakAtMs: ms().default(0).describe('when the first peak is, milliseconds from the start'),
      periodMs: z.int().min(60_000).max(LIMITS.durationMsMax).default(86_400_000),
    }),
    z.strictObject({
      kind: z.literal('recorded'),
      points: loadPoints.describe('a measured series (time, rps); each rate holds until the next point'),
      source: z.string().max(LIMITS.nameCharsMax).default('').describe('where the series was measured'),
    }),
  ])
  .describe('Offered load over time; arrivals are Poisson with this rate')

const scriptSchema = z.strictObject({
  location: z.string().min(1).max(300).describe('path of the script in the revision'),
  timeoutMs: z
    .int()
    .min(1)
    .max(LIMITS.eventTimeoutMsMax)
    .default(3_600_000)
    .describe('after this the script is killed and the event fails with ScriptTimedOut; AppSpec default 3600 s'),
  duration: distributionSchema.default({ kind: 'constant', meanMs: 5_000 }).describe('how long the script runs'),
})

export const hooksSchema = z
  .partialRecord(z.enum(SCRIPTABLE_EVENT_NAMES), z.array(scriptSchema).max(LIMITS.scriptsPerEventMax))
  .describe('AppSpec hooks: scripts by lifecycle event, run in order; an event without scripts succeeds at once')

const revisionSchema = (defaultName: string) =>
  z.strictObject({
    name: z.string().min(1).max(LIMITS.nameCharsMax).default(defaultName),
    serviceTime: distributionSchema.default({ kind: 'lognormal', medianMs: 40, p99Ms: 220 }),
    errorRatePpm: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe('share of answers that are 5xx, in parts per million'),
    bootMs: ms(LIMITS.eventTimeoutMsMax)
      .default(0)
      .describe('how long the application takes to start; it lengthens ApplicationStart'),
    warmUpMs: ms(LIMITS.eventTimeoutMsMax)
      .default(0)
      .describe('after ApplicationStart has ended, how long the application still refuses connections'),
    downloadBundle: distributionSchema
      .default({ kind: 'constant', meanMs: 8_000 })
      .describe('DownloadBundle, a MODEL value'),
    install: distributionSchema.default({ kind: 'constant', meanMs: 8_000 }).describe('Install, a MODEL value'),
    hooks: hooksSchema.default({}),
  })

/** How an instance stands before the deployment, where it differs from "runs the old revision, last deployment succeeded". */
const instanceExceptionSchema = z.strictObject({
  instanceIndex: z
    .int()
    .min(0)
    .max(LIMITS.instanceCountMax - 1),
  state: z
    .enum(['running', 'stopped'])
    .default('running')
    .describe('a stopped instance is still targeted, answers nothing and counts as failed'),
  lastDeployment: z.enum(['succeeded', 'failed', 'none']).default('succeeded').describe('CodeDeploy instance health'),
  revision: z
    .enum(['old', 'new', 'none'])
    .default('old')
    .describe('which revision its application serves; none: nothing is installed and connections are refused'),
})

export const fleetSchema = z.strictObject({
  instanceCount: z.int().min(0).max(LIMITS.instanceCountMax).default(10),
  zones: z
    .array(z.string().min(1).max(40))
    .min(1)
    .max(LIMITS.zoneCountMax)
    .default(['us-east-1a', 'us-east-1b', 'us-east-1c'])
    .describe('Availability Zones; instances are dealt out in turn'),
  concurrency: z.int().min(1).max(LIMITS.concurrencyMax).default(8).describe('requests one instance serves at a time'),
  queueLimit: z.int().min(0).max(LIMITS.queueLimitMax).default(64).describe('requests that may wait on one instance'),
  exceptions: z.array(instanceExceptionSchema).max(LIMITS.instanceCountMax).default([]),
})

export const loadBalancerSchema = z.strictObject({
  algorithm: z.enum(['round_robin', 'least_outstanding_requests']).default('round_robin'),
  healthCheck: z
    .strictObject({
      intervalMs: z.int().min(5_000).max(300_000).default(30_000),
      timeoutMs: z.int().min(2_000).max(120_000).default(5_000),
      healthyThresholdCount: z.int().min(2).max(10).default(5),
      unhealthyThresholdCount: z.int().min(2).max(10).default(2),
    })
    .prefault({}),
  deregistrationDelayMs: z.int().min(0).max(3_600_000).default(300_000),
  slowStartMs: z
    .int()
    .min(0)
    .max(900_000)
    .default(0)
    .describe('0 is off, otherwise 30 to 900 s; only with round_robin'),
  registrationMs: ms(600_000)
    .default(5_000)
    .describe('from the register call to the first health check, a MODEL value'),
  idleTimeoutMs: z.int().min(1_000).max(4_000_000).default(60_000).describe('an unanswered request becomes a 504'),
})

export const minimumHealthyHostsSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('HOST_COUNT'), value: z.int().min(0).max(LIMITS.instanceCountMax) }),
  z.strictObject({ type: z.literal('FLEET_PERCENT'), value: z.int().min(0).max(99) }),
])

export const deploymentConfigSchema = z.union([
  z.enum(['CodeDeployDefault.OneAtATime', 'CodeDeployDefault.HalfAtATime', 'CodeDeployDefault.AllAtOnce']),
  z.strictObject({
    name: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[A-Za-z0-9+=,.@_-]+$/, 'allowed are only the characters A-Z a-z 0-9 + = , . @ _ -')
      .refine((name) => !name.startsWith('CodeDeployDefault.'), 'custom names may not start with CodeDeployDefault.'),
    minimumHealthyHosts: minimumHealthyHostsSchema,
  }),
])

export const deploymentSchema = z.strictObject({
  strategy: z.enum(['in-place']).default('in-place'),
  applicationName: z.string().min(1).max(100).default('app'),
  deploymentGroupName: z.string().min(1).max(100).default('group'),
  deploymentConfig: deploymentConfigSchema.default('CodeDeployDefault.OneAtATime'),
  trafficControl: z
    .boolean()
    .default(true)
    .describe(
      'true: WITH_TRAFFIC_CONTROL and loadBalancerInfo (13 events); false: the balancer is not told (7 events)',
    ),
  ignoreApplicationStopFailures: z.boolean().default(false),
  autoRollback: z
    .strictObject({
      enabled: z.boolean().default(true),
      events: z
        .array(z.enum(['DEPLOYMENT_FAILURE']))
        .min(1)
        .default(['DEPLOYMENT_FAILURE']),
    })
    .prefault({}),
  scheduling: z
    .enum(['batch', 'sliding'])
    .default('batch')
    .describe('MODEL: whether the next wave waits for the whole last one, or hosts start as soon as the gate allows'),
})

/** Words and wishes of the author; no part of the run's identity. */
export const presentationSchema = z.strictObject({
  collection: z.string().max(40).default('').describe('heading in the library'),
  story: z.string().max(600).default('').describe('what to watch for, in a sentence or two'),
  order: z.int().min(0).max(10_000).default(1_000),
})

export const scenarioSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  name: z.string().min(1).max(LIMITS.nameCharsMax),
  notes: z.string().max(LIMITS.notesCharsMax).default(''),
  presentation: presentationSchema.prefault({}),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  startAtMs: ms().default(30_000).describe('when the deployment is created'),
  durationMs: z
    .int()
    .min(1_000)
    .max(LIMITS.durationMsMax)
    .nullable()
    .default(null)
    .describe('end of the run; null: 60 s after the last deployment has ended'),
  load: loadSchema.default({ kind: 'constant', rps: 100 }),
  fleet: fleetSchema.prefault({}),
  loadBalancer: loadBalancerSchema.prefault({}),
  revisions: z
    .strictObject({ old: revisionSchema('v1').prefault({}), new: revisionSchema('v2').prefault({}) })
    .prefault({}),
  deployment: deploymentSchema.nullable().prefault({}).describe('null: a run without a deployment'),
  faults: z.array(faultSchema).max(LIMITS.faultsMax).default([]),
})

export type Distribution = z.infer<typeof distributionSchema>
export type Load = z.infer<typeof loadSchema>
export type Revision = z.infer<ReturnType<typeof revisionSchema>>
export type Script = z.infer<typeof scriptSchema>
export type Fleet = z.infer<typeof fleetSchema>
export type LoadBalancer = z.infer<typeof loadBalancerSchema>
export type MinimumHealthyHosts = z.infer<typeof minimumHealthyHostsSchema>
export type DeploymentSettings = z.infer<typeof deploymentSchema>
export type DeploymentConfig = z.infer<typeof deploymentConfigSchema>
/** A scenario with every default filled in; frozen by `parseScenario`. */
export type Scenario = z.infer<typeof scenarioSchema>
/** A scenario as a person may write it, defaults left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>

import { alarmSchema } from '../alarms/alarm-schema'
import { eventRuleSchema } from '../events/rule-schema'
import { faultSchema } from '../faults/schema'
import { autoScalingSchema } from './auto-scaling-schema'
import { type DeploymentConfig, deploymentSchema } from './deployment-schema'
import { distributionSchema, ms } from './durations-schema'
import { SCRIPTABLE_EVENT_NAMES } from './events'
import { interventionSchema } from './intervention-schema'
import { LIMITS } from './limits'
import { ecsSchema, lambdaSchema } from './platform-schema'
import { z } from './zod'

/** The scenario format that this engine writes. Older files are upgraded (`upgrades.ts`), newer ones are refused. */
export const SCHEMA_VERSION = 1

const loadPoint = z.strictObject({
  atMs: ms().describe('milliseconds from the start of the simulation, later than the point before it'),
  rps: z.number().min(0).max(LIMITS.rpsMax).describe('requests per second'),
})
/** Before the first point its rate holds already, after the last point its rate holds to the end of the run. */
const loadPoints = z.array(loadPoint).min(1).max(LIMITS.loadPointsMax)

const loadSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('constant').describe('the same rate all the time'),
      rps: z.number().min(0).max(LIMITS.rpsMax).describe('requests per second'),
    }),
    z.strictObject({
      kind: z.literal('steps').describe('a rate for a while, then another'),
      points: loadPoints.describe('each rate holds until the next point, the first one also before it'),
    }),
    z.strictObject({
      kind: z.literal('ramp').describe('straight lines'),
      points: loadPoints.describe('the rate runs straight from point to point'),
    }),
    z.strictObject({
      kind: z.literal('daily').describe('a cosine between trough and peak'),
      troughRps: z.number().min(0).max(LIMITS.rpsMax).describe('lowest rate, requests per second'),
      peakRps: z.number().min(0).max(LIMITS.rpsMax).describe('highest rate, requests per second, not below the lowest'),
      peakAtMs: ms().default(0).describe('when the first peak is, milliseconds from the start'),
      periodMs: z
        .int()
        .min(60_000)
        .max(LIMITS.durationMsMax)
        .default(86_400_000)
        .describe('from peak to peak, milliseconds'),
    }),
    z.strictObject({
      kind: z.literal('recorded').describe('a measured series'),
      points: loadPoints.describe('time and rate; each rate holds until the next point, the first one also before it'),
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
    .nullable()
    .default(null)
    .describe(
      'after this the script is killed and the event fails with ScriptTimedOut; null: the AppSpec default of 3600 s, ' +
        'and never longer than what the 3600 s of the event leave',
    ),
  duration: distributionSchema
    .default({ kind: 'constant', meanMs: 5_000 })
    .describe('how long the script runs, a MODEL value'),
})

const hooksSchema = z
  .partialRecord(z.enum(SCRIPTABLE_EVENT_NAMES), z.array(scriptSchema).max(LIMITS.scriptsPerEventMax))
  .describe('AppSpec hooks: scripts by lifecycle event, run in order; an event without scripts succeeds at once')

const revisionSchema = (defaultName: string) =>
  z.strictObject({
    name: z.string().min(1).max(LIMITS.nameCharsMax).default(defaultName).describe('what people call the revision'),
    serviceTime: distributionSchema
      .default({ kind: 'lognormal', medianMs: 40, p99Ms: 220 })
      .describe('how long one request takes once it is being served'),
    errorRatePpm: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(0)
      .describe('share of answers that are 5xx, in parts per million'),
    bootMs: ms(LIMITS.eventTimeoutMsMax)
      .default(0)
      .describe(
        'MODEL: after ApplicationStart has ended, how long the application boots, refusing connections, before it warms up',
      ),
    initTime: distributionSchema
      .default({ kind: 'lognormal', medianMs: 350, p99Ms: 1_200 })
      .describe('Lambda only: the init phase of a new execution environment (cold start), a MODEL value'),
    warmUpMs: ms(LIMITS.eventTimeoutMsMax)
      .default(0)
      .describe('MODEL: after bootMs, how long the application still refuses connections while it warms up'),
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
    .max(LIMITS.instanceCountMax - 1)
    .describe('which instance, from 0 to instanceCount - 1'),
  state: z
    .enum(['running', 'stopped'])
    .default('running')
    .describe('a stopped instance is still targeted, answers nothing and counts as failed'),
  lastDeployment: z
    .enum(['succeeded', 'failed', 'none'])
    .default('succeeded')
    .describe(
      'how the last deployment to it ended, which is its instance health for CodeDeploy; none: never deployed to',
    ),
  revision: z
    .enum(['old', 'new', 'none'])
    .default('old')
    .describe('which revision its application serves; none: nothing is installed and connections are refused'),
})

const fleetSchema = z
  .strictObject({
    instanceCount: z
      .int()
      .min(0)
      .max(LIMITS.instanceCountMax)
      .default(10)
      .describe('instances of the deployment group'),
    zones: z
      .array(z.string().min(1).max(40))
      .min(1)
      .max(LIMITS.zoneCountMax)
      .default(['us-east-1a', 'us-east-1b', 'us-east-1c'])
      .describe('names of the Availability Zones, each once; MODEL: instances are dealt out in turn'),
    concurrency: z
      .int()
      .min(1)
      .max(LIMITS.concurrencyMax)
      .default(8)
      .describe('requests one instance serves at a time'),
    queueLimit: z
      .int()
      .min(0)
      .max(LIMITS.queueLimitMax)
      .default(64)
      .describe('requests that may wait on one instance; one more is answered with a 503'),
    exceptions: z
      .array(instanceExceptionSchema)
      .max(LIMITS.instanceCountMax)
      .default([])
      .describe('instances that stand otherwise than running the old revision after a deployment that succeeded'),
  })
  .describe('EC2 instances of one deployment group behind one load balancer')

const healthCheckSchema = z
  .strictObject({
    intervalMs: z.int().min(5_000).max(300_000).default(30_000).describe('from check to check of one target, ms'),
    timeoutMs: z
      .int()
      .min(2_000)
      .max(120_000)
      .default(5_000)
      .describe('a check without an answer by then has failed, ms; must be below the interval'),
    healthyThresholdCount: z
      .int()
      .min(2)
      .max(10)
      .default(5)
      .describe('passes in a row that make a target healthy again'),
    unhealthyThresholdCount: z.int().min(2).max(10).default(2).describe('failures in a row that make it unhealthy'),
  })
  .prefault({})
  .describe('health checks of the target group (ALB user guide, target group health checks)')

const loadBalancerSchema = z
  .strictObject({
    type: z
      .enum(['application', 'network', 'classic'])
      .default('application')
      .describe('which load balancer; it decides the defaults of the health check, fail-open and what can be shifted'),
    algorithm: z
      .enum(['round_robin', 'least_outstanding_requests'])
      .default('round_robin')
      .describe('routing algorithm of the target group'),
    healthCheck: healthCheckSchema,
    deregistrationDelayMs: z
      .int()
      .min(0)
      .max(3_600_000)
      .default(300_000)
      .describe(
        'how long a target stays draining; open requests are cut at its end, ms; MODEL: BlockTraffic waits for all of it',
      ),
    slowStartMs: z
      .int()
      .min(0)
      .max(LIMITS.slowStartMsMax)
      .default(0)
      .describe('0 is off, otherwise 30 000 to 900 000 ms; only with round_robin'),
    registrationMs: ms(600_000)
      .default(5_000)
      .describe('from the register call to the first health check, a MODEL value, ms'),
    idleTimeoutMs: z
      .int()
      .min(1_000)
      .max(4_000_000)
      .default(60_000)
      .describe('a request without an answer by then is answered with a 504, ms'),
  })
  .describe('the load balancer in front of the fleet, with its health checks')

/** Words and wishes of the author; no part of the run's identity. */
const presentationSchema = z
  .strictObject({
    collection: z.string().max(40).default('').describe('heading in the library'),
    story: z.string().max(600).default('').describe('what to watch for, in a sentence or two'),
    order: z.int().min(0).max(10_000).default(1_000).describe('place in its collection, lowest first'),
  })
  .prefault({})
  .describe('how the library shows the scenario; no part of what is simulated')

export const scenarioSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION).describe('version of this format'),
  name: z.string().min(1).max(LIMITS.nameCharsMax).describe('title of the scenario'),
  notes: z.string().max(LIMITS.notesCharsMax).default('').describe('anything the author wants to keep with it'),
  presentation: presentationSchema,
  seed: z.int().min(0).max(LIMITS.seedMax).default(1).describe('start of every random stream; one seed, one run'),
  startAtMs: ms().default(30_000).describe('when the deployment is created, ms from the start'),
  durationMs: z
    .int()
    .min(1_000)
    .max(LIMITS.durationMsMax)
    .nullable()
    .default(null)
    .describe('end of the run, ms from the start; null: 60 s after the last deployment has ended'),
  load: loadSchema.default({ kind: 'constant', rps: 100 }),
  fleet: fleetSchema.prefault({}),
  loadBalancer: loadBalancerSchema.prefault({}),
  revisions: z
    .strictObject({
      old: revisionSchema('v1').prefault({}).describe('what the fleet runs before the deployment'),
      new: revisionSchema('v2').prefault({}).describe('what the deployment brings'),
    })
    .prefault({})
    .describe('the two revisions'),
  deployment: deploymentSchema
    .nullable()
    .prefault({})
    .describe('the deployment and its deployment group; null: a run without a deployment'),
  autoScaling: autoScalingSchema
    .nullable()
    .default(null)
    .describe('the Auto Scaling group of the fleet; null: the instances are what they are'),
  lambda: lambdaSchema.prefault({}),
  ecs: ecsSchema.prefault({}),
  alarms: z
    .array(alarmSchema)
    .max(LIMITS.alarmsMax)
    .default([])
    .describe('CloudWatch alarms; a deployment group watches those that its alarm configuration names'),
  eventRules: z
    .array(eventRuleSchema)
    .max(LIMITS.eventRulesMax)
    .default([])
    .describe('EventBridge rules: which events are told to whom'),
  interventions: z
    .array(interventionSchema)
    .max(LIMITS.interventionsMax)
    .default([])
    .describe('what a person does during the run, in the order in which it is done'),
  faults: z.array(faultSchema).max(LIMITS.faultsMax).default([]).describe('what goes wrong on purpose'),
})

export type Distribution = z.infer<typeof distributionSchema>
export type Load = z.infer<typeof loadSchema>
export type Revision = z.infer<ReturnType<typeof revisionSchema>>
export type Script = z.infer<typeof scriptSchema>
export type Fleet = z.infer<typeof fleetSchema>
export type LoadBalancer = z.infer<typeof loadBalancerSchema>
export type DeploymentSettings = z.infer<typeof deploymentSchema>
export type AutoScalingSettings = z.infer<typeof autoScalingSchema>
export type Intervention = z.infer<typeof interventionSchema>
export type { DeploymentConfig }
/** A scenario with every default filled in; frozen by `parseScenario`. */
export type Scenario = z.infer<typeof scenarioSchema>
/** A scenario as a person may write it, defaults left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>

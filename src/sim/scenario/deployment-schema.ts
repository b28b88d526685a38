import { STRATEGY_IDS } from '../strategies/strategy'
import { distributionSchema, ms } from './durations-schema'
import { HOOK_FUNCTION_EVENT_NAMES } from './events'
import { LIMITS } from './limits'
import { z } from './zod'

const minimumHealthyHostsSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('HOST_COUNT').describe('a number of hosts'),
      value: z.int().min(0).max(LIMITS.instanceCountMax).describe('hosts that must stay healthy'),
    }),
    z.strictObject({
      type: z.literal('FLEET_PERCENT').describe('a share of the hosts, rounded up when the deployment starts'),
      value: z.int().min(0).max(99).describe('percent of the hosts that must stay healthy'),
    }),
  ])
  .describe('minimum healthy hosts (CodeDeploy user guide, instance health)')

const zonalConfigSchema = z
  .strictObject({
    firstZoneMonitorDurationInSeconds: z
      .int()
      .min(0)
      .max(LIMITS.durationMsMax / 1000)
      .nullable()
      .default(null)
      .describe('wait after the first zone, seconds; null: as monitorDurationInSeconds'),
    monitorDurationInSeconds: z
      .int()
      .min(0)
      .max(LIMITS.durationMsMax / 1000)
      .default(0)
      .describe('wait after each other zone but the last, seconds'),
    minimumHealthyHostsPerZone: minimumHealthyHostsSchema
      .default({ type: 'FLEET_PERCENT', value: 0 })
      .describe('hosts that must stay healthy in each zone'),
  })
  .describe('one Availability Zone after the other (CodeDeploy API: ZonalConfig); in place on EC2 only')

const percentage = z.int().min(1).max(99)
const minutes = z.int().min(1).max(LIMITS.waitMinutesMax)

const trafficRoutingConfigSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('AllAtOnce').describe('all traffic in one shift') }),
    z.strictObject({
      type: z.literal('TimeBasedCanary').describe('two shifts'),
      timeBasedCanary: z
        .strictObject({
          canaryPercentage: percentage.describe('percent of the traffic in the first shift'),
          canaryInterval: minutes.describe('minutes until the rest follows'),
        })
        .describe('CodeDeploy API: TimeBasedCanary'),
    }),
    z.strictObject({
      type: z.literal('TimeBasedLinear').describe('equal shifts'),
      timeBasedLinear: z
        .strictObject({
          linearPercentage: percentage.describe('percent of the traffic in each shift'),
          linearInterval: minutes.describe('minutes between two shifts'),
        })
        .describe('CodeDeploy API: TimeBasedLinear'),
    }),
  ])
  .describe('how traffic is shifted (CodeDeploy API: TrafficRoutingConfig)')

const customName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9+=,.@_-]+$/, 'allowed are only the characters A-Z a-z 0-9 + = , . @ _ -')
  .refine((name) => !name.startsWith('CodeDeployDefault.'), 'custom names may not start with CodeDeployDefault.')
  .describe('name of the custom deployment configuration')

const deploymentConfigSchema = z
  .union([
    z.string().min(1).max(100).startsWith('CodeDeployDefault.'),
    z.strictObject({
      name: customName,
      minimumHealthyHosts: minimumHealthyHostsSchema,
      zonalConfig: zonalConfigSchema
        .nullable()
        .default(null)
        .describe('one Availability Zone after the other; null: all of them together'),
    }),
    z.strictObject({ name: customName, trafficRoutingConfig: trafficRoutingConfigSchema }),
  ])
  .describe('a deployment configuration: one of CodeDeploy by its name, or a custom one')

const autoRollbackSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('whether the deployment group rolls back by itself; MODEL: by default it does'),
    events: z
      .array(z.enum(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']))
      .max(3)
      .default(['DEPLOYMENT_FAILURE'])
      .describe('what it rolls back on; empty only when it is not enabled'),
  })
  .prefault({})
  .describe('automatic rollback, a new deployment of the last good revision')

const waitMinutes = z.int().min(0).max(LIMITS.waitMinutesMax)

const blueGreenSchema = z
  .strictObject({
    greenFleetProvisioning: z
      .enum(['COPY_AUTO_SCALING_GROUP', 'DISCOVER_EXISTING'])
      .default('DISCOVER_EXISTING')
      .describe('EC2: copy the Auto Scaling group, or take instances that are there already'),
    replacementCount: z
      .int()
      .min(0)
      .max(LIMITS.instanceCountMax)
      .nullable()
      .default(null)
      .describe('DISCOVER_EXISTING: how many instances were found; null: as many as the original fleet has'),
    actionOnTimeout: z
      .enum(['CONTINUE_DEPLOYMENT', 'STOP_DEPLOYMENT'])
      .default('CONTINUE_DEPLOYMENT')
      .describe('reroute as soon as the replacement is ready, or wait to be continued and stop when nobody does'),
    waitTimeInMinutes: waitMinutes
      .default(0)
      .describe('STOP_DEPLOYMENT: how long it waits to be continued; MODEL: by default not at all'),
    terminateBlueInstances: z
      .enum(['TERMINATE', 'KEEP_ALIVE'])
      .default('TERMINATE')
      .describe('what becomes of the original instances after a success'),
    terminationWaitTimeInMinutes: waitMinutes
      .default(5)
      .describe('how long the original instances are kept before they are terminated; MODEL: by default five minutes'),
  })
  .prefault({})
  .describe('blue/green settings (CodeDeploy API: BlueGreenDeploymentConfiguration)')

const alarmConfigurationSchema = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe('whether alarms stop the deployment; when left out, it is true where alarms are named'),
  ignorePollAlarmFailure: z
    .boolean()
    .default(false)
    .describe('go on when the state of the alarms cannot be read; otherwise the deployment stops'),
  alarms: z.array(z.string().min(1).max(255)).default([]).describe('names of alarms of the scenario, at most ten'),
})

/** What a Lambda function does that CodeDeploy calls as a hook of a Lambda or ECS deployment. */
const hookFunctionSchema = z.strictObject({
  functionName: z.string().min(1).max(140).describe('the function that CodeDeploy invokes'),
  duration: distributionSchema
    .default({ kind: 'constant', meanMs: 20_000 })
    .describe('from the invocation to its callback, a MODEL value'),
  result: z
    .enum(['Succeeded', 'Failed', 'none'])
    .default('Succeeded')
    .describe('what it reports with PutLifecycleEventHookExecutionStatus; none: it never calls back'),
})

export const deploymentSchema = z.strictObject({
  strategy: z.enum(STRATEGY_IDS).default('in-place').describe('how the revision reaches the fleet'),
  applicationName: z.string().min(1).max(100).default('app').describe('CodeDeploy application'),
  deploymentGroupName: z.string().min(1).max(100).default('group').describe('CodeDeploy deployment group'),
  deploymentConfig: deploymentConfigSchema.default('CodeDeployDefault.OneAtATime'),
  trafficControl: z
    .boolean()
    .default(true)
    .describe(
      'true: WITH_TRAFFIC_CONTROL and loadBalancerInfo (13 events); false: the balancer is not told (7 events)',
    ),
  ignoreApplicationStopFailures: z
    .boolean()
    .default(false)
    .describe('go on when BeforeBlockTraffic, AfterBlockTraffic or ApplicationStop fails'),
  autoRollback: autoRollbackSchema,
  alarmConfiguration: alarmConfigurationSchema.prefault({}).describe('alarms that stop the deployment'),
  overrideAlarmConfiguration: alarmConfigurationSchema
    .nullable()
    .default(null)
    .describe("in place of the group's alarms for this one deployment"),
  alarmPollMs: z
    .int()
    .min(1_000)
    .max(600_000)
    .default(10_000)
    .describe('MODEL: how often the deployment asks for the state of its alarms, from its start on, ms'),
  blueGreen: blueGreenSchema,
  outdatedInstancesStrategy: z
    .enum(['UPDATE', 'IGNORE'])
    .default('UPDATE')
    .describe('what becomes of instances that were launched during the deployment with the revision before'),
  terminationHookEnabled: z
    .boolean()
    .default(false)
    .describe('whether CodeDeploy also runs a deployment on instances that Auto Scaling terminates'),
  hookFunctions: z
    .partialRecord(z.enum(HOOK_FUNCTION_EVENT_NAMES), hookFunctionSchema)
    .default({})
    .describe('Lambda and ECS: functions by lifecycle event; an event without one succeeds at once'),
  scheduling: z
    .enum(['batch', 'sliding'])
    .default('batch')
    .describe('MODEL: whether the next wave waits for the whole last one, or hosts start as soon as the gate allows'),
  bakeMs: ms(LIMITS.durationMsMax)
    .default(0)
    .describe('weighted target groups: how long all traffic stays on the new fleet before the old one is taken out'),
})

export type MinimumHealthyHosts = z.infer<typeof minimumHealthyHostsSchema>
export type ZonalConfig = z.infer<typeof zonalConfigSchema>
export type TrafficRoutingConfig = z.infer<typeof trafficRoutingConfigSchema>
export type DeploymentConfig = z.infer<typeof deploymentConfigSchema>
export type AlarmConfiguration = z.infer<typeof alarmConfigurationSchema>
export type HookFunction = z.infer<typeof hookFunctionSchema>

import { targetTrackingSchema } from './auto-scaling-schema'
import { distributionSchema, ms } from './durations-schema'
import { LIMITS } from './limits'
import { z } from './zod'

export const lambdaSchema = z
  .strictObject({
    functionName: z.string().min(1).max(64).default('function').describe('the Lambda function'),
    alias: z.string().min(1).max(128).default('live').describe('the alias that clients invoke'),
    timeoutMs: z.int().min(1_000).max(900_000).default(3_000).describe('the function timeout, ms'),
    accountConcurrency: z
      .int()
      .min(1)
      .max(LIMITS.environmentsMax)
      .default(1_000)
      .describe('concurrent executions that the account leaves to this function'),
    reservedConcurrency: z
      .int()
      .min(0)
      .max(LIMITS.environmentsMax)
      .nullable()
      .default(null)
      .describe('reserved for this function, both versions together, and no more than that; null: none reserved'),
    provisionedConcurrency: z
      .int()
      .min(0)
      .max(LIMITS.environmentsMax)
      .default(0)
      .describe('environments kept initialised on the alias; MODEL: divided between two versions by their weights'),
    provisionedAllocationMs: ms(3_600_000)
      .default(90_000)
      .describe('MODEL: from asking for provisioned concurrency until it can be used, ms'),
    idleReclaimMs: ms(LIMITS.durationMsMax)
      .default(300_000)
      .describe('MODEL: an environment without an invocation for so long is reclaimed, ms'),
  })
  .describe('the Lambda function of a deployment with strategy lambda-alias')

export const ecsSchema = z
  .strictObject({
    serviceName: z.string().min(1).max(255).default('service').describe('the ECS service'),
    testListener: z.boolean().default(true).describe('whether the load balancer has a test listener'),
    taskStart: distributionSchema
      .default({ kind: 'constant', meanMs: 25_000 })
      .describe('MODEL: from PROVISIONING to RUNNING'),
    minCapacity: z.int().min(0).max(LIMITS.instanceCountMax).default(0).describe('service scaling: never fewer tasks'),
    maxCapacity: z
      .int()
      .min(0)
      .max(LIMITS.instanceCountMax)
      .default(LIMITS.instanceCountMax)
      .describe('service scaling: never more tasks'),
    targetTracking: z.array(targetTrackingSchema).max(2).default([]).describe('service scaling policies'),
  })
  .describe('the ECS service of a deployment with strategy ecs-blue-green; desired tasks are fleet.instanceCount')

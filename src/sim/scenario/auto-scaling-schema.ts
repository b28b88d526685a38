import { distributionSchema, ms } from './durations-schema'
import { LIMITS } from './limits'
import { z } from './zod'

const size = z.int().min(0).max(LIMITS.instanceCountMax)

/** Target tracking of an Auto Scaling group, or of an ECS service. */
export const targetTrackingSchema = z.strictObject({
  metric: z
    .enum(['ASGAverageCPUUtilization', 'ALBRequestCountPerTarget'])
    .describe('what is held at the target; CPU is a MODEL: the share of places that are serving a request'),
  targetValue: z.number().positive().max(1_000_000).describe('percent of CPU, or requests per target and minute'),
  disableScaleIn: z.boolean().default(false).describe('only add capacity'),
})

export type TargetTracking = z.infer<typeof targetTrackingSchema>

export const autoScalingSchema = z
  .strictObject({
    name: z.string().min(1).max(255).default('asg').describe('name of the Auto Scaling group'),
    minSize: size.default(0).describe('never fewer instances'),
    maxSize: size.default(LIMITS.instanceCountMax).describe('never more instances, but for zone balance'),
    boot: distributionSchema
      .default({ kind: 'constant', meanMs: 60_000 })
      .describe('MODEL: from the launch to the CodeDeploy agent running on the instance'),
    defaultInstanceWarmupMs: ms(3_600_000)
      .default(0)
      .describe('how long a new instance is left out of the metrics of target tracking; 0: as the cooldown'),
    defaultCooldownMs: ms(LIMITS.durationMsMax).default(300_000).describe('DefaultCooldown'),
    healthCheckType: z
      .enum(['EC2', 'ELB'])
      .default('EC2')
      .describe('ELB: an instance that the load balancer calls unhealthy is replaced'),
    healthCheckGracePeriodMs: ms(LIMITS.durationMsMax)
      .default(0)
      .describe('from InService on, how long a failed load balancer check is not acted upon'),
    terminationPolicy: z
      .enum(['Default', 'OldestInstance', 'NewestInstance'])
      .default('Default')
      .describe('which instance goes first'),
    suspendedProcesses: z
      .array(
        z.enum(['Launch', 'Terminate', 'AddToLoadBalancer', 'AlarmNotification', 'AZRebalance', 'ReplaceUnhealthy']),
      )
      .max(6)
      .default([])
      .describe('processes that are suspended all the time'),
    targetTracking: z.array(targetTrackingSchema).max(2).default([]).describe('target tracking policies'),
  })
  .describe('an Auto Scaling group; desired capacity at the start is fleet.instanceCount')

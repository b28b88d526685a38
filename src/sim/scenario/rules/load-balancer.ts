import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { LoadBalancer } from '../schema'
import type { Rule } from './rule'

const CLASSIC_TIMEOUT_MS_MAX = 60_000

/** What the Elastic Load Balancing API would refuse. */
export const LOAD_BALANCER_RULES: readonly Rule[] = [
  { reads: ['/loadBalancer/healthCheck'], check: ({ loadBalancer }) => healthCheckIssues(loadBalancer) },
  {
    reads: ['/loadBalancer/healthCheck/timeoutMs', '/loadBalancer/type'],
    check: ({ loadBalancer }) => classicTimeoutIssues(loadBalancer),
  },
  { reads: ['/loadBalancer/slowStartMs'], check: ({ loadBalancer }) => slowStartIssues(loadBalancer) },
  {
    reads: ['/loadBalancer/slowStartMs', '/loadBalancer/type'],
    check: ({ loadBalancer }) => slowStartTypeIssues(loadBalancer),
  },
  {
    reads: ['/loadBalancer/slowStartMs', '/loadBalancer/algorithm'],
    check: ({ loadBalancer }) => slowStartAlgorithmIssues(loadBalancer),
  },
]

/** ELB API, CreateTargetGroup: "Health check interval must be greater than the timeout". */
function healthCheckIssues({ healthCheck: { intervalMs, timeoutMs } }: LoadBalancer): Issue[] {
  if (timeoutMs < intervalMs) return []
  const message = `found ${timeoutMs}, allowed are times below intervalMs (${intervalMs})`
  return [{ pointer: '/loadBalancer/healthCheck/timeoutMs', message }]
}

/** Classic Load Balancer user guide, health checks: a response timeout of 2 to 60 s. */
function classicTimeoutIssues({ type, healthCheck: { timeoutMs } }: LoadBalancer): Issue[] {
  if (type !== 'classic' || timeoutMs <= CLASSIC_TIMEOUT_MS_MAX) return []
  const message = `found ${timeoutMs}, allowed are times up to ${CLASSIC_TIMEOUT_MS_MAX} with a classic load balancer`
  return [{ pointer: '/loadBalancer/healthCheck/timeoutMs', message }]
}

/** ALB user guide, target group attributes: slow start is 0 (off) or 30 to 900 s. */
function slowStartIssues({ slowStartMs }: LoadBalancer): Issue[] {
  if (slowStartMs === 0 || slowStartMs >= LIMITS.slowStartMsMin) return []
  const message = `found ${slowStartMs}, allowed are 0 (off) and whole numbers from ${LIMITS.slowStartMsMin} to ${LIMITS.slowStartMsMax}`
  return [{ pointer: '/loadBalancer/slowStartMs', message }]
}

/** Slow start is an attribute of an Application Load Balancer's target groups (ALB user guide, target group attributes). */
function slowStartTypeIssues({ slowStartMs, type }: LoadBalancer): Issue[] {
  if (slowStartMs === 0 || type === 'application') return []
  const message = `found ${slowStartMs}, allowed is 0 with a ${type} load balancer: slow start needs an application one`
  return [{ pointer: '/loadBalancer/slowStartMs', message }]
}

/** ALB user guide, target group attributes: no slow start with least outstanding requests. */
function slowStartAlgorithmIssues({ slowStartMs, algorithm }: LoadBalancer): Issue[] {
  if (slowStartMs === 0 || algorithm === 'round_robin') return []
  const message = `found ${slowStartMs}, allowed is 0 with ${algorithm}: slow start needs round_robin`
  return [{ pointer: '/loadBalancer/slowStartMs', message }]
}

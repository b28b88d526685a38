import { parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'

/** Pointers and sentences of everything that keeps a scenario with this deployment from being run. */
function issuesOf(deployment: object, rest: object = {}): string[] {
  const parsed = parseScenario({ schemaVersion: 1, name: 'test', ...rest, deployment })
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
}
const hookAt = (event: string) => ({ hookFunctions: { [event]: { functionName: 'CodeDeployHook_test' } } })
const LAMBDA = { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' }
const ECS = { strategy: 'ecs-blue-green', deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce' }

describe('what is refused of functions and services', () => {
  it.each(['BeforeAllowTraffic', 'AfterAllowTraffic'])('[platforms 1.9] Lambda has a hook at %s', (event) => {
    expect(issuesOf({ ...LAMBDA, ...hookAt(event) })).toEqual([])
  })

  it.each(['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic'])(
    '[platforms 1.9] Lambda has no hook at %s',
    (event) => {
      expect(issuesOf({ ...LAMBDA, ...hookAt(event) })).toEqual([
        `/deployment/hookFunctions/${event}: found a hook function for ${event}, allowed with the strategy lambda-alias are those for BeforeAllowTraffic, AfterAllowTraffic`,
      ])
    },
  )

  it.each(['BeforeInstall', 'AfterInstall', 'AfterAllowTestTraffic', 'BeforeAllowTraffic', 'AfterAllowTraffic'])(
    '[platforms 2.6] ECS has a hook at %s, and instances have none',
    (event) => {
      expect(issuesOf({ ...ECS, ...hookAt(event) })).toEqual([])
      expect(issuesOf({ strategy: 'in-place', ...hookAt(event) })).toEqual([
        `/deployment/hookFunctions/${event}: found a hook function for ${event}, allowed with the strategy in-place is none: instances run scripts`,
      ])
    },
  )

  it('[platforms 2.4] the termination wait is 2880 minutes at most', () => {
    const waiting = (terminationWaitTimeInMinutes: number) =>
      issuesOf({ ...ECS, blueGreen: { terminationWaitTimeInMinutes } })
    expect(waiting(2_880)).toEqual([])
    expect(waiting(2_881)).toHaveLength(1)
    expect(waiting(2_881)[0]).toMatch(/^\/deployment\/blueGreen\/terminationWaitTimeInMinutes: /)
  })

  it('[platforms 2.2] a Classic Load Balancer does not stand before a service', () => {
    expect(issuesOf(ECS, { loadBalancer: { type: 'application' } })).toEqual([])
    expect(issuesOf(ECS, { loadBalancer: { type: 'network', healthCheck: {} } })).toEqual([])
    expect(issuesOf(ECS, { loadBalancer: { type: 'classic' } })[0]).toMatch(/^\/loadBalancer\/type: /)
  })

  it('[platforms 1.8] provisioned concurrency is not above what is reserved, or could be', () => {
    const provisioned = (lambda: object) => issuesOf(LAMBDA, { lambda })
    expect(provisioned({ provisionedConcurrency: 50, reservedConcurrency: 50 })).toEqual([])
    expect(provisioned({ provisionedConcurrency: 51, reservedConcurrency: 50 })).toHaveLength(1)
    expect(provisioned({ provisionedConcurrency: 900 })).toEqual([])
    expect(provisioned({ provisionedConcurrency: 901 })).toHaveLength(1)
    expect(provisioned({ reservedConcurrency: 901 })).toHaveLength(1)
  })
})

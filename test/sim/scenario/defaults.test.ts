import { parseScenario, type Scenario } from '@sim'
import { describe, expect, it } from 'vitest'

function scenarioOf(properties: object): Scenario {
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', ...properties })
  if (parsed.ok) return parsed.value
  throw new Error(JSON.stringify(parsed.issues))
}

const configurationOf = (strategy: string) => scenarioOf({ deployment: { strategy } }).deployment?.deploymentConfig

describe('defaults that depend on what else a scenario says', () => {
  it.each([
    ['[2.1]', 'in-place', 'CodeDeployDefault.OneAtATime'],
    ['[2.1]', 'blue-green', 'CodeDeployDefault.OneAtATime'],
    ['[platforms 1.1]', 'lambda-alias', 'CodeDeployDefault.LambdaAllAtOnce'],
    ['[platforms 2.1]', 'ecs-blue-green', 'CodeDeployDefault.ECSAllAtOnce'],
  ])('%s the deployment configuration of %s is %s', (_section, strategy, name) => {
    expect(configurationOf(strategy)).toBe(name)
  })

  it('weighted target groups have a canary of their own, CodeDeploy having none', () => {
    expect(configurationOf('weighted-target-groups')).toMatchObject({
      trafficRoutingConfig: { type: 'TimeBasedCanary' },
    })
  })

  it.each([
    ['[6.1]', 'application', 30_000, 5_000, 5, 2],
    ['[6.5]', 'network', 30_000, 10_000, 5, 2],
    ['[6.5]', 'classic', 30_000, 5_000, 10, 2],
  ])(
    '%s health checks of a load balancer of type %s: every %d ms, timeout %d ms, healthy after %d, unhealthy after %d',
    (_section, type, intervalMs, timeoutMs, healthyThresholdCount, unhealthyThresholdCount) => {
      const { loadBalancer } = scenarioOf({ loadBalancer: { type } })
      expect(loadBalancer.healthCheck).toEqual({
        intervalMs,
        timeoutMs,
        healthyThresholdCount,
        unhealthyThresholdCount,
      })
      expect(loadBalancer.deregistrationDelayMs).toBe(300_000)
    },
  )

  it('fill in only what is left out', () => {
    const { healthCheck } = scenarioOf({
      loadBalancer: { type: 'classic', healthCheck: { intervalMs: 10_000 } },
    }).loadBalancer
    expect(healthCheck).toMatchObject({ intervalMs: 10_000, healthyThresholdCount: 10 })
    const deploymentConfig = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
    const given = scenarioOf({ deployment: { strategy: 'lambda-alias', deploymentConfig } })
    expect(given.deployment?.deploymentConfig).toBe(deploymentConfig)
  })

  it('alarms that are named are watched, unless the scenario says that they are not', () => {
    const alarms = [
      { name: 'red', metric: 'HTTPCode_Target_5XX_Count', threshold: 1, comparisonOperator: 'GreaterThanThreshold' },
    ]
    const watched = (alarmConfiguration: object) =>
      scenarioOf({ alarms, deployment: { alarmConfiguration } }).deployment?.alarmConfiguration.enabled
    expect(watched({ alarms: ['red'] })).toBe(true)
    expect(watched({ enabled: false, alarms: ['red'] })).toBe(false)
    expect(watched({})).toBe(false)
  })

  it('leave what is no scenario to the schema', () => {
    for (const document of [null, 1, [], { deployment: 1, loadBalancer: [] }, { deployment: { strategy: 7 } }]) {
      expect(parseScenario(document).ok).toBe(false)
    }
  })
})

import { type Assumption, importFiles } from '@interop'
import { describe, expect, it } from 'vitest'
import { fixture, importText, scenarioOf } from './support'

/** Values that say nothing about the deployment, or are ours to choose. */
const NOT_ABOUT_IT =
  /^\/(schemaVersion|notes|presentation|faults|lambda|ecs|eventRules|interventions|revisions\/\w+\/initTime|deployment\/(blueGreen|hookFunctions|bakeMs))/

/** Every pointer to a value that is neither list nor object; an empty one stands for itself. */
function leavesOf(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  const inner = Object.entries(value)
  return inner.length === 0 ? [pointer] : inner.flatMap(([key, each]) => leavesOf(each, `${pointer}/${key}`))
}

function speaksFor({ pointer: pattern }: Assumption, pointer: string): boolean {
  const parts = pattern.split('/')
  const found = pointer.split('/')
  return parts.length <= found.length && parts.every((part, index) => part === '*' || part === found[index])
}

function unnamed(files: readonly string[]): string[] {
  const outcome = importFiles(files.map(fixture))
  const isNamed = (pointer: string) => outcome.assumptions.some((assumption) => speaksFor(assumption, pointer))
  return leavesOf(scenarioOf(outcome)).filter((pointer) => !NOT_ABOUT_IT.test(pointer) && !isNamed(pointer))
}

describe('everything that no file says is named', () => {
  it('with a load alone, all of the rest', () => {
    expect(unnamed(['load.csv']).filter((pointer) => !pointer.startsWith('/load/'))).toEqual([])
  })

  it('with an AppSpec, all but its scripts', () => {
    const left = unnamed(['appspec.yml'])
    expect(left.length).toBeGreaterThan(0)
    expect(
      left.filter((pointer) => !/^\/revisions\/new\/hooks\/\w+\/\d+\/(location|timeoutMs)$/.test(pointer)),
    ).toEqual([])
  })

  it('with all files, all but what they say', () => {
    const all = ['appspec.yml', 'deployment-group.json', 'deployment-config.json', 'deployment.json', 'load.csv']
    const said = unnamed(all).filter((pointer) => !/^\/(revisions|load)\//.test(pointer))
    expect(said).toEqual([
      '/name',
      '/fleet/instanceCount',
      '/deployment/strategy',
      '/deployment/applicationName',
      '/deployment/deploymentGroupName',
      '/deployment/deploymentConfig/name',
      '/deployment/deploymentConfig/minimumHealthyHosts/type',
      '/deployment/deploymentConfig/minimumHealthyHosts/value',
      '/deployment/deploymentConfig/zonalConfig',
      '/deployment/trafficControl',
      '/deployment/ignoreApplicationStopFailures',
      '/deployment/autoRollback/enabled',
      '/deployment/autoRollback/events/0',
      '/deployment/autoRollback/events/1',
      '/deployment/alarmConfiguration/enabled',
      '/deployment/alarmConfiguration/ignorePollAlarmFailure',
      '/deployment/alarmConfiguration/alarms/0',
      '/deployment/outdatedInstancesStrategy',
      '/autoScaling',
    ])
  })

  it('and nothing that was said', () => {
    const { assumptions } = importText(fixture('appspec.yml').text, {
      instanceCount: 3,
      rps: 9,
      seed: 5,
      name: 'a',
      zones: ['z'],
    })
    const pointers = assumptions.map(({ pointer }) => pointer)
    for (const said of ['/fleet/instanceCount', '/load', '/seed', '/name', '/fleet/zones', '/revisions/new/hooks']) {
      expect(pointers).not.toContain(said)
    }
  })

  it('with the value that is in the scenario, in words', () => {
    const { assumptions } = importText(fixture('appspec.yml').text)
    const values = Object.fromEntries(assumptions.map(({ pointer, value }) => [pointer, value]))
    expect(values).toMatchObject({
      '/fleet/instanceCount': '10',
      '/load': '100 requests per second, constant',
      '/loadBalancer/deregistrationDelayMs': '5 min',
      '/loadBalancer/healthCheck': 'every 30 s, timeout 5 s, healthy after 5 passes, unhealthy after 2 failures',
      '/revisions/*/serviceTime': 'lognormal, median 40 ms, p99 220 ms',
      '/deployment/deploymentConfig': 'CodeDeployDefault.OneAtATime',
      '/deployment/trafficControl': 'WITH_TRAFFIC_CONTROL',
      '/deployment/autoRollback': 'on DEPLOYMENT_FAILURE',
    })
  })

  it('has a reason for each', () => {
    for (const { what, value, why } of importFiles([fixture('load.csv')]).assumptions) {
      expect([what, value, why].every((words) => words.length > 0)).toBe(true)
      expect(why.endsWith('.')).toBe(true)
    }
  })

  it('also the timeouts that the AppSpec leaves to the agent', () => {
    const { assumptions } = importText('version: 0.0\nos: linux\nhooks:\n  AfterInstall:\n    - location: a\n')
    expect(assumptions).toContainEqual(expect.objectContaining({ pointer: '/revisions/*/hooks/*/*/timeoutMs' }))
  })
})

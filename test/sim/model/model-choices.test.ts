import {
  LIMITS,
  MODEL_CHOICES,
  modelChoicesOf,
  parseScenario,
  type ScenarioInput,
  scenarioJsonSchema,
  simulate,
} from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../support/bundled-runs'

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
}

/** The settings of a scenario whose description says MODEL, as the registry writes them. */
function markedSettings(schema: Schema, path: readonly string[] = []): string[] {
  const own = schema.description?.includes('MODEL') && path.length > 0 ? [path.join('.')] : []
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    markedSettings(property, [...path, key]),
  )
  const each = [schema.items, schema.additionalProperties].filter((value) => typeof value === 'object')
  const items = each.flatMap((value) => markedSettings(value, [...path, '*']))
  return [...own, ...inner, ...items, ...(schema.anyOf ?? []).flatMap((one) => markedSettings(one, path))]
}

function run(document: Partial<ScenarioInput>) {
  const parsed = parseScenario({ schemaVersion: 1, name: 'a run', load: { kind: 'constant', rps: 1 }, ...document })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return simulate(parsed.value)
}

const idsOf = (document: Partial<ScenarioInput>) => modelChoicesOf(run(document)).map(({ id }) => id)
const neverDeployed = (count: number) =>
  Array.from({ length: count }, (_, instanceIndex) => ({ instanceIndex, lastDeployment: 'none' as const }))

describe('MODEL_CHOICES', () => {
  it('have names of their own, and say in a sentence each what is done and what AWS leaves open', () => {
    expect(new Set(MODEL_CHOICES.map(({ id }) => id)).size).toBe(MODEL_CHOICES.length)
    for (const { id, rule, why } of MODEL_CHOICES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      for (const sentence of [rule, why]) expect(sentence).toMatch(/^[A-Z][^.]*[^. ]\.$/)
    }
  })

  it('name exactly the settings that the schema marks MODEL', () => {
    const marked = markedSettings(scenarioJsonSchema() as Schema).map((path) =>
      path.replace(/^revisions\.(old|new)\./, 'revisions.*.'),
    )
    const named = MODEL_CHOICES.flatMap(({ settings }) => settings)
    expect([...new Set(marked)].sort()).toEqual(named.toSorted())
  })
})

describe('modelChoicesOf', () => {
  it('names what a rollback rests on only where there is one', () => {
    const ids = bundledRuns().map(({ name, result }) => ({ name, ids: modelChoicesOf(result).map(({ id }) => id) }))
    const withRollback = ids.filter((run) => run.ids.includes('rollback-targets')).map(({ name }) => name)
    const rolledBack = bundledRuns().filter(({ result }) =>
      result.deployments.some((one) => one.creator === 'codeDeployRollback' && one.deploymentType === 'IN_PLACE'),
    )
    expect(withRollback).toEqual(rolledBack.map(({ name }) => name))
    expect(withRollback.length).toBeGreaterThan(0)
  })

  it('names nothing of a deployment where there is none', () => {
    expect(idsOf({ deployment: null, durationMs: 1_000 })).toEqual(['zones', 'health-check-answers'])
  })

  it('names the balancer only where it is told', () => {
    const small: Partial<ScenarioInput> = { fleet: { instanceCount: 2 }, loadBalancer: { deregistrationDelayMs: 0 } }
    const traffic = ['block-traffic', 'registration']
    expect(idsOf(small)).toEqual(expect.arrayContaining(traffic))
    expect(idsOf({ ...small, deployment: { trafficControl: false } })).not.toEqual(expect.arrayContaining(traffic))
  })

  it('names the quota and the refused first deployment where they decide', () => {
    expect(idsOf({ fleet: { instanceCount: LIMITS.targetsPerDeploymentMax + 1 }, durationMs: 60_000 })).toContain(
      'instance-quota',
    )
    const refusing = {
      deploymentConfig: { name: 'Two', minimumHealthyHosts: { type: 'HOST_COUNT' as const, value: 2 } },
    }
    const first = { instanceCount: 2, exceptions: neverDeployed(2) }
    expect(idsOf({ fleet: first, deployment: refusing })).toEqual(
      expect.arrayContaining(['never-deployed', 'nothing-to-roll-back-to']),
    )
    expect(idsOf({ fleet: { instanceCount: 2 }, deployment: refusing })).not.toContain('never-deployed')
  })

  it('[3.2] names what is said of replacements that nobody continued, and of originals that came late', () => {
    const replaced = (actionOnTimeout: 'STOP_DEPLOYMENT' | 'CONTINUE_DEPLOYMENT', desiredCapacity: number) =>
      idsOf({
        load: { kind: 'constant', rps: 0 },
        fleet: { instanceCount: 2 },
        autoScaling: { maxSize: 4 },
        deployment: {
          strategy: 'blue-green',
          blueGreen: {
            greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP',
            ...(actionOnTimeout === 'STOP_DEPLOYMENT' ? { actionOnTimeout, waitTimeInMinutes: 10 } : {}),
          },
        },
        interventions: [{ kind: 'set-desired-capacity', atMs: 40_000, desiredCapacity }],
      })
    expect(replaced('STOP_DEPLOYMENT', 2)).toContain('stopped-target')
    expect(replaced('STOP_DEPLOYMENT', 2)).not.toContain('launched-originals')
    expect(replaced('CONTINUE_DEPLOYMENT', 3)).toContain('launched-originals')
    expect(replaced('CONTINUE_DEPLOYMENT', 3)).not.toContain('stopped-target')
  })

  it('[platforms 1.4] names the silent hook, and the rollback that has nothing to take back', () => {
    const withHook = (result: 'none' | 'Failed', event: 'BeforeAllowTraffic' | 'AfterAllowTraffic') =>
      idsOf({
        load: { kind: 'constant', rps: 0 },
        deployment: {
          strategy: 'lambda-alias',
          deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce',
          hookFunctions: { [event]: { functionName: 'check', result } },
        },
      })
    expect(withHook('none', 'BeforeAllowTraffic')).toEqual(expect.arrayContaining(['silent-hook', 'nothing-rerouted']))
    expect(withHook('none', 'BeforeAllowTraffic')).not.toContain('nothing-to-roll-back-to')
    expect(withHook('Failed', 'AfterAllowTraffic')).toContain('rollback-of-service')
    expect(withHook('Failed', 'AfterAllowTraffic')).not.toContain('nothing-rerouted')
    expect(withHook('Failed', 'AfterAllowTraffic')).not.toContain('silent-hook')
  })

  it('[platforms 1.5] names what becomes of an alias on two versions, and of a version that is live', () => {
    const deploy = (atMs: number) => ({ kind: 'deploy' as const, atMs, revision: 'new' as const })
    const stop = { kind: 'stop' as const, atMs: 60_000, autoRollbackEnabled: false }
    const withActs = (deploymentConfig: `CodeDeployDefault.${string}`, interventions: ScenarioInput['interventions']) =>
      idsOf({ deployment: { strategy: 'lambda-alias', deploymentConfig }, interventions })
    const canary = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
    expect(withActs(canary, [stop, deploy(70_000)])).toContain('lambda-two-versions')
    expect(withActs(canary, [stop])).not.toContain('lambda-two-versions')
    expect(withActs('CodeDeployDefault.LambdaAllAtOnce', [deploy(60_000)])).toContain('lambda-same-version')
    expect(withActs('CodeDeployDefault.LambdaAllAtOnce', [])).not.toContain('lambda-same-version')
  })

  it('[5.3] names the events that an alarm cuts short, and [5.2] the messages of a stop by a person', () => {
    const red = {
      name: 'busy',
      metric: 'RequestCount' as const,
      comparisonOperator: 'GreaterThanThreshold' as const,
      threshold: 0,
    }
    const alarmed = idsOf({
      fleet: { instanceCount: 2 },
      loadBalancer: { deregistrationDelayMs: 120_000 },
      alarms: [red],
      deployment: { alarmConfiguration: { alarms: ['busy'] } },
    })
    expect(alarmed).toContain('alarm-cuts-short')
    expect(alarmed).not.toContain('own-messages')
    const stopped = idsOf({ fleet: { instanceCount: 2 }, interventions: [{ kind: 'stop', atMs: 35_000 }] })
    expect(stopped).toContain('own-messages')
    expect(stopped).not.toContain('alarm-cuts-short')
  })

  it('[3.1] names the waits of a blue/green deployment', () => {
    const fleet = { instanceCount: 1 }
    expect(idsOf({ fleet, deployment: { strategy: 'blue-green' } })).toContain('blue-green-waits')
    expect(idsOf({ fleet })).not.toContain('blue-green-waits')
  })

  it('[platforms 1.6] names alarms that cannot be read', () => {
    const blind = (ignorePollAlarmFailure: boolean) =>
      idsOf({
        fleet: { instanceCount: 1 },
        alarms: [
          {
            name: 'busy',
            metric: 'RequestCount',
            comparisonOperator: 'GreaterThanThreshold',
            threshold: 1_000_000,
            unreadableFromMs: 0,
          },
        ],
        deployment: { alarmConfiguration: { alarms: ['busy'], ignorePollAlarmFailure } },
      })
    expect(blind(false)).toContain('unreadable-alarms')
    expect(blind(true)).not.toContain('unreadable-alarms')
  })
})

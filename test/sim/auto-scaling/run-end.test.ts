import { describe, expect, it } from 'vitest'
import { parseScenario, simulate } from '../../../src/sim'
import type { ScenarioInput } from '../../../src/sim/scenario/schema'

/** One instance more from 10 s on, boot 20 s; the group's deployment of the other two begins at 60 s. */
function run(input: Partial<ScenarioInput>) {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'end',
    startAtMs: 60_000,
    load: { kind: 'constant', rps: 1 },
    fleet: { instanceCount: 2 },
    loadBalancer: { deregistrationDelayMs: 0 },
    autoScaling: { boot: { kind: 'constant', meanMs: 20_000 } },
    interventions: [{ kind: 'set-desired-capacity', atMs: 10_000, desiredCapacity: 3 }],
    ...input,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return simulate(parsed.value)
}

const script = (seconds: number) => [
  { location: 'a.sh', duration: { kind: 'constant' as const, meanMs: seconds * 1_000 } },
]

describe('the end of a run with a group', () => {
  it('waits for launch deployments that began before the deployment ended, and for what follows on them', () => {
    const result = run({ revisions: { old: { hooks: { AfterInstall: script(600) } } } })
    const last = result.deployments.at(-1)
    expect(last).toMatchObject({ creator: 'CodeDeployAutoUpdate', status: 'Succeeded' })
    expect(result.endedAtMs).toBe(Math.ceil(((last?.endedAtMs ?? 0) + 60_000) / 1_000) * 1_000)
  })

  it('waits for no loop of launches: 60 s after the deployment has failed for good, or the launch of the moment has', () => {
    const result = run({
      deployment: { autoRollback: { enabled: false } },
      revisions: { old: { hooks: { AfterInstall: script(1) } }, new: { hooks: { AfterInstall: script(1) } } },
      faults: [
        { kind: 'hook-failure', event: 'AfterInstall', revision: 'old' },
        { kind: 'hook-failure', event: 'AfterInstall', revision: 'new' },
      ],
    })
    const user = result.deployments.find(({ creator }) => creator === 'user')
    const endMs = user?.endedAtMs ?? 0
    expect(user?.status).toBe('Failed')
    const firstLoopEndMs = result.deployments.find(({ createdAtMs }) => createdAtMs > endMs)?.endedAtMs ?? 0
    expect(result.endedBy).toBe('settled')
    expect(result.endedAtMs).toBe(Math.ceil((firstLoopEndMs + 60_000) / 1_000) * 1_000)
  })

  it('waits for no launch deployment whose instance went with the group that a blue/green deployment has replaced', () => {
    const result = run({
      startAtMs: 0,
      deployment: {
        strategy: 'blue-green',
        deploymentConfig: 'CodeDeployDefault.AllAtOnce',
        blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP', terminationWaitTimeInMinutes: 0 },
      },
      revisions: { old: { hooks: { AfterInstall: script(600) } } },
    })
    const [user, launch] = result.deployments
    expect(user?.status).toBe('Succeeded')
    expect(launch).toMatchObject({ creator: 'autoscaling', status: 'InProgress', endedAtMs: null })
    expect(result.endedAtMs).toBe(Math.ceil(((user?.endedAtMs ?? 0) + 60_000) / 1_000) * 1_000)
  })

  it('is not there before a deployment that is still to come, whatever the group does until then', () => {
    const result = run({ startAtMs: 600_000 })
    expect(result.deployments.map(({ creator }) => creator)).toEqual(['autoscaling', 'user'])
    expect(result.endedAtMs).toBeGreaterThan(600_000)
  })
})

describe('[3.3] an unhealthy original instance that ends with its group, in the middle of its termination hook', () => {
  const boot = { kind: 'constant' as const, meanMs: 60_000 }
  const crash = (instanceIndexes: number[], fromMs: number, untilMs: number) =>
    ({ kind: 'instance-crash', targets: { kind: 'instances', instanceIndexes }, fromMs, untilMs }) as const
  const input: Partial<ScenarioInput> = {
    startAtMs: 1_000,
    fleet: { instanceCount: 3, zones: ['a'] },
    loadBalancer: { deregistrationDelayMs: 30_000, healthCheck: { intervalMs: 10_000 } },
    revisions: { old: { hooks: { ApplicationStop: script(400) } } },
    autoScaling: { minSize: 3, maxSize: 6, boot },
    deployment: {
      strategy: 'blue-green',
      deploymentConfig: 'CodeDeployDefault.AllAtOnce',
      terminationHookEnabled: true,
      blueGreen: { greenFleetProvisioning: 'COPY_AUTO_SCALING_GROUP', terminationWaitTimeInMinutes: 0 },
    },
    interventions: [],
  }
  const ended = run({ ...input, faults: [crash([0], 12_000, 55_000)] })

  it('is held by its hook when the group is deleted', () => {
    expect(ended.deployments.map(({ creator }) => creator)).toContain('autoscalingTermination')
    expect(ended.deployments.find(({ creator }) => creator === 'user')?.status).toBe('Succeeded')
  })

  it('is not waited for: the run ends 60 s after the last deployment to an instance that is there', () => {
    const others = ended.deployments.filter(({ creator }) => creator !== 'autoscalingTermination')
    const lastEndMs = Math.max(...others.map(({ endedAtMs }) => endedAtMs ?? 0))
    expect(ended.endedAtMs).toBe(Math.ceil((lastEndMs + 60_000) / 1_000) * 1_000)
  })

  it('is not missed by the group that follows: it launches as many as it has lost', () => {
    const faults = [crash([0], 12_000, 55_000), crash([3, 4, 5], 700_000, 900_000)]
    const { instances } = run({ ...input, durationMs: 1_500_000, faults })
    expect(instances.filter(({ lifecycle }) => lifecycle.at(-1)?.value === 'InService')).toHaveLength(3)
  })
})

import { parseScenario, type Scenario, simulate } from '@sim'
import { argumentsOf, measure, WORK } from './workload'

function scenarioOf(seconds: number): Scenario {
  const revision = (index: 0 | 1) => ({
    name: `v${index + 1}`,
    serviceTime: { kind: 'exponential', meanMs: WORK.serviceMs[index] },
    errorRatePpm: WORK.errorRatePpm[index],
  })
  const newInstances = Array.from({ length: WORK.instanceCount - WORK.newFromInstance }, (_, index) => ({
    instanceIndex: WORK.newFromInstance + index,
    revision: 'new',
  }))
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'Reference work',
    durationMs: seconds * 1000,
    deployment: null,
    load: { kind: 'constant', rps: WORK.rps },
    fleet: {
      instanceCount: WORK.instanceCount,
      concurrency: WORK.concurrency,
      queueLimit: WORK.queueLimit,
      exceptions: newInstances,
    },
    loadBalancer: { algorithm: 'least_outstanding_requests', healthCheck: { intervalMs: WORK.healthCheckMs } },
    revisions: { old: revision(0), new: revision(1) },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

const { seconds, repetitions } = argumentsOf()
const scenario = scenarioOf(seconds)
const digests = new Set<string>()
measure(repetitions, () => {
  const run = simulate(scenario)
  digests.add(run.identity.digest)
  return run.totals.arrived
})
if (digests.size !== 1) throw new Error('Equal runs gave different digests.')

import { parseScenario, type RunResult, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { placesOf } from './expect-laws'
import { LAWS } from './index'
import { cell } from './law'

/** A rollout that fails and is rolled back, under a load that leaves nothing out: every law has something to look at. */
const SCENARIO = {
  schemaVersion: 1,
  name: 'Everything happens',
  startAtMs: 5_000,
  load: { kind: 'constant', rps: 40 },
  fleet: { instanceCount: 4, concurrency: 2, queueLimit: 2 },
  loadBalancer: {
    algorithm: 'least_outstanding_requests',
    deregistrationDelayMs: 500,
    registrationMs: 1_000,
    idleTimeoutMs: 1_000,
    healthCheck: { intervalMs: 5_000, timeoutMs: 2_000, healthyThresholdCount: 2 },
  },
  revisions: {
    old: { serviceTime: { kind: 'exponential', meanMs: 180 } },
    new: {
      serviceTime: { kind: 'exponential', meanMs: 180 },
      errorRatePpm: 100_000,
      hooks: { ValidateService: [{ location: 'validate.sh' }] },
    },
  },
  deployment: { deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
  faults: [{ kind: 'hook-failure', event: 'ValidateService', instanceIndexes: [0, 1, 2] }],
}

/** A bad version of a function: the alias moves in three steps until an alarm takes it back. */
const SHIFT = {
  schemaVersion: 1,
  name: 'An alias goes back',
  startAtMs: 5_000,
  load: { kind: 'constant', rps: 30 },
  revisions: {
    old: { serviceTime: { kind: 'exponential', meanMs: 80 } },
    new: { serviceTime: { kind: 'exponential', meanMs: 80 }, errorRatePpm: 400_000 },
  },
  deployment: {
    strategy: 'lambda-alias',
    deploymentConfig: {
      name: 'three-steps',
      trafficRoutingConfig: {
        type: 'TimeBasedLinear',
        timeBasedLinear: { linearPercentage: 40, linearInterval: 1 },
      },
    },
    alarmConfiguration: { alarms: ['errors'] },
    autoRollback: { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM'] },
  },
  alarms: [
    {
      name: 'errors',
      metric: 'Errors',
      periodS: 60,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 500,
      treatMissingData: 'notBreaching',
      initialState: 'OK',
    },
  ],
  interventions: [{ kind: 'continue', atMs: 20_000 }],
}

/** A blue/green deployment that a person stops while traffic moves, of a fleet of an Auto Scaling group. */
const STOPPED = {
  ...SCENARIO,
  startAtMs: 5_000,
  revisions: { old: SCENARIO.revisions.old, new: SCENARIO.revisions.old },
  faults: [],
  deployment: {
    strategy: 'blue-green',
    deploymentConfig: 'CodeDeployDefault.OneAtATime',
    autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    blueGreen: { terminateBlueInstances: 'TERMINATE', terminationWaitTimeInMinutes: 0 },
  },
  autoScaling: { minSize: 2, maxSize: 6, suspendedProcesses: ['AZRebalance'] },
  interventions: [
    { kind: 'stop', atMs: 24_000 },
    { kind: 'deploy', atMs: 60_000 },
  ],
}

type Writable<T> = T extends ArrayBufferView
  ? T
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Writable<T[Key]> }
      : T

function recording(scenario: object = SCENARIO): Writable<RunResult> {
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return structuredClone(simulate(parsed.value)) as Writable<RunResult>
}

/** The item that the recording surely has. */
function the<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('The recording has no such item.')
  return item
}

type Run = Writable<RunResult>
const failed = ({ sample }: Run, cause: number): number => sample.cause.indexOf(cause)
const target = ({ deployments }: Run, status: string) =>
  the(deployments.flatMap(({ targets }) => targets).find((found) => found.status === status))
const add = (column: { [index: number]: number }, index: number, value: number) => {
  column[index] = (column[index] ?? 0) + value
}

/** Leaves the first entry of a type out of a log. */
const without = (log: Run['log'], type: Run['log'][number]['type']) =>
  log.splice(
    log.findIndex((entry) => entry.type === type),
    1,
  )

/** A way to spoil a recording: of the rollout that fails, or of another scenario. */
type Lie = ((run: Run) => unknown) | { readonly scenario: object; readonly tell: (run: Run) => unknown }
const of = (scenario: object, tell: (run: Run) => unknown): Lie => ({ scenario, tell })

/** Ways to spoil a recording, by the law that has to notice; one lie each, as small as possible. */
const LIES: Readonly<Record<keyof typeof LAWS, readonly Lie[]>> = {
  parts: [({ series }) => add(series.columns.okNew, 3, 1_000), ({ series }) => add(series.columns.coldStartsNew, 3, 1)],
  lifecycles: [
    of(STOPPED, ({ instances }) => {
      the(the(instances.at(-1)).lifecycle.at(-1)).value = 'NotLaunched'
    }),
    of(STOPPED, ({ instances }) => the(instances[0]).lifecycle.push({ atMs: 9_000_000, value: 'InService' })),
    of(STOPPED, ({ instances }) => the(instances[0]).health.push({ atMs: 9_000_000, value: 'healthy' })),
  ],
  capacity: [
    of(STOPPED, ({ autoScaling }) => autoScaling?.desiredCapacity.push({ atMs: 9_000, value: 7 })),
    of(STOPPED, ({ autoScaling }) => {
      the(autoScaling ?? undefined).minSize = 5
    }),
  ],
  environments: [
    ({ series }) => add(series.columns.environmentsIdleNew, 4, 1),
    of(SHIFT, ({ series }) => add(series.columns.environmentsBusyNew, 4, 1)),
    of(SHIFT, ({ scenario }) => {
      scenario.lambda.reservedConcurrency = 1
    }),
    of(SHIFT, ({ series }) => add(series.columns.environmentsInitialisingOld, 30, 50)),
  ],
  weights: [
    of(SHIFT, ({ traffic }) => {
      the(traffic.weightNew[1]).value++
    }),
    of(SHIFT, ({ traffic }) => {
      the(traffic.weightNew[2]).atMs += 1_000
    }),
    of(SHIFT, ({ traffic }) => traffic.weightNew.pop()),
    of(SHIFT, ({ traffic }) => {
      the(traffic.weightNew[0]).value = 100
    }),
    ({ traffic }) => traffic.weightNew.push({ atMs: 7_000, value: 5_000 }),
  ],
  plans: [
    of(SHIFT, ({ plan }) => plan?.shifts.reverse()),
    of(SHIFT, ({ plan }) => {
      the(plan?.shifts[0]).atMs = Number.NaN
    }),
    (run) => {
      run.plan = null
    },
  ],
  phases: [
    of(STOPPED, ({ deployments }) => the(deployments[1]).phases.reverse()),
    of(STOPPED, ({ deployments }) => {
      the(the(deployments[0]).phases[0]).kind = 'check-alias'
    }),
    of(STOPPED, ({ deployments }) => {
      the(the(deployments[1]).phases[1]).startMs--
    }),
  ],
  oneAtATime: [
    ({ deployments }) => {
      the(deployments[1]).createdAtMs--
    },
    ({ deployments }) => {
      the(deployments[0]).endedAtMs = null
    },
  ],
  stops: [
    of(STOPPED, ({ log }) => without(log, 'intervention')),
    of(STOPPED, ({ log }) => {
      the(log.find(({ type }) => type === 'intervention')).atMs = 9_000
    }),
    of(STOPPED, ({ deployments }) => {
      the(deployments[0]).status = 'Failed'
      the(deployments[0]).errorCode = 'HEALTH_CONSTRAINTS'
    }),
  ],
  alarmStops: [
    of(SHIFT, ({ alarms }) => the(alarms[0]).states.splice(1)),
    of(SHIFT, ({ alarms }) => {
      the(the(alarms[0]).states[1]).atMs -= 30_000
    }),
    of(SHIFT, ({ deployments }) => {
      the(deployments[0]).status = 'Succeeded'
      the(deployments[0]).endedAtMs = (the(deployments[0]).endedAtMs ?? 0) + 30_000
    }),
    ({ deployments }) => {
      the(deployments[0]).status = 'Stopped'
      the(deployments[0]).errorCode = 'ALARM_ACTIVE'
    },
  ],
  interventions: [
    of(SHIFT, ({ log }) => without(log, 'intervention')),
    of(SHIFT, ({ log }) => {
      the(log.find(({ type }) => type === 'intervention')).detail = ''
    }),
    of(STOPPED, ({ log }) => {
      the(log.find(({ type }) => type === 'intervention')).atMs++
    }),
  ],
  conservation: [({ series }) => add(series.columns.ok, 7, 1), ({ series }) => add(series.columns.inFlight, 3, 1)],
  routed: [({ series }) => add(series.columns.routedNew, 7, 1), ({ series }) => add(series.columns.arrived, 2, -1)],
  totals: [
    ({ totals }) => add(totals.failedByCause as unknown as number[], 'queueFull' as unknown as number, 1),
    (run) => {
      run.totals.inFlight++
    },
  ],
  latencyCounts: [({ latency }) => add(latency.counts, 5, 1), ({ latency }) => add(latency.totalNew, 300, 1)],
  sampleRecount: [
    ({ sample }) => add(sample.endedUs, 10, -3_000),
    (run) => add(run.sample.cause, failed(run, 0), 1),
    ({ sample }) => add(sample.arrivedUs, 20, -90_000),
  ],
  littlesLaw: [
    ({ series }) => add(series.columns.inFlight, 10, 1),
    ({ sample }) => {
      for (const row of sample.endedUs.keys()) add(sample.endedUs, row, 1_000_000)
    },
  ],
  causes: [
    (run) => add(run.sample.endedUs, failed(run, 4), 1),
    (run) => add(run.sample.endedUs, failed(run, 6), 1),
    (run) => add(run.sample.endedUs, failed(run, 5), 7),
  ],
  routing: [
    ({ instances }) => {
      the(the(instances[0]).health[0]).value = 'draining'
    },
    ({ instances }) => {
      const { health } = the(instances[0])
      the(health.find(({ value }) => value === 'draining')).atMs -= 2_000
    },
  ],
  balancing: [
    ({ sample }) => {
      sample.instance[30] = (cell(sample.instance, 30) + 1) % 4
    },
    ({ scenario }) => {
      scenario.loadBalancer.algorithm = 'round_robin'
    },
  ],
  serving: [
    ({ sample }) => add(sample.revision, 10, 1),
    ({ instances }) => the(instances[2]).application.splice(1, 0, { atMs: 4_000, value: 'warming' }),
  ],
  tracks: [
    ({ instances }) => the(instances[0]).revision.push({ atMs: 0, value: 'old' }),
    ({ instances }) => {
      the(the(instances[1]).health[0]).atMs = 5
    },
    (run) => the(run.instances[1]).application.push({ atMs: run.endedAtMs + 1, value: 'stopped' }),
  ],
  targetHealth: [
    ({ instances }) => {
      const drained = the(the(instances[0]).health.find(({ value }) => value === 'unused'))
      drained.atMs++
    },
    ({ instances }) => the(instances[0]).health.splice(1, 0, { atMs: 2, value: 'initial' }),
  ],
  gauges: [
    ({ series }) => add(series.columns.inServiceNew, 12, 1),
    ({ series }) => add(series.columns.drainingTargets, 1, 1),
  ],
  statuses: [
    ({ deployments }) => {
      the(deployments[0]).id = 'd-lower0000'
    },
    ({ deployments }) => {
      the(deployments[0]).errorCode = null
    },
    ({ instances }) => {
      the(instances[0]).id = the(instances[1]).id
    },
  ],
  lifecycleOrder: [
    (run) => target(run, 'Succeeded').lifecycleEvents.reverse(),
    (run) => add(the(target(run, 'Succeeded').lifecycleEvents[4]) as unknown as number[], 'endMs' as never, 1),
    (run) => {
      the(target(run, 'Failed').lifecycleEvents.at(-1)).status = 'Pending'
    },
    (run) => {
      the(target(run, 'Succeeded').lifecycleEvents[1]).revision = 'new'
    },
    (run) => {
      the(target(run, 'Succeeded').lifecycleEvents[5]).status = 'Failed'
    },
  ],
  trafficEvents: [
    (run) => {
      const { instanceIndex } = target(run, 'Succeeded')
      for (const change of the(run.instances[instanceIndex ?? -1]).health)
        if (change.value === 'unused') change.value = 'initial'
    },
  ],
  deploymentEnds: [
    ({ deployments }) => {
      the(deployments[0]).endedAtMs = null
    },
    ({ deployments }) => {
      the(deployments[1]).endedAtMs = the(deployments[1]).createdAtMs - 1
    },
    (run) => run.deployments.splice(0),
  ],
  minimumHealthyHosts: [
    ({ deployments }) => {
      for (const each of the(deployments[1]).targets) each.startMs = the(deployments[1]).createdAtMs
    },
    ({ deployments }) => {
      the(deployments[0]).minimumHealthyCount = 1
    },
    ({ series }) => add(series.columns.requiredHealthy, 0, 1),
  ],
  outcomes: [
    ({ deployments }) => {
      the(deployments[0]).errorCode = null
    },
    ({ deployments }) => {
      the(deployments[1]).errorCode = 'HEALTH_CONSTRAINTS'
    },
    ({ deployments }) => {
      the(deployments[1]).endedAtMs = (the(deployments[1]).endedAtMs ?? 0) + 1
    },
  ],
  rollbacks: [
    (run) => run.deployments.splice(1),
    ({ deployments }) => {
      the(deployments[1]).createdAtMs++
    },
    ({ deployments }) => {
      the(deployments[0]).rollbackDeploymentId = null
    },
    ({ deployments }) => {
      the(deployments[0]).status = 'Succeeded'
    },
  ],
  succeededTargets: [
    ({ deployments }) => {
      the(deployments[1]).revision = 'new'
    },
    (run) => {
      const { instanceIndex, endMs } = target(run, 'Succeeded')
      the(run.instances[instanceIndex ?? -1]).application.push({ atMs: endMs ?? 0, value: 'stopped' })
    },
  ],
  logOrder: [
    ({ log }) => log.reverse(),
    (run) => {
      the(run.log.at(-1)).atMs = run.endedAtMs + 1
    },
  ],
  logRetells: [
    ({ log }) => log.splice(4, 1),
    ({ log }) => {
      the(log.findLast(({ type }) => type === 'lifecycleEvent')).atMs++
    },
    ({ instances }) => the(instances[3]).health.pop(),
    of(SHIFT, ({ log }) => without(log, 'alarm')),
    of(SHIFT, ({ log }) => without(log, 'traffic')),
    of(STOPPED, ({ log }) => {
      const index = log.findIndex(({ type, status }) => type === 'target' && status === 'Ready')
      log.splice(index, 0, the(log[index]))
    }),
  ],
}

it('the honest recording keeps every law, and every cause occurs in it that a lie needs', () => {
  const run = recording()
  expect(Object.values(LAWS).flatMap((law) => placesOf(law, run))).toEqual([])
  expect(run.sample.stride).toBe(1)
  expect(run.deployments.map(({ status }) => status)).toEqual(['Failed', 'Succeeded'])
  expect([0, 4, 5, 6].filter((cause) => failed(run, cause) === -1)).toEqual([])
})

it('so do the honest recordings of a shift that is taken back, and of a deployment that is stopped', () => {
  const shift = recording(SHIFT)
  expect(Object.values(LAWS).flatMap((law) => placesOf(law, shift))).toEqual([])
  expect(shift.traffic.weightNew.map(({ value }) => value)).toEqual([0, 4_000, 8_000, 0])
  const stopped = recording(STOPPED)
  expect(Object.values(LAWS).flatMap((law) => placesOf(law, stopped))).toEqual([])
  expect(stopped.deployments.map(({ status }) => status)).toEqual(['Stopped', 'Succeeded'])
  expect(stopped.instances.some(({ lifecycle }) => lifecycle.at(-1)?.value === 'Terminated')).toBe(true)
})

describe.each(Object.entries(LIES))('%s', (name, lies) => {
  it.each(lies.map((lie, index) => [index, lie] as const))('notices lie %i', (_, lie) => {
    const [scenario, tell] = typeof lie === 'function' ? [SCENARIO, lie] : [lie.scenario, lie.tell]
    const run = recording(scenario)
    tell(run)
    expect(placesOf(LAWS[name as keyof typeof LAWS], run)).not.toEqual([])
  })
})

/** The balancer is not told, so requests reach hosts whose application is down. */
const UNTOLD = { ...SCENARIO, deployment: { ...SCENARIO.deployment, trafficControl: false } }

it.each<[string, (run: Run) => void]>([
  [
    'an application that never stopped',
    ({ instances }) => {
      for (const { application } of instances) application.splice(1)
    },
  ],
  ['a refusal that came late', (run) => add(run.sample.endedUs, failed(run, 2), 1)],
  ['a refusal that a revision gave', ({ sample }) => add(sample.revision, sample.revision.indexOf(2), -1)],
])('causes: notices %s', (_, lie) => {
  const run = recording(UNTOLD)
  expect(placesOf(LAWS.causes, run)).toEqual([])
  lie(run)
  expect(placesOf(LAWS.causes, run)).not.toEqual([])
})

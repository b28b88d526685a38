import {
  type Change,
  type DeploymentRecord,
  FAILURE_CAUSES,
  type InstanceRecord,
  LATENCY_BUCKET_COUNT,
  type LifecycleEventRecord,
  type LogEntry,
  parseScenario,
  type RunResult,
  type Scenario,
  SERIES,
  type SeriesName,
  type SeriesTable,
  type TargetRecord,
  type WaveRecord,
} from '@sim'

/** A scenario from the properties that matter to a test. */
export function scenarioOf(properties: object): Scenario {
  const parsed = parseScenario({ schemaVersion: 1, name: 'Tiny', ...properties })
  if (parsed.ok) return parsed.value
  throw new Error(JSON.stringify(parsed.issues))
}

/** Tracks written as `[[0, 'healthy'], [5_000, 'draining']]`. */
export type Steps<T> = readonly (readonly [atMs: number, value: T])[]

const track = <T>(steps: Steps<T>): Change<T>[] => steps.map(([atMs, value]) => ({ atMs, value }))

/** An instance in service with the old revision unless its tracks say otherwise. */
export function tinyInstance(
  id: string,
  tracks: {
    health?: Steps<InstanceRecord['health'][number]['value']>
    application?: Steps<InstanceRecord['application'][number]['value']>
    revision?: Steps<InstanceRecord['revision'][number]['value']>
    lifecycle?: Steps<InstanceRecord['lifecycle'][number]['value']>
  } = {},
  fleet: InstanceRecord['fleet'] = 'original',
): InstanceRecord {
  return {
    id,
    zoneIndex: 0,
    fleet,
    targetGroupIndex: 0,
    lifecycle: track(tracks.lifecycle ?? [[0, 'InService']]),
    health: track(tracks.health ?? [[0, 'healthy']]),
    application: track(tracks.application ?? [[0, 'serving']]),
    revision: track(tracks.revision ?? [[0, 'old']]),
  }
}

export function tinyEvent(
  name: LifecycleEventRecord['name'],
  rest: Partial<LifecycleEventRecord> = {},
): LifecycleEventRecord {
  return {
    name,
    status: 'Succeeded',
    startMs: null,
    endMs: null,
    expectedMs: null,
    errorCode: null,
    revision: null,
    scripts: [],
    message: '',
    ...rest,
  }
}

/** The target of an instance; `null` is the one function of a Lambda deployment unless the rest says otherwise. */
export function tinyTarget(instanceIndex: number | null, rest: Partial<TargetRecord> = {}): TargetRecord {
  return {
    targetType: instanceIndex === null ? 'LambdaTarget' : 'InstanceTarget',
    instanceIndex,
    label: null,
    status: 'Succeeded',
    startMs: null,
    endMs: null,
    waveIndex: null,
    lifecycleEvents: [],
    ...rest,
  }
}

export function tinyDeployment(rest: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return {
    id: 'd-TINY00001',
    computePlatform: 'Server',
    deploymentType: 'IN_PLACE',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    creator: 'user',
    revision: 'new',
    status: 'Succeeded',
    errorCode: null,
    message: '',
    createdAtMs: 1_000,
    endedAtMs: 5_000,
    rollbackMessage: '',
    rollbackDeploymentId: null,
    rollbackTriggeringDeploymentId: null,
    minimumHealthyCount: 1,
    targets: [],
    waves: [],
    phases: [],
    autoUpdateOutdatedInstancesRootDeploymentId: null,
    instanceTerminationWaitTimeStarted: false,
    ...rest,
  }
}

/** A wave of an update in place, unless the rest says otherwise. */
export function tinyWave(rest: Partial<WaveRecord> = {}): WaveRecord {
  return { phase: 'update', startMs: 1_000, endMs: null, instanceIndexes: [], ...rest }
}

/** An entry of the log in which nothing is named but what the rest says. */
export function tinyEntry(rest: Partial<LogEntry> = {}): LogEntry {
  return {
    atMs: 0,
    type: 'deployment',
    deploymentIndex: null,
    instanceIndex: null,
    lifecycleEvent: null,
    status: '',
    errorCode: null,
    faultIndex: null,
    itemIndex: null,
    detail: '',
    ...rest,
  }
}

/** The per-second table from the columns that matter; the others are 0. */
export function tinySeries(rowCount: number, columns: Partial<Record<SeriesName, readonly number[]>>): SeriesTable {
  const filled = SERIES.map(({ name }) => [
    name,
    Uint32Array.from({ length: rowCount }, (_, row) => columns[name]?.[row] ?? 0),
  ])
  return { rowCount, columns: Object.fromEntries(filled) as SeriesTable['columns'] }
}

/** A recording made by hand, ten seconds long unless said otherwise. */
export function tinyRun(rest: Partial<RunResult> = {}): RunResult {
  const endedAtMs = rest.endedAtMs ?? 10_000
  const series = rest.series ?? tinySeries(Math.ceil(endedAtMs / 1_000), {})
  return {
    identity: { engineVersion: '0', scenarioDigest: '0', seed: 1, interventions: [], digest: '0' },
    scenario: scenarioOf({}),
    plan: null,
    endedAtMs,
    endedBy: 'settled',
    instances: [],
    deployments: [],
    traffic: { weightNew: [{ atMs: 0, value: 0 }], testListener: [{ atMs: 0, value: null }] },
    autoScaling: null,
    alarms: [],
    log: [],
    latency: {
      offsets: new Uint32Array(series.rowCount + 1),
      buckets: new Uint16Array(),
      counts: new Uint32Array(),
      shortestUs: new Uint32Array(series.rowCount),
      longestUs: new Uint32Array(series.rowCount),
      totalOld: new Uint32Array(LATENCY_BUCKET_COUNT),
      totalNew: new Uint32Array(LATENCY_BUCKET_COUNT),
    },
    sample: {
      stride: 1,
      arrivedUs: new Float64Array(),
      endedUs: new Float64Array(),
      instance: new Int16Array(),
      cause: new Uint8Array(),
      revision: new Uint8Array(),
    },
    ...rest,
    series,
    totals: rest.totals ?? totalsOf(series),
  }
}

function totalsOf({ columns }: SeriesTable): RunResult['totals'] {
  const sum = (name: SeriesName) => columns[name].reduce((total, count) => total + count, 0)
  const failedByCause = Object.fromEntries(
    FAILURE_CAUSES.map((cause) => [cause, sum(cause)]),
  ) as RunResult['totals']['failedByCause']
  return {
    arrived: sum('arrived'),
    ok: sum('ok'),
    failed: FAILURE_CAUSES.reduce((total, cause) => total + sum(cause), 0),
    inFlight: columns.inFlight.at(-1) ?? 0,
    failedByCause,
    byRevision: { old: sum('routedOld'), new: sum('routedNew'), none: sum('routedNone') },
  }
}

import { simulate } from '../../../src/sim'
import type { FleetLabel, RunResult } from '../../../src/sim/result/types'
import { type ScenarioInput, scenarioSchema } from '../../../src/sim/scenario/schema'

export type Input = Omit<ScenarioInput, 'schemaVersion' | 'name'>

/** A deployment of a service of four tasks from time 0 on, unless the input says otherwise: tasks run after 20 s and are healthy 5 s later. */
export function runService({ deployment, ecs, fleet, ...rest }: Input): RunResult {
  return simulate(
    scenarioSchema.parse({
      schemaVersion: 1,
      name: 'test',
      startAtMs: 0,
      load: { kind: 'constant', rps: 5 },
      ...rest,
      fleet: { instanceCount: 4, ...fleet },
      ecs: { taskStart: { kind: 'constant', meanMs: 20_000 }, ...ecs },
      deployment: {
        strategy: 'ecs-blue-green',
        deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce',
        ...deployment,
      },
    }),
  )
}

/** Every task that stands at a time: its fleet, target group, life and health. */
export function tasksAt({ instances }: RunResult, atMs: number) {
  return instances.map(({ fleet, targetGroupIndex, lifecycle, health }) => ({
    fleet,
    targetGroupIndex,
    lifecycle: lifecycle.findLast((change) => change.atMs <= atMs)?.value ?? 'NotLaunched',
    health: health.findLast((change) => change.atMs <= atMs)?.value ?? 'unused',
  }))
}

/** How many tasks of a task set run at a time. */
export const runningAt = (result: RunResult, fleet: FleetLabel, atMs: number) =>
  tasksAt(result, atMs).filter((task) => task.fleet === fleet && task.lifecycle === 'InService').length

export const valueAt = <T>(track: readonly { readonly atMs: number; readonly value: T }[], atMs: number) =>
  track.findLast((change) => change.atMs <= atMs)?.value

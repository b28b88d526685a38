import type { DeploymentRecord, RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledRuns } from '../../support/bundled-runs'

/** The enumerations of CodeDeploy's API, as far as a run may show them. */
const API = {
  deploymentStatus: ['Created', 'Queued', 'InProgress', 'Baking', 'Succeeded', 'Failed', 'Stopped', 'Ready'],
  targetStatus: ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown', 'Ready'],
  lifecycleEventStatus: ['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown'],
  lifecycleErrorCode: [
    'Success',
    'ScriptMissing',
    'ScriptNotExecutable',
    'ScriptTimedOut',
    'ScriptFailed',
    'UnknownError',
  ],
  targetLabel: ['Blue', 'Green'],
  creator: ['user', 'autoscaling', 'codeDeployRollback', 'CodeDeployAutoUpdate', 'autoscalingTermination'],
}

const runs: readonly { readonly name: string; readonly result: RunResult }[] = bundledRuns()
const deployments: readonly DeploymentRecord[] = runs.flatMap(({ result }) => result.deployments)
const targets = deployments.flatMap((deployment) => deployment.targets)
const events = targets.flatMap(({ lifecycleEvents }) => lifecycleEvents)

/** Each value that occurs, once, sorted. */
const occurring = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].toSorted()

describe('[7.1] the bundled runs speak in the words of the API', () => {
  it.each([
    ['deploymentStatus', occurring(deployments.map(({ status }) => status))],
    ['targetStatus', occurring(targets.map(({ status }) => status))],
    ['lifecycleEventStatus', occurring(events.map(({ status }) => status))],
    ['lifecycleErrorCode', occurring(events.map(({ errorCode }) => errorCode))],
    ['targetLabel', occurring(targets.map(({ label }) => label))],
    ['creator', occurring(deployments.map(({ creator }) => creator))],
  ] as const)('[7.1] %s', (name, found) => {
    expect(found.length).toBeGreaterThan(1)
    expect(found.filter((value) => !API[name].includes(value))).toEqual([])
  })

  it('[7.1] and end a deployment with a code only when it has not succeeded', () => {
    for (const { status, errorCode } of deployments)
      expect([status, errorCode === null]).toEqual([status, status === 'Succeeded'])
  })
})

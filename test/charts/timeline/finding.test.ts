import type { RunResult } from '@sim'
import { describe, expect, it } from 'vitest'
import { findingOf } from '../../../src/charts/timeline/finding'
import { bundledRuns } from '../../support/bundled-runs'
import { scenarioOf, tinyDeployment, tinyEvent, tinyInstance, tinyRun, tinyTarget } from '../../support/tiny-run'

const TOTALS = tinyRun().totals
const PLAN = {
  strategy: 'in-place',
  computePlatform: 'Server',
  deploymentType: 'IN_PLACE',
  deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
  targetCount: 2,
  minimumHealthyCount: 1,
  waveSizes: [1, 1],
  shifts: [],
  steps: [],
} as const

function run(rest: Partial<RunResult>): RunResult {
  return tinyRun({
    plan: PLAN,
    instances: [tinyInstance('i-00000001'), tinyInstance('i-00000002')],
    totals: { ...TOTALS, arrived: 1_000, ok: 1_000 },
    ...rest,
  })
}

const failedTarget = (index: number, name: 'ValidateService' | 'BeforeInstall' = 'ValidateService') =>
  tinyTarget(index, {
    status: 'Failed',
    lifecycleEvents: [tinyEvent(name, { status: 'Failed', startMs: 2_000, endMs: 3_000 })],
  })

const failed = tinyDeployment({
  status: 'Failed',
  errorCode: 'HEALTH_CONSTRAINTS',
  rollbackDeploymentId: 'd-BACK00001',
  targets: [failedTarget(0), tinyTarget(1, { status: 'Skipped' })],
})
const rollback = tinyDeployment({ id: 'd-BACK00001', creator: 'codeDeployRollback', revision: 'old' })

describe('findingOf', () => {
  const down = tinyInstance('i-00000001', {
    health: [
      [0, 'healthy'],
      [2_000, 'draining'],
      [44_000, 'healthy'],
    ],
  })
  it.each<[string, RunResult, string]>([
    ['nothing failed', run({ deployments: [tinyDeployment()] }), 'Half at a time finished without a failed request'],
    [
      'requests failed',
      run({ deployments: [tinyDeployment()], totals: { ...TOTALS, arrived: 9_000, ok: 7_766, failed: 1_234 } }),
      'Half at a time finished, and 1\u2009234 requests failed',
    ],
    [
      'one failed',
      run({ deployments: [tinyDeployment()], totals: { ...TOTALS, arrived: 9_000, ok: 8_999, failed: 1 } }),
      'Half at a time finished, and 1 request failed',
    ],
    [
      'nothing was in service for a while',
      run({
        plan: { ...PLAN, deploymentConfigName: 'CodeDeployDefault.AllAtOnce' },
        instances: [down],
        endedAtMs: 60_000,
        deployments: [tinyDeployment({ endedAtMs: 50_000 })],
      }),
      'All at once left no instance in service for 42 s',
    ],
    [
      'a failure was tolerated',
      run({ deployments: [tinyDeployment({ targets: [tinyTarget(0), failedTarget(1)] })] }),
      'Half at a time succeeded although ValidateService failed on 1 instance',
    ],
    [
      'it was rolled back',
      run({ deployments: [failed, rollback] }),
      'Rolled back after ValidateService failed on 1 instance',
    ],
    [
      'two events failed',
      run({ deployments: [{ ...failed, targets: [failedTarget(0), failedTarget(1, 'BeforeInstall')] }, rollback] }),
      'Rolled back after ValidateService failed on 1 instance and other events on 1 more',
    ],
    [
      'the rollback failed',
      run({ deployments: [failed, { ...rollback, status: 'Failed' }] }),
      'The rollback failed too after ValidateService failed on 1 instance',
    ],
    [
      'the run ended during the rollback',
      run({ deployments: [failed, { ...rollback, status: 'InProgress', endedAtMs: null }] }),
      'Still rolling back at the end of the run after ValidateService failed on 1 instance',
    ],
    [
      'nothing was rolled back',
      run({ deployments: [{ ...failed, rollbackDeploymentId: null }] }),
      'Half at a time failed after ValidateService failed on 1 instance, and nothing was rolled back',
    ],
    [
      'it could not start',
      run({ deployments: [tinyDeployment({ status: 'Failed', errorCode: 'HEALTH_CONSTRAINTS_INVALID' })] }),
      'Minimum healthy hosts left no instance to deploy to',
    ],
    [
      'the run ended before it',
      run({ deployments: [tinyDeployment({ status: 'InProgress', endedAtMs: null })] }),
      'Half at a time was not finished after 9 s',
    ],
    ['the run ended before it began', run({ deployments: [] }), 'The run ended at 00:10, before the deployment began'],
    [
      'there was no deployment',
      run({
        deployments: [],
        scenario: scenarioOf({ deployment: null }),
        totals: { ...TOTALS, arrived: 5, ok: 3, failed: 2 },
      }),
      'Without a deployment, 2 requests failed',
    ],
    [
      'a configuration of one’s own',
      run({ plan: { ...PLAN, deploymentConfigName: 'ThreeQuarters' }, deployments: [tinyDeployment()] }),
      'A deployment with ThreeQuarters finished without a failed request',
    ],
  ])('%s', (_, result, sentence) => {
    expect(findingOf(result)).toBe(sentence)
  })

  it('is a sentence without a full stop, and never two runs’ worth', () => {
    const findings = bundledRuns().map(({ result }) => findingOf(result))
    for (const finding of findings) expect(finding).toMatch(/^[A-Z].*[^.!]$/)
    expect(new Set(findings).size).toBeGreaterThan(findings.length / 2)
  })
})

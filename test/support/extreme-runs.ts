import { parseScenario, type RunResult, type ScenarioInput, simulate } from '@sim'

function run(name: string, properties: Partial<ScenarioInput>): { readonly name: string; readonly result: RunResult } {
  const parsed = parseScenario({ schemaVersion: 1, name, ...properties })
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.issues)}`)
  return { name, result: simulate(parsed.value) }
}

const HOSTILE = `<b a="1" c='2'>&amp;]]>\u0000\u0007\ud800</b> <script>alert(1)</script>`
const LONG = 'Wagen-Reservierungs-Dienst mit einem Namen, der nicht aufhört und noch weiter geht '
  .repeat(2)
  .slice(0, 99)

/** Runs at the edges of what a scenario may be: every drawing must hold for them too. */
export function extremeRuns(): { readonly name: string; readonly result: RunResult }[] {
  return [
    run('no deployment', { deployment: null, durationMs: 30_000 }),
    run('no traffic', { load: { kind: 'constant', rps: 0 } }),
    run('no instances', { fleet: { instanceCount: 0 } }),
    run('one instance', {
      fleet: { instanceCount: 1 },
      deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce' },
    }),
    run('ends before the deployment', { startAtMs: 900, durationMs: 1_000 }),
    run('ends in the middle of it', { startAtMs: 0, durationMs: 61_234, load: { kind: 'constant', rps: 7 } }),
    run('a request now and then', { load: { kind: 'constant', rps: 0.02 }, fleet: { instanceCount: 3 } }),
    run('a whole day', {
      durationMs: 86_400_000,
      load: { kind: 'daily', troughRps: 0.5, peakRps: 4, peakAtMs: 50_000_000 },
      fleet: { instanceCount: 4 },
      startAtMs: 40_000_000,
    }),
    run('2000 instances', {
      fleet: { instanceCount: 2_000, queueLimit: 10 },
      load: { kind: 'constant', rps: 20 },
      deployment: { deploymentConfig: { name: 'Custom', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 90 } } },
    }),
    run('1000 instances in many waves', {
      fleet: { instanceCount: 1_000 },
      load: { kind: 'constant', rps: 20 },
      loadBalancer: { deregistrationDelayMs: 20_000 },
      deployment: {
        deploymentConfig: { name: 'TenthAtATime', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 96 } },
      },
    }),
    run('a heavy load', { load: { kind: 'constant', rps: 250_000 }, durationMs: 4_000, startAtMs: 1_000 }),
    run(HOSTILE.slice(0, 100), {
      fleet: { zones: [HOSTILE.slice(0, 40)] },
      revisions: { old: { name: HOSTILE }, new: { name: `${LONG} \u202e漢字` } },
      deployment: { applicationName: HOSTILE.slice(0, 100), deploymentGroupName: LONG },
    }),
    run('long names', {
      revisions: { old: { name: LONG }, new: { name: LONG.toUpperCase() } },
      deployment: { applicationName: LONG },
      faults: [{ kind: 'version-error', errorRatePpm: 500_000, fromMs: 40_000, untilMs: 300_000 }],
    }),
    run('an alias in one step', {
      deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaAllAtOnce' },
    }),
    run('a function that may not run', {
      durationMs: 90_000,
      deployment: { strategy: 'lambda-alias', deploymentConfig: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' },
      lambda: { reservedConcurrency: 0 },
    }),
    run('a service without tasks', { fleet: { instanceCount: 0 }, deployment: { strategy: 'ecs-blue-green' } }),
    run('a task set that ends in the middle of its start', {
      startAtMs: 0,
      durationMs: 10_000,
      deployment: { strategy: 'ecs-blue-green' },
    }),
    run('a replacement that nobody continues', {
      deployment: {
        strategy: 'blue-green',
        blueGreen: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 1, replacementCount: 3 },
      },
    }),
    run('a group that can launch nothing', {
      fleet: { instanceCount: 2 },
      autoScaling: { minSize: 0, maxSize: 3, suspendedProcesses: ['Launch'] },
      interventions: [{ kind: 'set-desired-capacity', atMs: 10_000, desiredCapacity: 3 }],
    }),
    run('an alarm that is red all the time', {
      deployment: { alarmConfiguration: { enabled: true, alarms: [HOSTILE.slice(0, 50)] } },
      alarms: [
        {
          name: HOSTILE.slice(0, 50),
          metric: 'RequestCount',
          comparisonOperator: 'GreaterThanOrEqualToThreshold',
          threshold: 0,
          initialState: 'ALARM',
        },
      ],
    }),
  ]
}

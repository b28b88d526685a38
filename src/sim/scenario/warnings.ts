import { planDeployment } from '../deployment/plan-deployment'
import { scheduledDeploymentMs } from '../engine/expected-duration'
import { deploymentSchema } from './deployment-schema'
import type { Issue } from './issue'
import { LIMITS } from './limits'
import type { Scenario } from './schema'

/** What a scenario may say and its author may not have meant; each is one place and one sentence. */
export function warningsOf(scenario: Scenario): Issue[] {
  return [scheduleWarning, testTrafficWarning, readyWaitWarning, keepAliveWarning].flatMap(
    (warn) => warn(scenario) ?? [],
  )
}

/** A schedule and waits that the run cannot hold: the deployment is still under way at its end. */
function scheduleWarning(scenario: Scenario): Issue | null {
  const { startAtMs, durationMs, interventions } = scenario
  const plan = planDeployment(scenario)
  if (plan === null || interventions.some(({ kind }) => kind === 'stop')) return null
  const runMs = durationMs ?? LIMITS.durationMsMax
  const endMs = startAtMs + scheduledDeploymentMs(scenario, plan)
  if (endMs <= runMs) return null
  const run = durationMs === null ? `a run ends after ${runMs} ms at the latest` : `found ${runMs}`
  const message = `${run}, but the schedule and the waits of the deployment last until ${endMs} ms: it will still be under way`
  return { pointer: durationMs === null ? '/deployment' : '/durationMs', message }
}

/** CodeDeploy user guide, AppSpec hooks for ECS: without a test listener nothing happens after test traffic. */
function testTrafficWarning({ deployment, ecs }: Scenario): Issue | null {
  if (ecs.testListener || deployment?.hookFunctions.AfterAllowTestTraffic === undefined) return null
  const message = 'is not invoked, because ecs.testListener is false: without a test listener there is no test traffic'
  return { pointer: '/deployment/hookFunctions/AfterAllowTestTraffic', message }
}

/** A wait of no minutes is over before anybody can continue the deployment. */
function readyWaitWarning({ deployment }: Scenario): Issue | null {
  if (deployment?.blueGreen.actionOnTimeout !== 'STOP_DEPLOYMENT') return null
  if (deployment.blueGreen.waitTimeInMinutes > 0) return null
  const message = 'found 0 with STOP_DEPLOYMENT: the deployment stops in the millisecond in which it is Ready'
  return { pointer: '/deployment/blueGreen/waitTimeInMinutes', message }
}

/** CodeDeploy API, BlueInstanceTerminationOption: the wait is for TERMINATE. */
function keepAliveWarning({ deployment }: Scenario): Issue | null {
  if (deployment?.blueGreen.terminateBlueInstances !== 'KEEP_ALIVE') return null
  const { terminationWaitTimeInMinutes } = deployment.blueGreen
  if (terminationWaitTimeInMinutes === deploymentSchema.parse({}).blueGreen.terminationWaitTimeInMinutes) return null
  const message = `found ${terminationWaitTimeInMinutes} with KEEP_ALIVE: nothing is terminated, so nobody waits`
  return { pointer: '/deployment/blueGreen/terminationWaitTimeInMinutes', message }
}

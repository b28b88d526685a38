import type { DeploymentPlan } from '../deployment/plan'
import { meanMs } from '../random/quantiles'
import { HOOK_FUNCTION_EVENT_NAMES, SCRIPTABLE_EVENT_NAMES, type ScriptableEvent } from '../scenario/events'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { SETTLE_MS, UNEVENTFUL_MS } from './run'

/**
 * A guess at the end of the run, for progress bars only: waves times the mean duration of one host's lifecycle events, or
 * what the one function or service waits for.
 */
export function expectedDeploymentMs(scenario: Scenario, plan: DeploymentPlan | null): number {
  if (plan === null || scenario.deployment === null) return UNEVENTFUL_MS
  const deploymentMs =
    plan.computePlatform === 'Server'
      ? plan.waveSizes.length * expectedHostMs(scenario, scenario.deployment.trafficControl)
      : expectedServiceMs(scenario, plan)
  return Math.ceil(scenario.startAtMs + deploymentMs + SETTLE_MS)
}

function expectedServiceMs({ deployment, ecs, loadBalancer, revisions }: Scenario, plan: DeploymentPlan): number {
  const hooks = HOOK_FUNCTION_EVENT_NAMES.flatMap((event) => deployment?.hookFunctions[event] ?? [])
  const hooksMs = hooks.reduce((sum, { duration }) => sum + Math.min(meanMs(duration), LIMITS.eventTimeoutMsMax), 0)
  const waitsMs = plan.steps.reduce((sum, step) => sum + ('waitMs' in step ? step.waitMs : 0), 0)
  const shiftMs = plan.shifts.at(-1)?.atMs ?? 0
  const { bootMs, warmUpMs } = revisions.new
  const tasksMs =
    plan.computePlatform === 'ECS' ? meanMs(ecs.taskStart) + loadBalancer.registrationMs + bootMs + warmUpMs : 0
  return hooksMs + waitsMs + shiftMs + tasksMs
}

function expectedHostMs(scenario: Scenario, trafficControl: boolean): number {
  const { revisions, loadBalancer } = scenario
  const incoming = revisions.new
  const scripts = SCRIPTABLE_EVENT_NAMES.reduce((sum, event) => sum + scriptsMs(scenario, event), 0)
  // Only AllowTraffic waits for the application to be up.
  const traffic = trafficControl
    ? loadBalancer.deregistrationDelayMs + loadBalancer.registrationMs + incoming.bootMs + incoming.warmUpMs
    : 0
  return traffic + meanMs(incoming.downloadBundle) + meanMs(incoming.install) + scripts
}

function scriptsMs(scenario: Scenario, event: ScriptableEvent): number {
  const scripts = scenario.revisions.new.hooks[event] ?? []
  const sumMs = scripts.reduce(
    (sum, { duration, timeoutMs }) => sum + Math.min(meanMs(duration), timeoutMs ?? LIMITS.eventTimeoutMsMax),
    0,
  )
  return Math.min(sumMs, LIMITS.eventTimeoutMsMax)
}

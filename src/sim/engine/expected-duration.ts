import { forecastStep } from '../deployment/executor'
import { isScriptable } from '../deployment/lifecycle/events'
import type { DeploymentPlan, Step } from '../deployment/plan'
import { meanMs } from '../random/quantiles'
import type { LifecycleEventName, Ms } from '../result/types'
import { HOOK_FUNCTION_EVENT_NAMES, type ScriptableEvent } from '../scenario/events'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { SETTLE_MS, UNEVENTFUL_MS } from './run'

/**
 * A guess at the end of the run, for progress bars and for how many requests there will be: what the steps of the plan
 * take if nothing fails, or what the one function or service waits for.
 */
export function expectedDeploymentMs(scenario: Scenario, plan: DeploymentPlan | null): number {
  if (plan === null || scenario.deployment === null) return UNEVENTFUL_MS
  const deploymentMs =
    plan.computePlatform === 'Server' ? expectedInstancesMs(scenario, plan) : expectedServiceMs(scenario, plan)
  return Math.ceil(scenario.startAtMs + deploymentMs + SETTLE_MS)
}

/**
 * What a deployment that succeeds takes at the least: the shifts of its plan, its waits that nobody cuts short, and the
 * times in which zones are watched.
 */
export function scheduledDeploymentMs(scenario: Scenario, plan: DeploymentPlan): Ms {
  const shiftMs = plan.shifts.at(-1)?.atMs ?? 0
  return plan.steps.reduce((sumMs, step) => sumMs + waitOfStepMs(scenario, step), shiftMs)
}

function waitOfStepMs(scenario: Scenario, step: Step): Ms {
  switch (step.kind) {
    case 'update-targets':
      return monitorMs(step)
    case 'shift-weights':
      return step.bakeMs
    case 'wait-ready':
      return isContinued(scenario, 'READY_WAIT') ? 0 : step.waitMs
    case 'wait-termination':
      return isContinued(scenario, 'TERMINATION_WAIT') ? 0 : step.waitMs
    default:
      return 0
  }
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

/** A deployment to instances, step by step; one that cannot start takes no time. */
function expectedInstancesMs(scenario: Scenario, plan: DeploymentPlan): number {
  if (plan.waveSizes.length === 0) return 0
  return plan.steps.reduce((sum, step) => sum + expectedStepMs(scenario, plan, step), 0)
}

/** All waves of a step are as long as the means of its lifecycle events. */
function expectedStepMs(scenario: Scenario, plan: DeploymentPlan, step: Step): number {
  switch (step.kind) {
    case 'update-targets':
      return forecastStep(step).waveSizes.length * eventsMs(scenario, step.lifecycleEvents) + monitorMs(step)
    case 'provision-replacement':
      return step.action === 'COPY_AUTO_SCALING_GROUP' && scenario.autoScaling !== null
        ? meanMs(scenario.autoScaling.boot)
        : 0
    case 'shift-weights':
      return (plan.shifts.at(-1)?.atMs ?? 0) + step.bakeMs
    default:
      return waitOfStepMs(scenario, step)
  }
}

function isContinued({ interventions }: Scenario, wait: 'READY_WAIT' | 'TERMINATION_WAIT'): boolean {
  return interventions.some((act) => act.kind === 'continue' && act.deploymentWaitType === wait)
}

function monitorMs({ rate }: Extract<Step, { kind: 'update-targets' }>): number {
  const zones = rate.kind === 'minimum-healthy-hosts' ? (rate.zonal?.zones ?? []) : []
  return zones.reduce((sum, zone) => sum + zone.monitorMs, 0)
}

function eventsMs(scenario: Scenario, events: readonly LifecycleEventName[]): number {
  return events.reduce((sum, event) => sum + eventMs(scenario, event), 0)
}

function eventMs(scenario: Scenario, event: LifecycleEventName): number {
  const { revisions, loadBalancer } = scenario
  const { downloadBundle, install, bootMs, warmUpMs } = revisions.new
  if (event === 'DownloadBundle') return meanMs(downloadBundle)
  if (event === 'Install') return meanMs(install)
  if (event === 'BlockTraffic') return loadBalancer.deregistrationDelayMs
  // Only AllowTraffic waits for the application to be up.
  if (event === 'AllowTraffic') return loadBalancer.registrationMs + bootMs + warmUpMs
  return isScriptable(event) ? scriptsMs(scenario, event) : 0
}

function scriptsMs(scenario: Scenario, event: ScriptableEvent): number {
  const scripts = scenario.revisions.new.hooks[event] ?? []
  const sumMs = scripts.reduce(
    (sum, { duration, timeoutMs }) => sum + Math.min(meanMs(duration), timeoutMs ?? LIMITS.eventTimeoutMsMax),
    0,
  )
  return Math.min(sumMs, LIMITS.eventTimeoutMsMax)
}

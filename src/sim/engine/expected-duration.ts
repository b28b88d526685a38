import type { DeploymentPlan } from '../deployment/plan'
import { meanMs } from '../random/quantiles'
import { SCRIPTABLE_EVENT_NAMES, type ScriptableEvent } from '../scenario/events'
import type { Scenario } from '../scenario/schema'
import { SETTLE_MS, UNEVENTFUL_MS } from './run'

/** A guess at the end of the run, for progress bars only: waves times the mean duration of one host's lifecycle events. */
export function expectedDeploymentMs(scenario: Scenario, plan: DeploymentPlan | null): number {
  if (plan === null || scenario.deployment === null) return UNEVENTFUL_MS
  return Math.ceil(
    scenario.startAtMs +
      plan.waveSizes.length * expectedHostMs(scenario, scenario.deployment.trafficControl) +
      SETTLE_MS,
  )
}

function expectedHostMs(scenario: Scenario, trafficControl: boolean): number {
  const { revisions, loadBalancer } = scenario
  const incoming = revisions.new
  const scripts = SCRIPTABLE_EVENT_NAMES.reduce((sum, event) => sum + scriptsMs(scenario, event), 0)
  const traffic = trafficControl ? loadBalancer.deregistrationDelayMs + loadBalancer.registrationMs : 0
  return (
    traffic + meanMs(incoming.downloadBundle) + meanMs(incoming.install) + incoming.bootMs + incoming.warmUpMs + scripts
  )
}

const scriptsMs = (scenario: Scenario, event: ScriptableEvent): number =>
  (scenario.revisions.new.hooks[event] ?? []).reduce(
    (sum, script) => sum + Math.min(meanMs(script.duration), script.timeoutMs),
    0,
  )

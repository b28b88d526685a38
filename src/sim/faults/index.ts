import { platformOf } from '../deployment/platform'
import { capacityOf } from '../engine/sizes'
import type { Ms, RevisionLabel } from '../result/types'
import type { Scenario } from '../scenario/schema'
import { agentSilent } from './agent-silent'
import { alarmFlapping } from './alarm-flapping'
import { alarmMissingData } from './alarm-missing-data'
import { coldCache } from './cold-cache'
import type { FaultDefinition, FaultIssue, SceneLabel } from './definition'
import { dependencyBrownout } from './dependency-brownout'
import { downloadFailure } from './download-failure'
import { faultsOf, injectedFaults } from './faults-of'
import { healthCheckLies } from './health-check-lies'
import { hookFailure } from './hook-failure'
import { instanceCrash } from './instance-crash'
import { lambdaThrottle } from './lambda-throttle'
import { latencyRegression } from './latency-regression'
import { memoryLeak } from './memory-leak'
import { neverHealthy } from './never-healthy'
import { registrationDelay } from './registration-delay'
import { retryStorm } from './retry-storm'
import { type Fault, type FaultKind, faultSchema } from './schema'
import { slowBoot } from './slow-boot'
import { selectionIssues } from './target-selection'
import { trafficSurge } from './traffic-surge'
import { versionError } from './version-error'
import { isLasting, windowIssues } from './window'
import { zoneOutage } from './zone-outage'

export type { FaultDefinition } from './definition'

/** Total over the kinds of the schema: the compiler names the fault that has no definition. */
const DEFINITIONS: Readonly<Record<FaultKind, FaultDefinition>> = {
  'hook-failure': hookFailure,
  'version-error': versionError,
  'instance-crash': instanceCrash,
  'zone-outage': zoneOutage,
  'latency-regression': latencyRegression,
  'traffic-surge': trafficSurge,
  'dependency-brownout': dependencyBrownout,
  'never-healthy': neverHealthy,
  'health-check-lies': healthCheckLies,
  'slow-boot': slowBoot,
  'download-failure': downloadFailure,
  'agent-silent': agentSilent,
  'registration-delay': registrationDelay,
  'memory-leak': memoryLeak,
  'cold-cache': coldCache,
  'lambda-throttle': lambdaThrottle,
  'alarm-flapping': alarmFlapping,
  'alarm-missing-data': alarmMissingData,
  'retry-storm': retryStorm,
}

/** Every kind of fault, in the order of the schema. */
export const FAULTS: readonly FaultDefinition[] = faultSchema.options.map(
  (option) => DEFINITIONS[option.shape.kind.value],
)

/** How a fault of a scenario is named and what it does. */
export function definitionOf(fault: Fault): FaultDefinition {
  return DEFINITIONS[fault.kind]
}

/** Two short lines for each fault that lasts at that time; those that strike single lifecycle events are told by them. */
export function faultLabelsAt(scenario: Scenario, tMs: Ms): PlacedLabel[] {
  return faultsOf(scenario)
    .filter((fault) => isLasting(fault, tMs) && !definitionOf(fault).isToldByStrikes)
    .map((fault) => ({ ...definitionOf(fault).sceneLabel(fault), revision: revisionOf(fault) }))
}

/** A label and the revision that its fault is about; null: both, or neither. */
export interface PlacedLabel extends SceneLabel {
  readonly revision: RevisionLabel | null
}

function revisionOf(fault: Fault): RevisionLabel | null {
  if ('revision' in fault) return fault.revision
  return 'targets' in fault && fault.targets.kind === 'revision' ? fault.targets.revision : null
}

/**
 * Everything that keeps the faults of a well-formed scenario from applying to it, each with its JSON pointer and one
 * sentence for a person. `parseScenario` refuses the scenario with them.
 */
export function faultIssues(scenario: Scenario): { readonly pointer: string; readonly message: string }[] {
  const placed = [
    ...scenario.faults.map((fault, faultIndex) => ({ fault, pointer: `/faults/${faultIndex}` })),
    ...injectedFaults(scenario).map(({ fault, actIndex }) => ({ fault, pointer: `/interventions/${actIndex}/fault` })),
  ]
  return placed.flatMap(({ fault, pointer }) =>
    issuesOf(fault, scenario).map(({ field, message }) => ({
      pointer: `${pointer}${field === '' ? '' : `/${field}`}`,
      message,
    })),
  )
}

function issuesOf(fault: Fault, scenario: Scenario): readonly FaultIssue[] {
  const definition = definitionOf(fault)
  const platform = platformOf(scenario) ?? 'Server'
  if (!definition.platforms.includes(platform)) {
    const message = `${definition.label} cannot happen on ${platform}; it fits ${definition.platforms.join(', ')}.`
    return [{ field: 'kind', message }]
  }
  const capacity = capacityOf(scenario)
  return [
    ...windowIssues(fault, scenario),
    ...('targets' in fault ? selectionIssues(fault.targets, scenario, capacity) : []),
    ...definition.check(fault, scenario, capacity),
  ]
}

import type { FaultKind } from '@sim'
import { LAWS } from '../laws'
import type { Law } from '../laws/law'

/** Laws of a world in which health checks tell the truth and agents take up at once what is there for them. */
const SUSPENDED: Partial<Record<FaultKind, readonly Law[]>> = {
  'health-check-lies': [LAWS.targetHealth],
  'agent-silent': [LAWS.lifecycleOrder],
  'instance-crash': [LAWS.lifecycleOrder],
  'zone-outage': [LAWS.lifecycleOrder],
}

/** The laws that do not hold while a fault of the kind is in the scenario. */
export function suspendedBy(kind: FaultKind): readonly Law[] {
  return SUSPENDED[kind] ?? []
}

import type { ControlPlane, World } from '../engine/world'
/** The control plane of one run: deployments, lifecycle events, rollback, faults. */
export function createControlPlane(_world: World): ControlPlane {
  throw new Error('createControlPlane: under construction')
}

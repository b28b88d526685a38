import { currentPlace, locate } from '../lifecycle/place'
import type { Control } from '../state'
import { isServiceSteady } from './steady-state'

/** Ends the Install event that waits for the service, once that is in steady state. */
export function endInstallWhenSteady(control: Control): void {
  if (!isServiceSteady(control)) return
  for (const deployment of control.state.deployments) {
    if (deployment.endedAtMs !== null || deployment.scope.kind === 'rollback') continue
    for (const targetIndex of deployment.targets.keys()) {
      const place = currentPlace(deployment, targetIndex)
      if (place === null) continue
      const { event } = locate(control, place)
      if (event.name === 'Install' && event.status === 'InProgress')
        control.world.schedule(control.world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
    }
  }
}

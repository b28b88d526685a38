import type { TargetHealth } from '../result/types'
import type { Host } from './hosts'

/** How a host's target stands when the run begins: a stopped instance is `unused` (Target.InvalidState), a silent application unhealthy. */
export function initialHealth(host: Host): TargetHealth {
  if (!host.isRunning) return 'unused'
  return host.application.value === 'serving' ? 'healthy' : 'unhealthy'
}

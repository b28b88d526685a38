import { Digest64 } from '../engine/digest'
import { PLACEHOLDER_ACCOUNT } from './cloud-event'

/** MODEL: where zone names tell no Region, the run is in this one. */
const DEFAULT_REGION = 'us-east-1'

/**
 * The Region of Availability Zones by their names: `us-east-1a` and the Local Zone `us-east-1-bos-1a` are in
 * `us-east-1`. Zones may have any name in a scenario; the first that has AWS's form decides.
 */
export function regionOf(zones: readonly string[]): string {
  for (const zone of zones) {
    const region = /^[a-z]{2,3}(?:-[a-z]{2,12}){1,2}-\d{1,2}/.exec(zone)
    if (region !== null) return region[0]
  }
  return DEFAULT_REGION
}

/** `arn:aws:codedeploy:us-east-1:123456789012:application:app` (CodeDeploy user guide, resources and ARNs). */
export function arnOf(region: string, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${PLACEHOLDER_ACCOUNT}:${resource}`
}

/** An id of the form that AWS draws at random, here made from names: the same names always have the same one. */
export function uuidOf(...names: readonly string[]): string {
  const digest = (salt: string): string => names.reduce((sum, name) => sum.text(name), new Digest64().text(salt)).hex()
  const digits = digest('first') + digest('second')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  )
}

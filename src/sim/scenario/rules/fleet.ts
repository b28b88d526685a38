import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import type { Fleet } from '../schema'
import type { Rule } from './rule'

export const FLEET_RULES: readonly Rule[] = [
  { reads: ['/fleet/zones'], check: ({ fleet }) => repeatedZoneIssues(fleet) },
  { reads: ['/fleet/instanceCount', '/fleet/exceptions'], check: ({ fleet }) => exceptionIssues(fleet) },
  { reads: ['/fleet/instanceCount', '/fleet/queueLimit'], check: ({ fleet }) => waitingRoomIssues(fleet) },
]

function repeatedZoneIssues({ zones }: Fleet): Issue[] {
  return zones.flatMap((zone, index) => {
    const firstIndex = zones.indexOf(zone)
    if (firstIndex === index) return []
    return [
      { pointer: `/fleet/zones/${index}`, message: `found ${JSON.stringify(zone)} again, already at ${firstIndex}` },
    ]
  })
}

function exceptionIssues({ exceptions, instanceCount }: Fleet): Issue[] {
  const indexes = exceptions.map(({ instanceIndex }) => instanceIndex)
  const firstByIndex = new Map<number, number>()
  return indexes.flatMap((instanceIndex, index) => {
    const pointer = `/fleet/exceptions/${index}/instanceIndex`
    const firstIndex = firstByIndex.get(instanceIndex)
    if (firstIndex === undefined) firstByIndex.set(instanceIndex, index)
    else return [{ pointer, message: `found ${instanceIndex} again, already in exception ${firstIndex}` }]
    if (instanceIndex < instanceCount) return []
    return [{ pointer, message: `found ${instanceIndex}, allowed are numbers below instanceCount (${instanceCount})` }]
  })
}

function waitingRoomIssues({ instanceCount, queueLimit }: Fleet): Issue[] {
  if (instanceCount * queueLimit <= LIMITS.waitingRequestsMax) return []
  const allowed = Math.floor(LIMITS.waitingRequestsMax / instanceCount)
  const message = `found ${queueLimit}, allowed are up to ${allowed} with ${instanceCount} instances (${LIMITS.waitingRequestsMax} waiting requests in all)`
  return [{ pointer: '/fleet/queueLimit', message }]
}

import { groupDeploymentsOf } from '../roles'
import type { RunResult } from '../types'
import { alarmEvents } from './alarm-events'
import { capacityEvents } from './capacity-events'
import { deploymentEvents } from './deployment-events'
import { faultEvents } from './fault-events'
import { interventionEvents } from './intervention-events'
import { IMPORTANCE, KINDS, type NumberedEvent } from './numbered-event'
import { requestEvents } from './request-events'
import { singleEvents } from './single-events'
import { trafficEvents } from './traffic-events'

/** As many as a chart can carry. */
const EVENTS_MAX = 9

/** The most telling events of a run, at most nine, numbered in the order of time: for the chart and the timeline. */
export function numberedEvents(result: RunResult): NumberedEvent[] {
  const candidates = [
    ...groupDeploymentsOf(result).flatMap((deployment) => deploymentEvents(result, deployment)),
    ...singleEvents(result),
    ...trafficEvents(result),
    ...alarmEvents(result),
    ...interventionEvents(result),
    ...capacityEvents(result),
    ...requestEvents(result),
    ...faultEvents(result),
  ]
  const chosen = candidates.sort((a, b) => IMPORTANCE.indexOf(a.kind) - IMPORTANCE.indexOf(b.kind)).slice(0, EVENTS_MAX)
  return chosen
    .sort((a, b) => a.atMs - b.atMs || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    .map((event, index) => ({ number: index + 1, ...event }))
}

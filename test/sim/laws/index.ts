import { alarmStops } from './each/alarm-stops'
import { balancing } from './each/balancing'
import { capacity } from './each/capacity'
import { causes } from './each/causes'
import { conservation } from './each/conservation'
import { deploymentEnds } from './each/deployment-ends'
import { environments } from './each/environments'
import { gauges } from './each/gauges'
import { interventions } from './each/interventions'
import { latencyCounts } from './each/latency-counts'
import { lifecycleOrder } from './each/lifecycle-order'
import { lifecycles } from './each/lifecycles'
import { littlesLaw } from './each/littles-law'
import { logOrder } from './each/log-order'
import { logRetells } from './each/log-retells'
import { minimumHealthyHosts } from './each/minimum-healthy-hosts'
import { oneAtATime } from './each/one-at-a-time'
import { outcomes } from './each/outcomes'
import { parts } from './each/parts'
import { phases } from './each/phases'
import { plans } from './each/plans'
import { rollbacks } from './each/rollbacks'
import { routed } from './each/routed'
import { routing } from './each/routing'
import { sampleRecount } from './each/sample-recount'
import { serving } from './each/serving'
import { statuses } from './each/statuses'
import { stops } from './each/stops'
import { succeededTargets } from './each/succeeded-targets'
import { targetHealth } from './each/target-health'
import { totals } from './each/totals'
import { tracks } from './each/tracks'
import { trafficEvents } from './each/traffic-events'
import { weights } from './each/weights'
import type { Law } from './law'

/** Every law, one line each: requests, instances, traffic, deployments, log. */
export const LAWS = {
  conservation,
  routed,
  totals,
  parts,
  latencyCounts,
  sampleRecount,
  littlesLaw,
  causes,
  routing,
  balancing,
  serving,
  tracks,
  targetHealth,
  gauges,
  lifecycles,
  capacity,
  environments,
  weights,
  plans,
  statuses,
  lifecycleOrder,
  trafficEvents,
  deploymentEnds,
  phases,
  oneAtATime,
  stops,
  alarmStops,
  interventions,
  minimumHealthyHosts,
  outcomes,
  rollbacks,
  succeededTargets,
  logOrder,
  logRetells,
} satisfies Readonly<Record<string, Law>>

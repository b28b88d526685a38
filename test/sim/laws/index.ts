import { balancing } from './each/balancing'
import { causes } from './each/causes'
import { conservation } from './each/conservation'
import { deploymentEnds } from './each/deployment-ends'
import { gauges } from './each/gauges'
import { latencyCounts } from './each/latency-counts'
import { lifecycleOrder } from './each/lifecycle-order'
import { littlesLaw } from './each/littles-law'
import { logOrder } from './each/log-order'
import { logRetells } from './each/log-retells'
import { minimumHealthyHosts } from './each/minimum-healthy-hosts'
import { outcomes } from './each/outcomes'
import { rollbacks } from './each/rollbacks'
import { routed } from './each/routed'
import { routing } from './each/routing'
import { sampleRecount } from './each/sample-recount'
import { serving } from './each/serving'
import { statuses } from './each/statuses'
import { succeededTargets } from './each/succeeded-targets'
import { targetHealth } from './each/target-health'
import { totals } from './each/totals'
import { tracks } from './each/tracks'
import { trafficEvents } from './each/traffic-events'
import type { Law } from './law'

/** Every law, one line each: requests, instances, deployments, log. */
export const LAWS = {
  conservation,
  routed,
  totals,
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
  statuses,
  lifecycleOrder,
  trafficEvents,
  deploymentEnds,
  minimumHealthyHosts,
  outcomes,
  rollbacks,
  succeededTargets,
  logOrder,
  logRetells,
} satisfies Readonly<Record<string, Law>>

import { z } from '../scenario/zod'
import { agentSilentSchema } from './agent-silent'
import { alarmFlappingSchema } from './alarm-flapping'
import { alarmMissingDataSchema } from './alarm-missing-data'
import { coldCacheSchema } from './cold-cache'
import { dependencyBrownoutSchema } from './dependency-brownout'
import { downloadFailureSchema } from './download-failure'
import { healthCheckLiesSchema } from './health-check-lies'
import { hookFailureSchema } from './hook-failure'
import { instanceCrashSchema } from './instance-crash'
import { lambdaThrottleSchema } from './lambda-throttle'
import { latencyRegressionSchema } from './latency-regression'
import { memoryLeakSchema } from './memory-leak'
import { neverHealthySchema } from './never-healthy'
import { registrationDelaySchema } from './registration-delay'
import { retryStormSchema } from './retry-storm'
import { slowBootSchema } from './slow-boot'
import { trafficSurgeSchema } from './traffic-surge'
import { versionErrorSchema } from './version-error'
import { zoneOutageSchema } from './zone-outage'

/** Every kind of fault that a scenario may name; one line each. */
export const faultSchema = z.discriminatedUnion('kind', [
  hookFailureSchema,
  versionErrorSchema,
  instanceCrashSchema,
  zoneOutageSchema,
  latencyRegressionSchema,
  trafficSurgeSchema,
  dependencyBrownoutSchema,
  neverHealthySchema,
  healthCheckLiesSchema,
  slowBootSchema,
  downloadFailureSchema,
  agentSilentSchema,
  registrationDelaySchema,
  memoryLeakSchema,
  coldCacheSchema,
  lambdaThrottleSchema,
  alarmFlappingSchema,
  alarmMissingDataSchema,
  retryStormSchema,
])
export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']

import type { Arena } from '../engine/arena'
import { NOW } from '../engine/clock'

/** What `allocate` answers when the invocation is throttled. */
export const NO_ENVIRONMENT = -1
const VERSIONS = 2
/** Idle environments stand in a list by version, those of provisioned concurrency in one of their own. */
const LISTS = 2 * VERSIONS
/** The buckets of tokens: requests, and new environments. */
const REQUESTS = 0
const STARTS = 1
const BUCKETS = 2
/** A token in the buckets' unit: what comes back in a microsecond at one a second. */
const TOKEN = 1_000_000

/** MODEL: the bucket of requests holds this part of a second's requests; AWS names the rate, and not how it is averaged. */
const REQUEST_BURST_PARTS = 10

/** Most requests at once under a limit of so many a second. */
function requestBurstOf(rateLimitRps: number): number {
  return Math.ceil(rateLimitRps / REQUEST_BURST_PARTS)
}

/** Limits of one Lambda function (AWS Lambda developer guide: concurrency, scaling behavior). */
export interface EnvironmentSettings {
  /** Most concurrent executions of both versions together: the reserved concurrency, or else the account's. */
  readonly limit: number
  /** Most requests a second: ten times the concurrency limit. */
  readonly rateLimitRps: number
  /** Most new environments at once, and how many more are allowed each second: 1000 and 100 (1000 every 10 s). */
  readonly burstCount: number
  readonly burstRefillPerS: number
}

/**
 * The execution environments of a Lambda function with two versions: each serves one request at a time and belongs to one
 * version for life. Indexes are handed out again when an environment is gone. `versionOf` is the kernel's column.
 */
export function createEnvironments(
  arena: Arena,
  clock: Float64Array,
  versionOf: Uint8Array,
  environmentCountMax: number,
) {
  let ringSize = 1
  while (ringSize < environmentCountMax) ringSize *= 2
  const ringMask = ringSize - 1
  /** Rings of idle environments, a list each: the longest idle at `oldest`, the most recently used before `newest`. */
  const rings = arena.i32(LISTS * ringSize)
  const oldest = arena.i32(LISTS)
  const newest = arena.i32(LISTS)
  const unused = arena.i32(environmentCountMax)
  const isProvisioned = arena.u8(environmentCountMax)
  /** It is new, or was reset by a time-out: its next invocation begins with an init phase. */
  const needsInit = arena.u8(environmentCountMax)
  const idleSince = arena.f64(environmentCountMax)
  /** End of the init phase that it is in, or was in last. */
  const readyAt = arena.f64(environmentCountMax)
  const busy = arena.i32(VERSIONS)
  const tokens = arena.f64(BUCKETS)
  const tokensMax = arena.f64(BUCKETS)
  const tokensPerS = arena.f64(BUCKETS)
  const filledAt = arena.f64(BUCKETS)
  let capacity = 0
  let unusedCount = 0
  let limit = 0
  /** Executions outside provisioned concurrency, and all of provisioned concurrency, busy or idle. */
  let onDemandBusy = 0
  let provisioned = 0
  /** Concurrency of the account that other functions use. */
  let stolen = 0

  /** Forgets all environments; both buckets are full. */
  function reset(environmentCount: number, settings: EnvironmentSettings): void {
    capacity = environmentCount
    limit = settings.limit
    unusedCount = capacity
    onDemandBusy = 0
    provisioned = 0
    stolen = 0
    for (let index = 0; index < capacity; index++) unused[index] = capacity - 1 - index
    for (const column of [rings, oldest, newest, isProvisioned, needsInit, idleSince, readyAt, busy, filledAt])
      column.fill(0)
    fillBucket(REQUESTS, requestBurstOf(settings.rateLimitRps), settings.rateLimitRps)
    fillBucket(STARTS, settings.burstCount, settings.burstRefillPerS)
  }

  function fillBucket(bucket: number, count: number, refillPerS: number): void {
    tokensMax[bucket] = count * TOKEN
    tokens[bucket] = tokensMax[bucket]
    tokensPerS[bucket] = refillPerS
  }

  /** Takes a token out of a bucket that refills continuously and never holds more than its size; false: it is empty. */
  function spend(bucket: number): boolean {
    const level = tokens[bucket] + (clock[NOW] - filledAt[bucket]) * tokensPerS[bucket]
    tokens[bucket] = Math.min(level, tokensMax[bucket])
    filledAt[bucket] = clock[NOW]
    if (tokens[bucket] < TOKEN) return false
    tokens[bucket] -= TOKEN
    return true
  }

  const listOnDemand = (version: number): number => 2 * version
  const listProvisioned = (version: number): number => 2 * version + 1
  const idleIn = (list: number): number => newest[list] - oldest[list]
  const oldestIn = (list: number): number => rings[list * ringSize + (oldest[list] & ringMask)]

  function becomeIdle(environment: number): void {
    const list = 2 * versionOf[environment] + isProvisioned[environment]
    idleSince[environment] = clock[NOW]
    rings[list * ringSize + (newest[list]++ & ringMask)] = environment
  }

  /**
   * The environment of an invocation of the version: its most recently used idle one, provisioned ones first, otherwise a
   * new one. NO_ENVIRONMENT when that would break a limit. What is provisioned counts against the limit even when idle.
   * MODEL: the request rate is looked at first, and a request that another limit then throttles has spent its part of it.
   */
  function allocate(version: number): number {
    if (!spend(REQUESTS) || busy[0] + busy[1] >= limit) return NO_ENVIRONMENT
    if (idleIn(listProvisioned(version)) > 0) return occupyNewest(listProvisioned(version), version)
    if (onDemandBusy + provisioned + stolen >= limit) return NO_ENVIRONMENT
    if (idleIn(listOnDemand(version)) === 0) return start(version)
    onDemandBusy++
    return occupyNewest(listOnDemand(version), version)
  }

  function occupyNewest(list: number, version: number): number {
    busy[version]++
    return rings[list * ringSize + (--newest[list] & ringMask)]
  }

  function start(version: number): number {
    if (unusedCount === 0 && oldestIdle() === NO_ENVIRONMENT) return NO_ENVIRONMENT
    if (!spend(STARTS)) return NO_ENVIRONMENT
    const environment = takeUnused()
    versionOf[environment] = version
    needsInit[environment] = 1
    busy[version]++
    onDemandBusy++
    return environment
  }

  /** The environment on demand of either version that has been idle for longest; it is not provisioned. */
  function oldestIdle(): number {
    let found = NO_ENVIRONMENT
    for (let version = 0; version < VERSIONS; version++) {
      const list = listOnDemand(version)
      if (idleIn(list) === 0) continue
      if (found === NO_ENVIRONMENT || idleSince[oldestIn(list)] < idleSince[found]) found = oldestIn(list)
    }
    return found
  }

  function reclaim(environment: number): void {
    oldest[listOnDemand(versionOf[environment])]++
    forget(environment)
  }

  function forget(environment: number): void {
    readyAt[environment] = 0
    unused[unusedCount++] = environment
  }

  /** An index for a new environment; when all are in use that of the longest idle one, which exists. */
  function takeUnused(): number {
    if (unusedCount === 0) reclaim(oldestIdle())
    return unused[--unusedCount]
  }

  /** The invocation is over: the environment waits for the next one. */
  function release(environment: number): void {
    busy[versionOf[environment]]--
    if (isProvisioned[environment] === 0) onDemandBusy--
    becomeIdle(environment)
  }

  /** The invocation timed out: the environment is reset. A provisioned one stays allocated and initialises again. */
  function discard(environment: number): void {
    if (isProvisioned[environment] === 1) {
      needsInit[environment] = 1
      readyAt[environment] = 0
      release(environment)
      return
    }
    busy[versionOf[environment]]--
    onDemandBusy--
    forget(environment)
  }

  /**
   * Adds up to `count` initialised environments of provisioned concurrency, which are never reclaimed; returns how many
   * there was room for.
   */
  function provision(version: number, count: number): number {
    for (let added = 0; added < count; added++) {
      if (unusedCount === 0 && oldestIdle() === NO_ENVIRONMENT) return added
      const environment = takeUnused()
      versionOf[environment] = version
      needsInit[environment] = 0
      isProvisioned[environment] = 1
      provisioned++
      becomeIdle(environment)
    }
    return count
  }

  /** Makes up to `count` provisioned environments ordinary ones: the longest idle first, then busy ones by index. */
  function unprovision(version: number, count: number): void {
    const list = listProvisioned(version)
    let left = count
    for (; left > 0 && idleIn(list) > 0; left--) {
      const environment = oldestIn(list)
      oldest[list]++
      makeOrdinary(environment)
      if (needsInit[environment] === 1) forget(environment)
      else becomeIdle(environment)
    }
    for (let environment = 0; environment < capacity && left > 0; environment++) {
      if (isProvisioned[environment] === 0 || versionOf[environment] !== version) continue
      makeOrdinary(environment)
      onDemandBusy++
      left--
    }
  }

  function makeOrdinary(environment: number): void {
    isProvisioned[environment] = 0
    provisioned--
  }

  /** Environments on demand that have been idle since before the time (microseconds) are gone, the longest idle first. */
  function reclaimIdle(idleSinceBeforeUs: number): void {
    for (;;) {
      const environment = oldestIdle()
      if (environment === NO_ENVIRONMENT || idleSince[environment] >= idleSinceBeforeUs) return
      reclaim(environment)
    }
  }

  /**
   * Other functions of the account use so many executions at once from now on. Provisioned concurrency is allocated and
   * stays (AWS Lambda developer guide, concurrency); invocations under way end as they would have.
   */
  const steal = (count: number): void => {
    stolen = count
  }

  /** Environments of the version that are in their init phase now. */
  function initialisingCount(version: number): number {
    let count = 0
    for (let environment = 0; environment < capacity; environment++)
      if (readyAt[environment] > clock[NOW] && versionOf[environment] === version) count++
    return count
  }
  /** Environments of the version with an invocation, initialising ones included. */
  const busyCount = (version: number): number => busy[version]
  /** Idle environments of the version, provisioned or not. */
  const idleCount = (version: number): number => idleIn(listOnDemand(version)) + idleIn(listProvisioned(version))

  return {
    needsInit,
    readyAt,
    reset,
    allocate,
    release,
    discard,
    provision,
    unprovision,
    reclaimIdle,
    steal,
    busyCount,
    idleCount,
    initialisingCount,
  }
}

import { createBalancer, NO_TARGET } from '../fleet/balancer'
import { createEnvironments, type EnvironmentSettings, NO_ENVIRONMENT } from '../fleet/environments'
import { QUANTILE_TABLE_LENGTH } from '../random/quantiles'
import { sfc32 } from '../random/sfc32'
import { RANDOM_WORDS, streamAt } from '../random/streams'
import { LATENCY_BUCKET_COUNT } from '../result/latency'
import { LIMITS } from '../scenario/limits'
import { Arena } from './arena'
import { createCalendar } from './calendar'
import * as c from './clock'
import { createRetries, type RetryPolicy } from './retries'

/** Counters of the second that is under way; the recorder reads and clears them. Causes in the order of FAILURE_CAUSES. */
export const ARRIVED = 0
export const OK = 1
export const VERSION_ERROR = 2
export const REFUSED = 3
export const NO_REGISTERED_TARGET = 4
export const TIMED_OUT = 5
export const CUT_BY_DRAINING = 6
export const QUEUE_FULL = 7
export const THROTTLED = 8
export const ROUTED_OLD = 9
export const ROUTED_NEW = 10
export const ROUTED_NONE = 11
/** The part that belongs to the new revision; of REFUSED and NO_REGISTERED_TARGET the part aimed at group 1. */
export const OK_NEW = 12
export const VERSION_ERROR_NEW = 13
export const REFUSED_NEW = 14
export const NO_TARGET_NEW = 15
export const TIMED_OUT_NEW = 16
export const QUEUE_FULL_NEW = 17
export const COLD_STARTS = 18
export const COLD_STARTS_NEW = 19
/** Arrivals that are further attempts of clients that failed. */
export const RETRIED = 20
const COUNTERS = 21

/** What a slot (one of an instance's places for a request in service) is doing. An execution environment has one slot. */
const FREE = 0
const BUSY = 1
/** Its answer comes after the balancer has given up: the pending event is the 504, the work ends at `ends`. */
const WILL_TIME_OUT = 2
/** The client is gone, the work goes on: the pending event only frees the slot. */
const ABANDONED = 3

const NO_REVISION = 2
const NO_FUNCTION: EnvironmentSettings = { limit: 0, rateLimitRps: 0, burstCount: 0, burstRefillPerS: 0 }
const SLOTS_MAX = LIMITS.instanceCountMax * LIMITS.concurrencyMax
const LEVELS_MAX = LIMITS.concurrencyMax + LIMITS.queueLimitMax + 2
const SECONDS_MAX = LIMITS.durationMsMax / 1000 + 1
const TABLES = 5
/** What the columns below take together, at the limits; the arena throws when it is too small. */
const ARENA_BYTES = 20_000_000
/** Longer answers (an idle timeout may be 4000 s) count as this long: latencies stay 31-bit integers. */
export const LATENCY_US_MAX = 0x7fffffff
/** Room for the sampled requests of one second; when it is full the recorder is asked to take them early. */
const SAMPLE_ROWS = 4096

/**
 * Every request brings its own draws for service and error from its arrival on, whatever happens to it: two strategies
 * meet the same users, and a new revision that equals the old one changes nothing but labels.
 */
const SERVICE = streamAt('service')
const ERRORS = streamAt('errors')
const ARRIVALS = streamAt('arrivals')
const WEIGHTS = streamAt('weights')
const INIT = streamAt('init')
const RETRIES = streamAt('retries')
const LAW_ARRIVALS = 0
const LAW_OLD = QUANTILE_TABLE_LENGTH
/** Where `laws` holds the init phase of an execution environment with the old version; the new one's follows. */
export const LAW_INIT_OLD = 3 * QUANTILE_TABLE_LENGTH
/** An init phase ends here; it is then repeated inside the invocation (AWS Lambda developer guide, runtime environment). */
const INIT_PHASE_US_MAX = 10_000_000
/** A weight is a share of the requests in basis points. */
const WEIGHT_ALL = 10_000
/** A service time that a fault stretches ends here, ten hours: the calendar's bucket numbers stay 31-bit integers. */
const STRETCHED_US_MAX = 36_000_000_000
/** Service times are multiplied by a factor in thousandths; where `serviceFactor` holds those of Lambda's versions. */
const FACTOR_ONE = 1_000
const VERSION_FACTORS = LIMITS.instanceCountMax

export interface KernelSettings {
  /** Most instances that the run may ever have, up to LIMITS.instanceCountMax; it begins without any. */
  readonly capacity: number
  readonly concurrency: number
  readonly queueLimit: number
  readonly leastOutstanding: boolean
  readonly idleTimeoutUs: number
  readonly slowStartUs: number
  /** Typical microseconds between arrivals, and typical time of an answer: they size the calendar, never the order. */
  readonly typicalGapUs: number
  readonly typicalServiceUs: number
  /** Every how many finished (and failed) requests one is sampled. */
  readonly sampleStride: number
  /**
   * null: instances behind a load balancer. Otherwise a Lambda function: `capacity` is how many execution environments
   * there may be, `idleTimeoutUs` is the function's timeout, target group 0 is the old version and 1 the new one, and
   * `addInstance`, `concurrency`, `queueLimit`, `leastOutstanding` and `slowStartUs` mean nothing.
   */
  readonly environments: EnvironmentSettings | null
}

/**
 * The data plane: every request from its arrival to its end, in typed columns of one arena. Small functions named after
 * what happens to a request; between them travel small integers only (V8 boxes doubles that cross a call), times lie in
 * `clock`. Made once per isolate: a second kernel would cost V8 its constant folding and half the speed.
 */
export function createKernel(onSampleFull: () => void) {
  const arena = new Arena(ARENA_BYTES)
  const clock = arena.f64(c.CLOCK_CELLS)
  const random = arena.i32(RANDOM_WORDS)
  const laws = arena.f64(TABLES * QUANTILE_TABLE_LENGTH)
  const gapUs = arena.f64(SECONDS_MAX)
  /** Draws below this are errors, of 2^32. */
  const errorBound = arena.f64(2)
  /** Draws below this choose target group 1, of 2^32. */
  const weightBound = arena.f64(1)

  const when = arena.f64(SLOTS_MAX)
  const born = arena.f64(SLOTS_MAX)
  const ends = arena.f64(SLOTS_MAX)
  const slotState = arena.u8(SLOTS_MAX)
  const errorDraw = arena.i32(SLOTS_MAX)
  const instanceOf = arena.i32(SLOTS_MAX)
  const freeSlots = arena.i32(SLOTS_MAX)
  const freeCount = arena.i32(LIMITS.instanceCountMax)
  const revisionOf = arena.u8(LIMITS.instanceCountMax)
  const isServing = arena.u8(LIMITS.instanceCountMax)
  /** Of instances by index, then of the two versions of a Lambda function. Only read while `isStretched`. */
  const serviceFactor = arena.i32(LIMITS.instanceCountMax + 2)
  /** Draws below this are errors on that instance, of 2^32. Only read while `hasInstanceErrors`. */
  const instanceErrorBound = arena.f64(LIMITS.instanceCountMax)
  /** Which further attempt of its client an open request is, 0 for none. Only read while `clientsRetry`. */
  const attemptOf = arena.u8(SLOTS_MAX)

  const waitingSince = arena.f64(LIMITS.waitingRequestsMax)
  const waitingService = arena.i32(LIMITS.waitingRequestsMax)
  const waitingError = arena.i32(LIMITS.waitingRequestsMax)
  const waitingAttempt = arena.u8(LIMITS.waitingRequestsMax)
  const waitingHead = arena.i32(LIMITS.instanceCountMax)
  const waitingCount = arena.i32(LIMITS.instanceCountMax)

  const counters = arena.i32(COUNTERS)
  /** Sum of the answered latencies by revision, microseconds: the recorder takes whole milliseconds away. */
  const answeredUs = arena.f64(2)
  const latencies = arena.i32(LATENCY_BUCKET_COUNT)
  /** Shortest and longest answer of the second that is under way. */
  const latencyExtremes = arena.i32(2)
  const latencyTotals = arena.i32(2 * LATENCY_BUCKET_COUNT)
  const sampleArrivedUs = arena.f64(SAMPLE_ROWS)
  const sampleEndedUs = arena.f64(SAMPLE_ROWS)
  const sampleInstance = arena.i32(SAMPLE_ROWS)
  const sampleCause = arena.u8(SAMPLE_ROWS)
  const sampleRevision = arena.u8(SAMPLE_ROWS)

  const calendar = createCalendar(arena, clock, when, SLOTS_MAX)
  const balancer = createBalancer(arena, clock, random, LIMITS.instanceCountMax, LEVELS_MAX)
  const environments = createEnvironments(arena, clock, revisionOf, LIMITS.instanceCountMax)
  const retries = createRetries(arena, clock, random)
  const { insert, popEarliest, remove } = calendar
  const { groupOf, pick, requestOpened, requestClosed } = balancer
  const { needsInit, readyAt, allocate, release, discard } = environments

  let capacity = 0
  let instanceCount = 0
  let weight = 0
  /** 1 for a Lambda function, 0 for instances: the hot path decides by one comparison of integers. */
  let isLambda = 0
  let concurrency = 1
  let queueLimit = 0
  let second = 0
  let sampleStride = 1
  let untilSampleOk = 1
  let untilSampleFailed = 1
  let sampled = 0
  let open = 0
  /** 0 or 1 each, so that a run without faults pays one comparison of integers for all of them. */
  let isStretched = 0
  let hasInstanceErrors = 0
  /** How many factors are not one, and how many instances have errors of their own. */
  let stretchedPlaces = 0
  let erringInstances = 0
  let clientsRetry = 0
  /** Clients wait to ask again: then the clock's ARRIVAL is the earlier one of FRESH and RETRY. */
  let isRetrying = 0
  /** Which further attempt the request is that is arriving now. */
  let attempt = 0

  function reset(settings: KernelSettings): void {
    capacity = settings.capacity
    instanceCount = 0
    isLambda = Number(settings.environments !== null)
    concurrency = isLambda === 1 ? 1 : settings.concurrency
    queueLimit = isLambda === 1 ? 0 : settings.queueLimit
    clock.fill(0)
    clock[c.EXPIRY] = Number.POSITIVE_INFINITY
    clock[c.IDLE_TIMEOUT] = settings.idleTimeoutUs
    clock[c.SLOW_START] = settings.slowStartUs
    for (const column of [revisionOf, isServing, waitingHead, waitingCount, freeCount]) column.fill(0)
    for (const column of [counters, answeredUs, latencies, latencyTotals, errorBound]) column.fill(0)
    forgetFaults()
    latencyExtremes[0] = LATENCY_US_MAX
    latencyExtremes[1] = 0
    calendar.reset(capacity * concurrency, settings.typicalGapUs, settings.typicalServiceUs)
    balancer.reset(capacity, isLambda === 0 && settings.leastOutstanding, concurrency + queueLimit + 2)
    setWeight(0)
    environments.reset(isLambda * capacity, settings.environments ?? NO_FUNCTION)
    // Every environment that may ever be has one slot, with its own index.
    for (let environment = 0; environment < isLambda * capacity; environment++) addInstance(environment, 0)
    sampleStride = settings.sampleStride
    untilSampleOk = sampleStride
    untilSampleFailed = sampleStride
    sampled = 0
    open = 0
    second = 0
  }

  function forgetFaults(): void {
    if (clientsRetry === 1) for (const column of [attemptOf, waitingAttempt]) column.fill(0)
    serviceFactor.fill(FACTOR_ONE)
    instanceErrorBound.fill(0)
    clock[c.LOAD_FACTOR] = 1
    isStretched = 0
    hasInstanceErrors = 0
    stretchedPlaces = 0
    erringInstances = 0
    clientsRetry = 0
    isRetrying = 0
    attempt = 0
    retries.reset()
  }

  /** Draws the first arrival; after `gapUs`, `laws` and the streams have been filled. */
  function begin(): void {
    clock[c.CELL_END] = 1_000_000
    clock[c.GAP] = gapUs[0] / clock[c.LOAD_FACTOR]
    scheduleArrival()
  }

  /**
   * Makes the next index an instance of target group 0 or 1, stopped and not routable. Indexes ascend without a gap and
   * are never used again. Throws when the index is not the next one or the capacity is used up.
   */
  function addInstance(instance: number, group: number): void {
    if (instance !== instanceCount || instance >= capacity)
      throw new RangeError(`Instance ${instance} of ${capacity} cannot be added: the next index is ${instanceCount}.`)
    instanceCount++
    const first = instance * concurrency
    for (const column of [when, born, ends, slotState]) column.fill(0, first, first + concurrency)
    instanceOf.fill(instance, first, first + concurrency)
    freeAllSlots(instance)
    balancer.addTarget(instance, group)
  }

  /** The instance is gone for good: out of its target group, and what was open on it is reset (502). */
  function removeInstance(instance: number): void {
    balancer.setRoutable(instance, false)
    balancer.endSlowStart(instance)
    stopServing(instance)
  }

  /** Share of the requests that go to target group 1 from now on, in basis points (ALB: weighted target groups). */
  function setWeight(basisPoints: number): void {
    weight = basisPoints
    weightBound[0] = (basisPoints / WEIGHT_ALL) * 4_294_967_296
  }

  function freeAllSlots(instance: number): void {
    const first = instance * concurrency
    for (let place = 0; place < concurrency; place++) freeSlots[first + place] = first + concurrency - 1 - place
    freeCount[instance] = concurrency
  }

  /** One variate of the law at `at`, for 32 random bits, into clock[DRAW]. The same interpolation as `quantileOf`. */
  function draw(word: number, at: number): void {
    const cell = word >>> 20
    if (cell < 4095) {
      const low = laws[at + cell]
      clock[c.DRAW] = low + (laws[at + cell + 1] - low) * ((word & 0xfffff) * 9.5367431640625e-7)
      return
    }
    const fine = at + 4097 + ((word >>> 8) & 0xfff)
    const low = laws[fine]
    clock[c.DRAW] = low + (laws[fine + 1] - low) * ((word & 0xff) * 0.00390625)
  }

  /** Poisson arrivals of a rate that is constant within each second: an exponential draw is spent across the seconds. */
  function scheduleArrival(): void {
    draw(sfc32(random, ARRIVALS), LAW_ARRIVALS)
    const next = clock[c.ARRIVAL_EXACT] + clock[c.DRAW] * clock[c.GAP]
    if (next < clock[c.CELL_END]) {
      clock[c.ARRIVAL_EXACT] = next
      clock[c.ARRIVAL] = Math.floor(next)
    } else scheduleArrivalLater()
    if (isRetrying === 1) chooseArrival()
  }

  function scheduleArrivalLater(): void {
    let left = clock[c.DRAW]
    let from = clock[c.ARRIVAL_EXACT]
    while (second < SECONDS_MAX - 1) {
      const next = from + left * clock[c.GAP]
      if (next < clock[c.CELL_END]) {
        clock[c.ARRIVAL_EXACT] = next
        clock[c.ARRIVAL] = Math.floor(next)
        return
      }
      left -= (clock[c.CELL_END] - from) / clock[c.GAP]
      from = clock[c.CELL_END]
      second++
      clock[c.CELL_END] += 1_000_000
      clock[c.GAP] = gapUs[second] / clock[c.LOAD_FACTOR]
    }
    clock[c.UNSPENT] = left
    clock[c.ARRIVAL] = Number.POSITIVE_INFINITY
  }

  /**
   * Multiplies the offered load by so many thousandths from now on. The draw that is under way stays: what is left of it
   * is spent at the new rate, so a change moves arrivals in time and draws nothing.
   */
  function setLoadFactor(permille: number): void {
    if (clock[c.LOAD_FACTOR] === permille / FACTOR_ONE) return
    gatherUnspent()
    clock[c.LOAD_FACTOR] = permille / FACTOR_ONE
    clock[c.DRAW] = clock[c.UNSPENT]
    second = Math.floor(clock[c.NOW] / 1_000_000)
    clock[c.CELL_END] = (second + 1) * 1_000_000
    clock[c.GAP] = gapUs[second] / clock[c.LOAD_FACTOR]
    clock[c.ARRIVAL_EXACT] = clock[c.NOW]
    scheduleArrivalLater()
    if (isRetrying === 1) chooseArrival()
  }

  /** Puts what is left from now on of the draw that is under way into UNSPENT, in mean gaps. */
  function gatherUnspent(): void {
    const isPending = (isRetrying === 1 ? clock[c.FRESH] : clock[c.ARRIVAL]) !== Number.POSITIVE_INFINITY
    let left = isPending ? 0 : clock[c.UNSPENT]
    let from = clock[c.NOW]
    for (let cell = Math.floor(from / 1_000_000); cell < second; cell++) {
      left += (((cell + 1) * 1_000_000 - from) * clock[c.LOAD_FACTOR]) / gapUs[cell]
      from = (cell + 1) * 1_000_000
    }
    clock[c.UNSPENT] = isPending ? left + (clock[c.ARRIVAL_EXACT] - from) / clock[c.GAP] : left
  }

  /** The next request arrives: the fresh one that has just been scheduled, or a client that asks again. */
  function chooseArrival(): void {
    clock[c.FRESH] = clock[c.ARRIVAL]
    if (clock[c.RETRY] < clock[c.FRESH]) clock[c.ARRIVAL] = clock[c.RETRY]
  }

  /** A client that waited asks again: an arrival of its own, with draws from a stream of its own. */
  function arriveAgain(): void {
    attempt = retries.take()
    counters[ARRIVED]++
    counters[RETRIED]++
    open++
    const serviceWord = sfc32(random, RETRIES)
    const errorWord = sfc32(random, RETRIES)
    const group = weight === 0 ? 0 : chooseGroup(RETRIES)
    if (isLambda === 1) invoke(group, serviceWord, errorWord)
    else route(group, serviceWord, errorWord)
    attempt = 0
    isRetrying = Number(retries.waitingCount() > 0)
    clock[c.ARRIVAL] = Math.min(clock[c.FRESH], clock[c.RETRY])
  }

  /** The client of a request that failed, its `failedAttempt`-th further one, may ask again. */
  function retryLater(failedAttempt: number): void {
    if (isRetrying === 0) clock[c.FRESH] = clock[c.ARRIVAL]
    retries.wait(failedAttempt)
    isRetrying = Number(retries.waitingCount() > 0)
    clock[c.ARRIVAL] = Math.min(clock[c.FRESH], clock[c.RETRY])
  }

  function arrive(): void {
    if (isRetrying === 1 && clock[c.RETRY] < clock[c.FRESH]) {
      arriveAgain()
      return
    }
    counters[ARRIVED]++
    open++
    const serviceWord = sfc32(random, SERVICE)
    const errorWord = sfc32(random, ERRORS)
    const group = weight === 0 ? 0 : chooseGroup(WEIGHTS)
    if (isLambda === 1) invoke(group, serviceWord, errorWord)
    else route(group, serviceWord, errorWord)
    scheduleArrival()
  }

  function route(group: number, serviceWord: number, errorWord: number): void {
    const instance = pick(group)
    if (instance === NO_TARGET) {
      counters[NO_TARGET_NEW] += group
      failUnrouted(NO_TARGET, NO_REGISTERED_TARGET)
    } else if (isServing[instance] === 0) {
      counters[REFUSED_NEW] += group
      failUnrouted(instance, REFUSED)
    } else admit(instance, serviceWord, errorWord)
  }

  /**
   * Each request's group (version) is drawn by the weights, and it stays there: no fail-over to the other one (ALB user
   * guide, weighted target groups; AWS Lambda developer guide, weighted aliases). `stream`: whose draw it is.
   */
  function chooseGroup(stream: number): number {
    if (weight === WEIGHT_ALL) return 1
    return sfc32(random, stream) >>> 0 < weightBound[0] ? 1 : 0
  }

  /** The balancer answers at once by itself: no revision had a hand in it. */
  function failUnrouted(instance: number, cause: number): void {
    counters[ROUTED_NONE]++
    counters[cause]++
    open--
    if (clientsRetry === 1) retryLater(attempt)
    if (--untilSampleFailed === 0) sampleImmediate(instance, cause, NO_REVISION)
  }

  function admit(instance: number, serviceWord: number, errorWord: number): void {
    counters[ROUTED_OLD + revisionOf[instance]]++
    if (freeCount[instance] > 0) {
      requestOpened(instance)
      const slot = freeSlots[instance * concurrency + --freeCount[instance]]
      born[slot] = clock[c.NOW]
      errorDraw[slot] = errorWord
      if (clientsRetry === 1) attemptOf[slot] = attempt
      serve(instance, slot, serviceWord)
    } else if (waitingCount[instance] < queueLimit) admitToWaitingRoom(instance, serviceWord, errorWord)
    else {
      counters[QUEUE_FULL]++
      counters[QUEUE_FULL_NEW] += revisionOf[instance]
      open--
      if (clientsRetry === 1) retryLater(attempt)
      if (--untilSampleFailed === 0) sampleImmediate(instance, QUEUE_FULL, revisionOf[instance])
    }
  }

  function admitToWaitingRoom(instance: number, serviceWord: number, errorWord: number): void {
    requestOpened(instance)
    let place = waitingHead[instance] + waitingCount[instance]++
    if (place >= queueLimit) place -= queueLimit
    const at = instance * queueLimit + place
    waitingSince[at] = clock[c.NOW]
    waitingService[at] = serviceWord
    waitingError[at] = errorWord
    if (clientsRetry === 1) waitingAttempt[at] = attempt
    if (clock[c.EXPIRY] === Number.POSITIVE_INFINITY) clock[c.EXPIRY] = clock[c.NOW] + clock[c.IDLE_TIMEOUT]
  }

  /** Starts the service of the request born at `born[slot]`. */
  function serve(instance: number, slot: number, serviceWord: number): void {
    draw(serviceWord, LAW_OLD + revisionOf[instance] * QUANTILE_TABLE_LENGTH)
    if (isStretched === 1) stretch(instance)
    const end = clock[c.NOW] + Math.floor(clock[c.DRAW] + 0.5)
    if (end - born[slot] <= clock[c.IDLE_TIMEOUT]) {
      slotState[slot] = BUSY
      when[slot] = end
    } else {
      slotState[slot] = WILL_TIME_OUT
      ends[slot] = end
      when[slot] = born[slot] + clock[c.IDLE_TIMEOUT]
    }
    insert(slot)
  }

  /** Multiplies the service time in clock[DRAW] by a factor of `serviceFactor`. */
  function stretch(place: number): void {
    if (serviceFactor[place] === FACTOR_ONE) return
    const stretched = (clock[c.DRAW] * serviceFactor[place]) / FACTOR_ONE
    clock[c.DRAW] = Math.min(stretched, Math.max(clock[c.DRAW], STRETCHED_US_MAX))
  }

  function depart(slot: number): void {
    if (isLambda === 1) {
      endInvocation(slot)
      return
    }
    if (slotState[slot] === BUSY) answer(slot)
    else if (slotState[slot] === WILL_TIME_OUT) {
      giveUp(slot)
      return
    }
    serveNext(instanceOf[slot], slot)
  }

  function answer(slot: number): void {
    const instance = instanceOf[slot]
    const revision = revisionOf[instance]
    const latencyUs = Math.min(clock[c.NOW] - born[slot], LATENCY_US_MAX) | 0
    if (latencyUs < latencyExtremes[0]) latencyExtremes[0] = latencyUs
    if (latencyUs > latencyExtremes[1]) latencyExtremes[1] = latencyUs
    const bucket = bucketOf(latencyUs)
    latencies[bucket]++
    latencyTotals[revision * LATENCY_BUCKET_COUNT + bucket]++
    answeredUs[revision] += latencyUs
    requestClosed(instance)
    open--
    const isError = errorDraw[slot] >>> 0 < errorBound[revision]
    if (isError || (hasInstanceErrors === 1 && errorDraw[slot] >>> 0 < instanceErrorBound[instance])) {
      counters[VERSION_ERROR]++
      counters[VERSION_ERROR_NEW] += revision
      if (clientsRetry === 1) retryLater(attemptOf[slot])
      if (--untilSampleFailed === 0) sampleFailed(instance, slot, revision, VERSION_ERROR)
    } else {
      counters[OK]++
      counters[OK_NEW] += revision
      if (--untilSampleOk === 0) sampleOk(instance, slot, revision)
    }
  }

  /** `latencyBucketOf`, here so that it is inlined. */
  function bucketOf(latencyUs: number): number {
    if (latencyUs < 32) return latencyUs
    const exponent = 31 - Math.clz32(latencyUs)
    const bucket = ((exponent - 4) << 5) + ((latencyUs >>> (exponent - 5)) & 31)
    return bucket < LATENCY_BUCKET_COUNT ? bucket : LATENCY_BUCKET_COUNT - 1
  }

  /** The balancer answers 504; the target works on for nobody (ALB user guide, troubleshooting: idle timeout). */
  function giveUp(slot: number): void {
    const instance = instanceOf[slot]
    counters[TIMED_OUT_NEW] += revisionOf[instance]
    fail(instance, slot, TIMED_OUT)
    slotState[slot] = ABANDONED
    when[slot] = ends[slot]
    insert(slot)
  }

  /** An open request on the instance ends without an answer of the application; it was born at `born[slot]`. */
  function fail(instance: number, slot: number, cause: number): void {
    counters[cause]++
    requestClosed(instance)
    open--
    if (clientsRetry === 1) retryLater(attemptOf[slot])
    if (--untilSampleFailed === 0) sampleFailed(instance, slot, revisionOf[instance], cause)
  }

  function serveNext(instance: number, slot: number): void {
    if (waitingCount[instance] === 0) {
      slotState[slot] = FREE
      freeSlots[instance * concurrency + freeCount[instance]++] = slot
      return
    }
    const at = instance * queueLimit + waitingHead[instance]
    born[slot] = waitingSince[at]
    errorDraw[slot] = waitingError[at]
    if (clientsRetry === 1) attemptOf[slot] = waitingAttempt[at]
    leaveWaitingRoom(instance)
    serve(instance, slot, waitingService[at])
  }

  function leaveWaitingRoom(instance: number): void {
    const next = waitingHead[instance] + 1
    waitingHead[instance] = next === queueLimit ? 0 : next
    waitingCount[instance]--
  }

  /** An invocation of the version by its alias: an environment of that version takes it, or it is throttled (429). */
  function invoke(version: number, serviceWord: number, errorWord: number): void {
    const environment = allocate(version)
    if (environment === NO_ENVIRONMENT) {
      failUnrouted(NO_TARGET, THROTTLED)
      return
    }
    counters[ROUTED_OLD + version]++
    born[environment] = clock[c.NOW]
    errorDraw[environment] = errorWord
    if (clientsRetry === 1) attemptOf[environment] = attempt
    readyAt[environment] = clock[c.NOW]
    clock[c.TIMED_FROM] = clock[c.NOW]
    if (needsInit[environment] === 1) initialise(environment, version)
    execute(environment, version, serviceWord)
  }

  /** A cold start: the init phase comes before the invocation; one that takes too long is repeated inside of it. */
  function initialise(environment: number, version: number): void {
    counters[COLD_STARTS]++
    counters[COLD_STARTS_NEW] += version
    needsInit[environment] = 0
    draw(sfc32(random, INIT), LAW_INIT_OLD + version * QUANTILE_TABLE_LENGTH)
    const initUs = Math.floor(clock[c.DRAW] + 0.5)
    clock[c.TIMED_FROM] = clock[c.NOW] + Math.min(initUs, INIT_PHASE_US_MAX)
    readyAt[environment] = initUs > INIT_PHASE_US_MAX ? clock[c.TIMED_FROM] + initUs : clock[c.TIMED_FROM]
  }

  /** Runs the function from `readyAt` on, against a timeout that counts from TIMED_FROM. */
  function execute(environment: number, version: number, serviceWord: number): void {
    draw(serviceWord, LAW_OLD + version * QUANTILE_TABLE_LENGTH)
    if (isStretched === 1) stretch(VERSION_FACTORS + version)
    const end = readyAt[environment] + Math.floor(clock[c.DRAW] + 0.5)
    const timeout = clock[c.TIMED_FROM] + clock[c.IDLE_TIMEOUT]
    slotState[environment] = end <= timeout ? BUSY : WILL_TIME_OUT
    when[environment] = Math.min(end, timeout)
    insert(environment)
  }

  function endInvocation(environment: number): void {
    if (slotState[environment] === BUSY) {
      answer(environment)
      release(environment)
    } else {
      counters[TIMED_OUT_NEW] += revisionOf[environment]
      fail(environment, environment, TIMED_OUT)
      discard(environment)
    }
    slotState[environment] = FREE
  }

  /** Requests whose time is up leave the waiting rooms with a 504; then finds when to look again. */
  function expireWaiting(): void {
    let oldest = Number.POSITIVE_INFINITY
    for (let instance = 0; instance < instanceCount; instance++) {
      while (waitingCount[instance] > 0) {
        const arrivedUs = waitingSince[instance * queueLimit + waitingHead[instance]]
        if (arrivedUs + clock[c.IDLE_TIMEOUT] > clock[c.NOW]) {
          oldest = Math.min(oldest, arrivedUs)
          break
        }
        counters[TIMED_OUT_NEW] += revisionOf[instance]
        failWaiting(instance, TIMED_OUT)
      }
    }
    clock[c.EXPIRY] = oldest + clock[c.IDLE_TIMEOUT]
  }

  function failWaiting(instance: number, cause: number): void {
    counters[cause]++
    requestClosed(instance)
    open--
    if (clientsRetry === 1) retryLater(waitingAttempt[instance * queueLimit + waitingHead[instance]])
    if (--untilSampleFailed === 0) {
      untilSampleFailed = sampleStride
      writeSample(
        waitingSince[instance * queueLimit + waitingHead[instance]],
        instance,
        cause - OK,
        revisionOf[instance],
      )
    }
    leaveWaitingRoom(instance)
  }

  /** A request that ends the moment it arrives. */
  function sampleImmediate(instance: number, cause: number, revision: number): void {
    untilSampleFailed = sampleStride
    writeSample(clock[c.NOW], instance, cause - OK, revision)
  }
  function sampleFailed(instance: number, slot: number, revision: number, cause: number): void {
    untilSampleFailed = sampleStride
    writeSample(born[slot], instance, cause - OK, revision)
  }
  function sampleOk(instance: number, slot: number, revision: number): void {
    untilSampleOk = sampleStride
    writeSample(born[slot], instance, 0, revision)
  }
  function writeSample(arrivedUs: number, instance: number, cause: number, revision: number): void {
    sampleArrivedUs[sampled] = arrivedUs
    sampleEndedUs[sampled] = clock[c.NOW]
    sampleInstance[sampled] = instance
    sampleCause[sampled] = cause
    sampleRevision[sampled] = revision
    if (++sampled === SAMPLE_ROWS) onSampleFull()
  }

  /** All that happens to requests before `untilUs`, or up to and including it. */
  function runUntil(untilUs: number, inclusive: boolean): void {
    clock[c.UNTIL] = inclusive ? untilUs + 1 : untilUs
    run()
    clock[c.NOW] = untilUs
  }

  /** The hot loop. Equal times: time-outs, then answers, then arrivals. Every time is whole microseconds. */
  function run(): void {
    for (;;) {
      const arrival = clock[c.ARRIVAL]
      const departure = clock[c.DEPARTURE]
      if (clock[c.EXPIRY] <= departure && clock[c.EXPIRY] <= arrival) {
        if (clock[c.EXPIRY] >= clock[c.UNTIL]) return
        clock[c.NOW] = clock[c.EXPIRY]
        expireWaiting()
      } else if (departure <= arrival) {
        if (departure >= clock[c.UNTIL]) return
        clock[c.NOW] = departure
        depart(popEarliest())
      } else {
        if (arrival >= clock[c.UNTIL]) return
        clock[c.NOW] = arrival
        arrive()
      }
    }
  }

  /** The application goes down: what it was answering is reset, and so is what waited (502). */
  function stopServing(instance: number): void {
    isServing[instance] = 0
    const refusedBefore = counters[REFUSED]
    const first = instance * concurrency
    for (let slot = first; slot < first + concurrency; slot++) {
      if (slotState[slot] === FREE) continue
      remove(slot)
      if (slotState[slot] !== ABANDONED) fail(instance, slot, REFUSED)
      slotState[slot] = FREE
    }
    while (waitingCount[instance] > 0) failWaiting(instance, REFUSED)
    freeAllSlots(instance)
    if (groupOf[instance] === 1) counters[REFUSED_NEW] += counters[REFUSED] - refusedBefore
  }

  function startServing(instance: number, revision: number): void {
    revisionOf[instance] = revision
    isServing[instance] = 1
  }

  /** The deregistration delay is over: open requests are cut (502); the application may work on for nobody. */
  function cutOpenRequests(instance: number): void {
    while (waitingCount[instance] > 0) failWaiting(instance, CUT_BY_DRAINING)
    const first = instance * concurrency
    for (let slot = first; slot < first + concurrency; slot++) {
      if (slotState[slot] === FREE || slotState[slot] === ABANDONED) continue
      fail(instance, slot, CUT_BY_DRAINING)
      if (slotState[slot] === WILL_TIME_OUT) {
        remove(slot)
        when[slot] = ends[slot]
        insert(slot)
      }
      slotState[slot] = ABANDONED
    }
  }

  /** Places of all instances that are at work, for a client or for nobody any more; waiting requests do not count. */
  function busyCount(): number {
    if (isLambda === 1) return environments.busyCount(0) + environments.busyCount(1)
    let busy = 0
    for (let instance = 0; instance < instanceCount; instance++) busy += concurrency - freeCount[instance]
    return busy
  }

  const setErrorRatePpm = (revision: number, errorRatePpm: number): void => {
    errorBound[revision] = errorRatePpm * 4294.967296
  }

  /** Share of 5xx answers on one instance from now on, where it is above that of its revision. */
  function setInstanceErrorRatePpm(instance: number, errorRatePpm: number): void {
    erringInstances += Number(errorRatePpm > 0) - Number(instanceErrorBound[instance] > 0)
    instanceErrorBound[instance] = errorRatePpm * 4294.967296
    hasInstanceErrors = Number(erringInstances > 0)
  }

  /** Factor on the service times that begin from now on on one instance, in thousandths. */
  function setServiceFactor(instance: number, permille: number): void {
    stretchedPlaces += Number(permille !== FACTOR_ONE) - Number(serviceFactor[instance] !== FACTOR_ONE)
    serviceFactor[instance] = permille
    isStretched = Number(stretchedPlaces > 0)
  }
  /** The same for a version (0 old, 1 new) of a Lambda function. */
  const setVersionServiceFactor = (version: number, permille: number): void =>
    setServiceFactor(VERSION_FACTORS + version, permille)

  /** How clients ask again after a failure from now on; null: they do not. */
  function setRetryPolicy(policy: RetryPolicy | null): void {
    if (policy !== null) clientsRetry = 1
    retries.setPolicy(policy)
  }

  return {
    clock,
    random,
    laws,
    gapUs,
    counters,
    answeredUs,
    latencies,
    latencyExtremes,
    latencyTotals,
    sample: {
      arrivedUs: sampleArrivedUs,
      endedUs: sampleEndedUs,
      instance: sampleInstance,
      cause: sampleCause,
      revision: sampleRevision,
    },
    sampledCount: () => sampled,
    clearSample: () => {
      sampled = 0
    },
    openCount: () => open,
    busyCount,
    reset,
    begin,
    addInstance,
    removeInstance,
    setWeight,
    runUntil,
    stopServing,
    startServing,
    cutOpenRequests,
    setErrorRatePpm,
    setInstanceErrorRatePpm,
    setServiceFactor,
    setVersionServiceFactor,
    setLoadFactor,
    setRetryPolicy,
    stealConcurrency: environments.steal,
    setRoutable: balancer.setRoutable,
    beginSlowStart: balancer.beginSlowStart,
    endSlowStart: balancer.endSlowStart,
    isInSlowStart: balancer.isInSlowStart,
    provision: environments.provision,
    unprovision: environments.unprovision,
    reclaimIdle: environments.reclaimIdle,
    environmentsBusy: environments.busyCount,
    environmentsInitialising: environments.initialisingCount,
    environmentsIdle: environments.idleCount,
  }
}
export type Kernel = ReturnType<typeof createKernel>

import { sfc32 } from '../random/sfc32'
import { streamAt } from '../random/streams'
import type { Arena } from './arena'
import { NOW, RETRY } from './clock'

/** Most clients that may wait to ask again; one more gives up. */
const WAITING_MAX = 200_000
/** Most further attempts that a client may make. */
export const RETRIES_MAX = 10
const RETRIES = streamAt('retries')

/** How clients ask again after a failure. */
export interface RetryPolicy {
  /** Wait before the first, second ... further attempt, whole microseconds; as many as there are attempts, up to RETRIES_MAX. */
  readonly backOffUs: readonly number[]
  /** The part of each wait that is drawn: 0 always waits the whole time, 1000 anything from nothing to the whole time. */
  readonly jitterPermille: number
}

/**
 * Clients that wait to ask again, as a binary heap by (time, sequence) in the arena. `clock[RETRY]` always holds when the
 * first of them is due, Infinity for none.
 */
export function createRetries(arena: Arena, clock: Float64Array, random: Int32Array) {
  const dueAt = arena.f64(WAITING_MAX)
  const sequenceOf = arena.i32(WAITING_MAX)
  const attemptOf = arena.u8(WAITING_MAX)
  const backOffUs = arena.f64(RETRIES_MAX)
  const jitter = arena.f64(1)
  let attemptsMax = 0
  let size = 0
  let sequence = 0

  function reset(): void {
    attemptsMax = 0
    size = 0
    sequence = 0
    clock[RETRY] = Number.POSITIVE_INFINITY
  }

  /** From now on clients that fail wait as the policy says; null: nobody asks again, and who waits already still comes. */
  function setPolicy(policy: RetryPolicy | null): void {
    attemptsMax = policy === null ? 0 : policy.backOffUs.length
    jitter[0] = policy === null ? 0 : policy.jitterPermille / 1000
    for (let attempt = 0; attempt < attemptsMax; attempt++) backOffUs[attempt] = policy?.backOffUs[attempt] ?? 0
  }

  /** A client whose request was its `attempt`-th further one (0: the first request) has failed and may ask again. */
  function wait(attempt: number): void {
    if (attempt >= attemptsMax || size === WAITING_MAX) return
    const share = jitter[0] === 0 ? 1 : 1 - jitter[0] * ((sfc32(random, RETRIES) >>> 0) / 4_294_967_296)
    dueAt[size] = clock[NOW] + Math.floor(backOffUs[attempt] * share)
    sequenceOf[size] = sequence++
    attemptOf[size] = attempt + 1
    rise(size++)
    clock[RETRY] = dueAt[0]
  }

  /** Takes the first client out and returns which further attempt it makes, from 1. Only while somebody waits. */
  function take(): number {
    const attempt = attemptOf[0]
    size--
    swap(0, size)
    sink()
    clock[RETRY] = size === 0 ? Number.POSITIVE_INFINITY : dueAt[0]
    return attempt
  }

  function comesBefore(a: number, b: number): boolean {
    return dueAt[a] < dueAt[b] || (dueAt[a] === dueAt[b] && sequenceOf[a] < sequenceOf[b])
  }

  function swap(a: number, b: number): void {
    const due = dueAt[a]
    const order = sequenceOf[a]
    const attempt = attemptOf[a]
    dueAt[a] = dueAt[b]
    sequenceOf[a] = sequenceOf[b]
    attemptOf[a] = attemptOf[b]
    dueAt[b] = due
    sequenceOf[b] = order
    attemptOf[b] = attempt
  }

  function rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!comesBefore(index, parent)) return
      swap(index, parent)
      index = parent
    }
  }

  function sink(): void {
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= size) return
      if (child + 1 < size && comesBefore(child + 1, child)) child++
      if (!comesBefore(child, index)) return
      swap(child, index)
      index = child
    }
  }

  /** How many clients wait to ask again. */
  const waitingCount = (): number => size

  return { reset, setPolicy, wait, take, waitingCount }
}

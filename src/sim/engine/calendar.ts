import type { Arena } from './arena'
import { DEPARTURE } from './clock'

/** Narrowest bucket: bucket numbers of a whole day must stay 31-bit integers. */
const WIDTH_US_MIN = 64
const NONE = -1

/**
 * Calendar queue of slots (Brown 1988): a slot has at most one pending event, so the lists are threaded through the slots
 * themselves and nothing is allocated. Events leave by time, equal times in the order they were put in (the sequence of
 * the total order). `when[slot]` holds the time in microseconds; `clock[DEPARTURE]` always holds the earliest.
 */
export function createCalendar(arena: Arena, clock: Float64Array, when: Float64Array, slotCount: number) {
  const bucketCountMax = bucketCountFor(slotCount)
  const head = arena.i32(bucketCountMax)
  const next = arena.i32(slotCount)
  const occupied = arena.i32(bucketCountMax >> 5)
  /** Inverse of the bucket width: bucket number = when * INVERSE. */
  const scale = arena.f64(1)
  let mask = 0
  let size = 0
  let current = 0

  /** Empties the calendar for `slots` slots whose events come about every `gapUs` and lie about `aheadUs` in the future. */
  function reset(slots: number, gapUs: number, aheadUs: number): void {
    const bucketCount = bucketCountFor(slots)
    mask = bucketCount - 1
    const wanted = Math.max(WIDTH_US_MIN, gapUs / 2, (4 * aheadUs) / bucketCount)
    let width = WIDTH_US_MIN
    while (width * 2 <= wanted && width < 1 << 29) width *= 2
    scale[0] = 1 / width
    head.fill(NONE, 0, bucketCount)
    occupied.fill(0, 0, bucketCount >> 5)
    size = 0
    current = 0
    clock[DEPARTURE] = Number.POSITIVE_INFINITY
  }

  function insert(slot: number): void {
    const time = when[slot]
    const bucket = (time * scale[0]) | 0
    const index = bucket & mask
    let before = head[index]
    if (before === NONE || when[before] > time) {
      next[slot] = before
      head[index] = slot
      occupied[index >> 5] |= 1 << (index & 31)
    } else {
      let after = next[before]
      while (after !== NONE && when[after] <= time) {
        before = after
        after = next[before]
      }
      next[slot] = after
      next[before] = slot
    }
    size++
    if (time < clock[DEPARTURE]) {
      clock[DEPARTURE] = time
      current = bucket
    }
  }

  /** Takes the earliest slot out. Only while the calendar is not empty. */
  function popEarliest(): number {
    const index = current & mask
    const slot = head[index]
    const follower = next[slot]
    head[index] = follower
    size--
    if (follower === NONE) occupied[index >> 5] &= ~(1 << (index & 31))
    else if (((when[follower] * scale[0]) | 0) === current) {
      clock[DEPARTURE] = when[follower]
      return slot
    }
    findEarliest()
    return slot
  }

  /** Takes a slot out wherever it stands: its instance was stopped, or its connection cut. */
  function remove(slot: number): void {
    const index = ((when[slot] * scale[0]) | 0) & mask
    if (head[index] === slot) head[index] = next[slot]
    else {
      let before = head[index]
      while (next[before] !== slot) before = next[before]
      next[before] = next[slot]
    }
    if (head[index] === NONE) occupied[index >> 5] &= ~(1 << (index & 31))
    size--
    findEarliest()
  }

  /** Walks the occupied buckets of one round from the current one; then, when the next event is rounds away, compares all. */
  function findEarliest(): void {
    if (size === 0) {
      clock[DEPARTURE] = Number.POSITIVE_INFINITY
      return
    }
    let bucket = current
    const end = current + mask + 1
    while (bucket < end) {
      const index = bucket & mask
      const word = occupied[index >> 5] >>> (index & 31)
      if (word === 0) {
        bucket += 32 - (index & 31)
        continue
      }
      bucket += 31 - Math.clz32(word & -word)
      const time = when[head[bucket & mask]]
      if (((time * scale[0]) | 0) === bucket) {
        current = bucket
        clock[DEPARTURE] = time
        return
      }
      bucket++
    }
    findFar()
  }

  function findFar(): void {
    let earliest = Number.POSITIVE_INFINITY
    for (let index = 0; index <= mask; index++) {
      const slot = head[index]
      if (slot !== NONE && when[slot] < earliest) earliest = when[slot]
    }
    clock[DEPARTURE] = earliest
    current = (earliest * scale[0]) | 0
  }

  return { reset, insert, popEarliest, remove }
}

function bucketCountFor(slots: number): number {
  let count = 4096
  while (count < slots / 4) count *= 2
  return count
}

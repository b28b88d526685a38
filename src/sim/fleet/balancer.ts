import type { Arena } from '../engine/arena'
import { NOW, SLOW_START } from '../engine/clock'
import { sfc32 } from '../random/sfc32'
import { streamAt } from '../random/streams'

/** What `pick` answers when no target may take a request. */
export const NO_TARGET = -1
const ROUTING = streamAt('routing')

/** Two target groups may stand behind one listener: 0 serves before the deployment, 1 is the one that it shifts to. */
const GROUPS = 2

/**
 * Which target of a group gets the next request: round robin or least outstanding requests, over the group's routable
 * targets (ALB user guide, routing algorithms). Least outstanding keeps one bit set of targets per number of open
 * requests, so a pick looks at a few words whatever the fleet's size; ties rotate. Both groups live in one set of columns,
 * indexed by group: a second balancer would cost V8 the constant folding of the first.
 */
export function createBalancer(
  arena: Arena,
  clock: Float64Array,
  random: Int32Array,
  instanceCountMax: number,
  levelCountMax: number,
) {
  const wordsMax = (instanceCountMax + 31) >> 5
  const groupOf = arena.u8(instanceCountMax)
  const routable = arena.u8(instanceCountMax)
  /** Bit sets by group and level, a group's levels in a row; round robin uses level 0 alone, for all routable targets. */
  const bits = arena.i32(GROUPS * wordsMax * levelCountMax)
  const countInSet = arena.i32(GROUPS * levelCountMax)
  /** The bit set in which a target stands while it is routable: its group's first one, and one on for each open request. */
  const setOf = arena.i32(instanceCountMax)
  /** When the target's slow start began; only read while `slowCount` of its group is above 0. */
  const slowSince = arena.f64(instanceCountMax)
  const routableCount = arena.i32(GROUPS)
  const slowCount = arena.i32(GROUPS)
  const cursor = arena.i32(GROUPS)
  /** The first set of each group that holds a target, or its last one. */
  const lowest = arena.i32(GROUPS)
  /** Words of a bit set at this run's capacity, and how many of them hold a target so far. */
  let words = 0
  let wordsInUse = 0
  let levels = 0

  /**
   * Forgets all targets. `capacity`: one above the highest index that will be added; `leastOutstanding`: otherwise round
   * robin; `levelCount`: most open requests on one target, plus one.
   */
  function reset(capacity: number, leastOutstanding: boolean, levelCount: number): void {
    words = (capacity + 31) >> 5
    wordsInUse = 0
    levels = leastOutstanding ? levelCount : 1
    bits.fill(0, 0, GROUPS * words * levels)
    for (const column of [groupOf, setOf, routable, slowSince, countInSet]) column.fill(0)
    for (const column of [routableCount, slowCount, cursor]) column.fill(0)
    for (let group = 0; group < GROUPS; group++) lowest[group] = (group + 1) * levels - 1
  }

  /** Puts an instance into a target group (0 or 1), not routable yet. */
  function addTarget(instance: number, group: number): void {
    groupOf[instance] = group
    setOf[instance] = group * levels
    wordsInUse = Math.max(wordsInUse, (instance >> 5) + 1)
  }

  function enter(instance: number, set: number): void {
    bits[set * words + (instance >> 5)] |= 1 << (instance & 31)
    countInSet[set]++
  }
  function leave(instance: number, set: number): void {
    bits[set * words + (instance >> 5)] &= ~(1 << (instance & 31))
    countInSet[set]--
  }

  function setRoutable(instance: number, value: boolean): void {
    if (routable[instance] === Number(value)) return
    routable[instance] = Number(value)
    const set = setOf[instance]
    const group = groupOf[instance]
    if (value) {
      enter(instance, set)
      routableCount[group]++
      if (set < lowest[group]) lowest[group] = set
    } else {
      leave(instance, set)
      routableCount[group]--
      findLowest(group)
    }
  }

  function findLowest(group: number): void {
    const last = (group + 1) * levels - 1
    while (lowest[group] < last && countInSet[lowest[group]] === 0) lowest[group]++
  }

  function requestOpened(instance: number): void {
    if (levels === 1) return
    const set = setOf[instance]++
    if (routable[instance] === 0) return
    leave(instance, set)
    enter(instance, set + 1)
    if (countInSet[set] === 0 && set === lowest[groupOf[instance]]) lowest[groupOf[instance]] = set + 1
  }

  function requestClosed(instance: number): void {
    if (levels === 1) return
    const set = --setOf[instance]
    if (routable[instance] === 0) return
    leave(instance, set + 1)
    enter(instance, set)
    if (set < lowest[groupOf[instance]]) lowest[groupOf[instance]] = set
  }

  /** The next target at or after the group's cursor in the set of its lowest level, which is not empty. */
  function nextTarget(group: number): number {
    const base = lowest[group] * words
    const from = cursor[group]
    let word = from >> 5
    let set = bits[base + word] & (-1 << (from & 31))
    while (set === 0) {
      word = word + 1 === wordsInUse ? 0 : word + 1
      set = bits[base + word]
    }
    const instance = (word << 5) + 31 - Math.clz32(set & -set)
    cursor[group] = instance + 1 === wordsInUse << 5 ? 0 : instance + 1
    return instance
  }

  /** The target of the group that gets the next request, or NO_TARGET. */
  function pick(group: number): number {
    if (routableCount[group] === 0) return NO_TARGET
    const instance = nextTarget(group)
    return slowCount[group] === 0 ? instance : pickWithSlowStart(instance, group)
  }

  /**
   * Slow start: a target's share grows in a straight line from nothing to its full part over the window, so a target in
   * slow start passes its turn on by that chance (ALB user guide, slow start mode). One target not in slow start exists.
   */
  function pickWithSlowStart(first: number, group: number): number {
    let instance = first
    for (let turn = 0; turn < routableCount[group]; turn++) {
      if (slowSince[instance] === 0) return instance
      const age = clock[NOW] - slowSince[instance]
      if (age >= clock[SLOW_START]) {
        endSlowStart(instance)
        return instance
      }
      if ((sfc32(random, ROUTING) >>> 0) * clock[SLOW_START] < age * 4_294_967_296) return instance
      instance = nextTarget(group)
    }
    return instance
  }

  function beginSlowStart(instance: number): void {
    if (slowSince[instance] === 0) slowCount[groupOf[instance]]++
    slowSince[instance] = clock[NOW]
  }
  function endSlowStart(instance: number): void {
    if (slowSince[instance] === 0) return
    slowSince[instance] = 0
    slowCount[groupOf[instance]]--
  }
  const isInSlowStart = (instance: number): boolean =>
    slowSince[instance] !== 0 && clock[NOW] - slowSince[instance] < clock[SLOW_START]

  return {
    groupOf,
    reset,
    addTarget,
    setRoutable,
    requestOpened,
    requestClosed,
    pick,
    beginSlowStart,
    endSlowStart,
    isInSlowStart,
  }
}

import type { Arena } from '../engine/arena'
import { NOW, SLOW_START } from '../engine/clock'
import { sfc32 } from '../random/sfc32'
import { streamAt } from '../random/streams'

/** What `pick` answers when no target may take a request. */
export const NO_TARGET = -1
const ROUTING = streamAt('routing')

/**
 * Which target gets the next request: round robin or least outstanding requests, over the set of routable targets
 * (ALB user guide, routing algorithms). Least outstanding keeps one bit set of targets per number of open requests, so a
 * pick looks at a few words whatever the fleet's size; ties rotate.
 */
export function createBalancer(
  arena: Arena,
  clock: Float64Array,
  random: Int32Array,
  instanceCountMax: number,
  levelCountMax: number,
) {
  const wordsMax = (instanceCountMax + 31) >> 5
  const outstanding = arena.i32(instanceCountMax)
  const routable = arena.u8(instanceCountMax)
  /** Bit sets by level: round robin uses level 0 alone, for all routable targets. */
  const bits = arena.i32(wordsMax * levelCountMax)
  const countAtLevel = arena.i32(levelCountMax)
  /** When the target's slow start began; only read while `slowCount` is above 0. */
  const slowSince = arena.f64(instanceCountMax)
  let words = 0
  let levels = 0
  let routableCount = 0
  let cursor = 0
  let lowest = 0
  let slowCount = 0

  /** `leastOutstanding`: otherwise round robin; `levelCount`: most open requests on one target, plus one. */
  function reset(instanceCount: number, leastOutstanding: boolean, levelCount: number): void {
    words = (instanceCount + 31) >> 5
    levels = leastOutstanding ? levelCount : 1
    outstanding.fill(0)
    routable.fill(0)
    bits.fill(0, 0, words * levels)
    countAtLevel.fill(0)
    slowSince.fill(0)
    routableCount = 0
    cursor = 0
    lowest = 0
    slowCount = 0
  }

  const levelOf = (instance: number): number => (levels === 1 ? 0 : outstanding[instance])

  function setBit(instance: number, level: number): void {
    bits[level * words + (instance >> 5)] |= 1 << (instance & 31)
    countAtLevel[level]++
  }
  function clearBit(instance: number, level: number): void {
    bits[level * words + (instance >> 5)] &= ~(1 << (instance & 31))
    countAtLevel[level]--
  }

  function setRoutable(instance: number, value: boolean): void {
    if (routable[instance] === Number(value)) return
    routable[instance] = Number(value)
    const level = levelOf(instance)
    if (value) {
      setBit(instance, level)
      routableCount++
      if (level < lowest) lowest = level
    } else {
      clearBit(instance, level)
      routableCount--
      findLowest()
    }
  }

  function findLowest(): void {
    while (lowest < levels - 1 && countAtLevel[lowest] === 0) lowest++
    if (routableCount === 0) lowest = levels - 1
  }

  function requestOpened(instance: number): void {
    const level = outstanding[instance]++
    if (levels === 1 || routable[instance] === 0) return
    clearBit(instance, level)
    setBit(instance, level + 1)
    if (level === lowest && countAtLevel[level] === 0) lowest = level + 1
  }

  function requestClosed(instance: number): void {
    const level = outstanding[instance]--
    if (levels === 1 || routable[instance] === 0) return
    clearBit(instance, level)
    setBit(instance, level - 1)
    if (level - 1 < lowest) lowest = level - 1
  }

  /** The next target at or after the cursor in the lowest level's set, which is not empty. */
  function nextTarget(): number {
    const base = lowest * words
    let word = cursor >> 5
    let set = bits[base + word] & (-1 << (cursor & 31))
    while (set === 0) {
      word = word + 1 === words ? 0 : word + 1
      set = bits[base + word]
    }
    const instance = (word << 5) + 31 - Math.clz32(set & -set)
    cursor = instance + 1 === words << 5 ? 0 : instance + 1
    return instance
  }

  function pick(): number {
    if (routableCount === 0) return NO_TARGET
    const instance = nextTarget()
    return slowCount === 0 ? instance : pickWithSlowStart(instance)
  }

  /**
   * Slow start: a target's share grows in a straight line from nothing to its full part over the window, so a target in
   * slow start passes its turn on by that chance (ALB user guide, slow start mode). One target not in slow start exists.
   */
  function pickWithSlowStart(first: number): number {
    let instance = first
    for (let turn = 0; turn < routableCount; turn++) {
      if (slowSince[instance] === 0) return instance
      const age = clock[NOW] - slowSince[instance]
      if (age >= clock[SLOW_START]) {
        slowSince[instance] = 0
        slowCount--
        return instance
      }
      if ((sfc32(random, ROUTING) >>> 0) * clock[SLOW_START] < age * 4_294_967_296) return instance
      instance = nextTarget()
    }
    return instance
  }

  function beginSlowStart(instance: number): void {
    if (slowSince[instance] === 0) slowCount++
    slowSince[instance] = clock[NOW]
  }
  function endSlowStart(instance: number): void {
    if (slowSince[instance] === 0) return
    slowSince[instance] = 0
    slowCount--
  }
  const isInSlowStart = (instance: number): boolean =>
    slowSince[instance] !== 0 && clock[NOW] - slowSince[instance] < clock[SLOW_START]

  return { reset, setRoutable, requestOpened, requestClosed, pick, beginSlowStart, endSlowStart, isInSlowStart }
}

import type { AlarmDimension } from '../types'
import type { MetricWindow } from './metric'
import { sumOf } from './rows'

/** The part of a figure that belongs to a target group; with one group all of it does. */
export interface Parts {
  readonly original: number
  readonly replacement: number
}

/** The part that a dimension names; null: both. */
export function partFor(dimension: AlarmDimension, { original, replacement }: Parts): number {
  if (dimension === null) return original + replacement
  return dimension === 'original' ? original : replacement
}

/** Which target group a window asks for; null: both, because it asks for the load balancer or there is one group only. */
export function askedGroup({ dimension, system }: MetricWindow): AlarmDimension {
  return system.targetGroupCount === 1 ? null : dimension
}

/** The figure of the target group that a window asks for. */
export const partOf = (window: MetricWindow, parts: Parts): number => partFor(askedGroup(window), parts)

/** A counter of which the part of the replacement has a column of its own. */
export function splitSum(window: MetricWindow, all: string, replacementPart: string): Parts {
  const replacement = sumOf(window, replacementPart)
  return { original: sumOf(window, all) - replacement, replacement }
}

/** Sums of two parts, each. */
export const addParts = (one: Parts, other: Parts): Parts => ({
  original: one.original + other.original,
  replacement: one.replacement + other.replacement,
})

/**
 * Requests for which the load balancer chose a target. Those whose target refused them on arrival are told from those
 * cut off later by the counters of routing; where both happen in both groups at once, the share of each is a bound.
 */
export function chosenRequests(window: MetricWindow): Parts {
  const refused = sumOf(window, 'routedNone') - sumOf(window, 'noRegisteredTarget')
  const refusedByReplacement = Math.min(refused, sumOf(window, 'refusedNew'))
  return {
    original: sumOf(window, 'routedOld') + refused - refusedByReplacement,
    replacement: sumOf(window, 'routedNew') + refusedByReplacement,
  }
}

/** 5xx answers of the application: its errors, and the 503 of a full queue, which it gives itself. */
export const targetErrors = (window: MetricWindow): Parts =>
  addParts(splitSum(window, 'versionError', 'versionErrorNew'), splitSum(window, 'queueFull', 'queueFullNew'))

/** 5xx answers that the load balancer makes: 502 (refused, cut), 503 (no registered target), 504 (idle timeout). */
export const loadBalancerErrors = (window: MetricWindow): number =>
  sumOf(window, 'refused') +
  sumOf(window, 'cutByDraining') +
  sumOf(window, 'noRegisteredTarget') +
  sumOf(window, 'timedOut')

import { formatClock } from '../result/number-words'
import type { Ms } from '../result/types'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultIssue } from './definition'

/** From when to when a fault lasts, [fromMs, untilMs); `untilMs` null: to the end of the run. */
export interface FaultWindow {
  readonly fromMs: Ms
  readonly untilMs: Ms | null
}

/** The fields of every fault that say when it lasts. */
export const windowFields = {
  fromMs: z.int().min(0).max(LIMITS.durationMsMax).default(0).describe('when it begins, ms from the start'),
  untilMs: z
    .int()
    .min(0)
    .max(LIMITS.durationMsMax)
    .nullable()
    .default(null)
    .describe('when it ends, ms from the start; null: with the run'),
}

/** True while the fault lasts. */
export function isLasting({ fromMs, untilMs }: FaultWindow, nowMs: Ms): boolean {
  return fromMs <= nowMs && (untilMs === null || nowMs < untilMs)
}

/** A window that ends before it begins, or begins after the run. */
export function windowIssues({ fromMs, untilMs }: FaultWindow, { durationMs }: Scenario): FaultIssue[] {
  if (untilMs !== null && untilMs <= fromMs) {
    return [
      { field: 'untilMs', message: `The fault ends at ${untilMs} ms and must end after it starts, at ${fromMs} ms.` },
    ]
  }
  if (durationMs === null || fromMs < durationMs) return []
  return [{ field: 'fromMs', message: `The fault starts at ${fromMs} ms, but the run ends at ${durationMs} ms.` }]
}

/** The window in short words for the scene: `until 05:20`, or nothing when it lasts to the end. */
export function untilWords({ untilMs }: FaultWindow): string {
  return untilMs === null ? '' : `until ${formatClock(untilMs)}`
}

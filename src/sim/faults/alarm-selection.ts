import type { Ms } from '../result/types'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultIssue } from './definition'
import { type FaultWindow, isLasting } from './window'

/** Which alarms a fault is about. */
export const alarmNamesField = z
  .array(z.string().min(1).max(255))
  .min(1)
  .max(LIMITS.alarmsMax)
  .nullable()
  .default(null)
  .describe('names of the alarms; null: every alarm')

/** True when the fault is about the alarm. */
export function isMeant(alarmNames: readonly string[] | null, alarmName: string): boolean {
  return alarmNames === null || alarmNames.includes(alarmName)
}

/**
 * True when the fault lasts at the end of the period that ends at `endMs`, its last millisecond: a period that ends just
 * when the fault begins lies before it, and one that ends with it is its last.
 */
export function coversPeriod(window: FaultWindow, endMs: Ms): boolean {
  return isLasting(window, endMs - 1)
}

/** Alarms that the scenario does not have. */
export function alarmIssues(alarmNames: readonly string[] | null, { alarms }: Scenario): FaultIssue[] {
  if (alarms.length === 0) return [{ field: '', message: 'The scenario has no alarms whose data could be altered.' }]
  const unknown = alarmNames?.find((alarmName) => alarms.every(({ name }) => name !== alarmName))
  if (unknown === undefined) return []
  const known = alarms.map(({ name }) => name).slice(0, 5)
  return [{ field: 'alarmNames', message: `No alarm is named ${unknown}; the scenario has ${known.join(', ')}.` }]
}

/** `every alarm`, `alarm a, b`. */
export function alarmWords(alarmNames: readonly string[] | null): string {
  return alarmNames === null ? 'every alarm' : `alarm ${alarmNames.join(', ')}`
}

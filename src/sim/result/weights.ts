import type { RunResult } from './types'

/** All of the traffic, in basis points. */
export const ALL_TRAFFIC = 10_000

/** Whether traffic is divided by weights in this run: between two target groups, or two versions of an alias. */
export function isShiftedByWeights({ plan }: Pick<RunResult, 'plan'>): boolean {
  return plan !== null && plan.shifts.length > 0
}

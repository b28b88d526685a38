import type { RunResult } from './types'

/** Whether traffic is divided by weights in this run: between two target groups, or two versions of an alias. */
export function isShiftedByWeights({ plan }: Pick<RunResult, 'plan'>): boolean {
  return plan !== null && plan.shifts.length > 0
}

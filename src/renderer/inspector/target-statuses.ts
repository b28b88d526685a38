import type { TargetStatus } from '@sim'

/** The order in which counts of targets are shown. */
export const TARGET_STATUSES: readonly TargetStatus[] = [
  'Succeeded',
  'InProgress',
  'Ready',
  'Pending',
  'Failed',
  'Skipped',
]

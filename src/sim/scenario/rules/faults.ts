import { faultIssues } from '../../faults'
import type { Rule } from './rule'

/** Each kind of fault says itself what keeps it from applying. */
export const FAULT_RULES: readonly Rule[] = [
  {
    reads: [
      '/faults',
      '/interventions',
      '/deployment',
      '/revisions',
      '/fleet',
      '/durationMs',
      '/alarms',
      '/lambda',
      '/autoScaling',
      '/ecs',
    ],
    check: faultIssues,
  },
]

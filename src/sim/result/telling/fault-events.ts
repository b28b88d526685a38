import { faultsOf } from '../../faults/faults-of'
import { describeFault } from '../fault-words'
import type { RunResult } from '../types'
import type { Candidate } from './numbered-event'

/**
 * Faults that begin at a time of their own; those that strike a script show in the event that fails, and those that a
 * person injects are told as the act.
 */
export function faultEvents({ log, scenario }: RunResult): Candidate[] {
  return log.flatMap(({ type, status, lifecycleEvent, faultIndex, atMs }): Candidate[] => {
    if (type !== 'fault' || status !== 'injected' || lifecycleEvent !== null || faultIndex === null) return []
    if (faultIndex >= scenario.faults.length) return []
    const note = `${describeFault(faultsOf(scenario)[faultIndex], scenario)}.`
    return [{ kind: 'faultInjected', atMs, title: 'Injected fault', note }]
  })
}

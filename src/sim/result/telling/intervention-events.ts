import type { Intervention } from '../../scenario/schema'
import { describeIntervention } from '../intervention-words'
import type { RunResult } from '../types'
import type { Candidate } from './numbered-event'

/** Titles of what a person does, two or three words. */
const TITLES: Readonly<Record<Intervention['kind'], string>> = {
  stop: 'Stop requested',
  continue: 'Deployment continued',
  deploy: 'Deployed again',
  'set-desired-capacity': 'Desired capacity set',
  'inject-fault': 'Fault injected',
  'lift-fault': 'Fault lifted',
  'override-alarms': 'Alarms overridden',
}

/** What a person did, and what was refused. */
export function interventionEvents({ log, scenario }: RunResult): Candidate[] {
  return log.flatMap(({ type, status, itemIndex, atMs, detail }): Candidate[] => {
    const act = scenario.interventions[itemIndex ?? -1]
    if (type !== 'intervention' || act === undefined) return []
    const words = `A person ${describeIntervention(act, scenario)}`
    return status === 'done'
      ? [{ kind: 'intervention', atMs, title: TITLES[act.kind], note: `${words}.` }]
      : [{ kind: 'intervention', atMs, title: 'Act refused', note: `${words}: ${detail.replace(/\.$/, '')}.` }]
  })
}

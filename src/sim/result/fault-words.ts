import type { Fault, FaultKind } from '../faults/schema'
import type { Scenario } from '../scenario/schema'
import { counted, formatPpm } from './number-words'

type FaultOf<Kind extends FaultKind> = Extract<Fault, { readonly kind: Kind }>
type FaultWords = { readonly [Kind in FaultKind]: (fault: FaultOf<Kind>, scenario: Scenario) => string }

/** What each kind of fault does, as half a sentence. Total over the kinds: the compiler names the one that is missing. */
const FAULT_WORDS: FaultWords = {
  'hook-failure': ({ event, outcome, revision, instanceIndexes }, { revisions }) => {
    const where = instanceIndexes === null ? 'every instance' : counted(instanceIndexes.length, 'instance')
    return `${event} of ${revisions[revision].name} ${outcome === 'fails' ? 'fails' : 'hangs'} on ${where}`
  },
  'version-error': ({ errorRatePpm, revision }, { revisions }) =>
    `${formatPpm(errorRatePpm)} of the answers of ${revisions[revision].name} are 5xx`,
}

/** What a fault does, in words: `9 % of the answers of v2 are 5xx`. */
export function describeFault(fault: Fault, scenario: Scenario): string {
  const words = FAULT_WORDS[fault.kind] as (fault: Fault, scenario: Scenario) => string
  return words(fault, scenario)
}

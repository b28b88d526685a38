import type { ModelChoice } from '../model/model-choice'
import type { LogEntry, RunResult } from '../result/types'
import { faultsOf } from './faults-of'
import type { Fault, FaultKind } from './schema'

/** What AWS leaves open about things that go wrong, for the registry of model choices. */
export const FAULT_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'fault-down-instance',
    label: 'Requests to an instance that is down',
    rule: 'Requests that reach an instance that is down fail at once with a 502, and its health checks get no answer.',
    why: 'A host that is gone lets connections time out or refuses them, depending on how it went.',
    settings: [],
    matters: hasLasted('instance-crash', 'zone-outage'),
  },
  {
    id: 'fault-recovery',
    label: 'An instance that comes back',
    rule: 'It has the application that went down with it, and its agent is back in the same millisecond.',
    why: 'What starts at boot, and how soon, is up to the image.',
    settings: [],
    matters: hasLasted('instance-crash', 'zone-outage'),
  },
  {
    id: 'fault-download',
    label: 'Duration of a download that fails',
    rule: 'DownloadBundle fails after the time that it would have taken.',
    why: 'The agent fails when the store answers, which may be sooner.',
    settings: [],
    matters: hasStruck('download-failure'),
  },
  {
    id: 'fault-steps',
    label: 'Faults that grow or fade',
    rule: 'A fault that changes while it lasts is held constant for a second at a time.',
    why: 'Nothing in AWS says how a fault grows; a straight line is the simplest.',
    settings: [],
    matters: hasLasted('memory-leak', 'cold-cache'),
  },
  {
    id: 'fault-retries',
    label: 'Clients that ask again',
    rule: 'A client waits, asks again as a new request with draws of its own, and gives up after its last attempt.',
    why: 'How clients repeat requests is up to them.',
    settings: [],
    matters: hasLasted('retry-storm'),
  },
  {
    id: 'fault-stolen-concurrency',
    label: 'Concurrency that other functions use',
    rule: 'It counts against the executions at once of the account, and not against its requests a second.',
    why: 'How many requests other functions have is not said by how much concurrency they use.',
    settings: [],
    matters: hasLasted('lambda-throttle'),
  },
]

/** A fault of one of the kinds began during the run. */
function hasLasted(...kinds: readonly FaultKind[]): (result: RunResult) => boolean {
  return ({ scenario, log }) => log.some((entry) => isOfKind(entry, faultsOf(scenario), kinds))
}

/** A fault of the kind struck a lifecycle event. */
function hasStruck(kind: FaultKind): (result: RunResult) => boolean {
  return ({ scenario, log }) =>
    log.some((entry) => entry.lifecycleEvent !== null && isOfKind(entry, faultsOf(scenario), [kind]))
}

function isOfKind({ type, faultIndex }: LogEntry, faults: readonly Fault[], kinds: readonly FaultKind[]): boolean {
  return type === 'fault' && faultIndex !== null && kinds.includes(faults[faultIndex].kind)
}

import type { RevisionLabel } from '../result/types'
import type { Fleet } from '../scenario/schema'
import type { HostState } from './state'

type HostException = Fleet['exceptions'][number]

/** An instance of which the scenario says nothing: it runs the old revision, and its last deployment succeeded. */
const UNEXCEPTIONAL: Omit<HostException, 'instanceIndex'> = {
  state: 'running',
  lastDeployment: 'succeeded',
  revision: 'old',
}

/** What agent and service remember of every instance before the first deployment of the run. */
export function initialHosts(fleet: Fleet): HostState[] {
  return exceptionsByInstance(fleet).map((exception) => {
    const installed = exception.revision === 'none' ? null : exception.revision
    // What a machine image brought is not the agent's doing: without a deployment there are no pointer files.
    const pointer = exception.lastDeployment === 'none' ? null : installed
    return {
      isHealthy: exception.lastDeployment === 'succeeded',
      revisionHealth: pointer === 'old' ? 'Current' : 'Unknown',
      mostRecentInstall: pointer,
      lastSuccessfulInstall: pointer,
    }
  })
}

/**
 * The revision of the group's last successful deployment before the run: the old one, unless the scenario says of every
 * instance that nothing was ever deployed to it. MODEL: a group without instances had its deployments before they went.
 */
export function initialLastSuccessfulRevision(fleet: Fleet): RevisionLabel | null {
  const exceptions = exceptionsByInstance(fleet)
  const isFirstEver = exceptions.length > 0 && exceptions.every((exception) => exception.lastDeployment === 'none')
  return isFirstEver ? null : 'old'
}

/** One row for each instance, by index; of two exceptions for one instance the later one holds. */
function exceptionsByInstance(fleet: Fleet): Omit<HostException, 'instanceIndex'>[] {
  const rows: Omit<HostException, 'instanceIndex'>[] = Array(fleet.instanceCount).fill(UNEXCEPTIONAL)
  for (const exception of fleet.exceptions) {
    if (exception.instanceIndex < fleet.instanceCount) rows[exception.instanceIndex] = exception
  }
  return rows
}

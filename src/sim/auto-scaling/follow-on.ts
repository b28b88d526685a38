import { createDeployment } from '../deployment/create-deployment'
import { groupInstances } from '../deployment/instances'
import { planFor } from '../deployment/plan-deployment'
import { type Control, type DeploymentState, settingsOf } from '../deployment/state'

/**
 * The automatic deployment to instances that came into service with another revision than the group's last successful
 * one, created right after it; null when there are none, or they are to be left as they are (API:
 * outdatedInstancesStrategy). MODEL: minimum healthy hosts are taken of the outdated instances alone, and one that comes
 * into service later with the revision before is updated then.
 */
export function createFollowOn(control: Control): DeploymentState | null {
  const { world, state } = control
  const settings = settingsOf(world.scenario)
  const root = state.deployments.findLast(isRoot)
  if (root === undefined || settings.outdatedInstancesStrategy === 'IGNORE' || isBusy(control)) return null
  const instanceIndexes = outdatedInstances(control, root)
  if (instanceIndexes.length === 0) return null
  const { zones } = world.scenario.fleet
  const plan = planFor(
    { ...settings, strategy: 'in-place' },
    {
      targetCount: instanceIndexes.length,
      replacementCount: 0,
      zoneOfTarget: instanceIndexes.map((index) => zones[world.zoneIndexOf(index)]),
    },
  )
  const scope = { kind: 'instances', instanceIndexes } as const
  const request = {
    creator: 'CodeDeployAutoUpdate',
    revision: root.revision,
    plan,
    scope,
    ignoresAlarms: false,
  } as const
  const followOn = createDeployment(control, request)
  followOn.autoUpdateOutdatedInstancesRootDeploymentId = root.id
  return followOn
}

/** A deployment of the whole group that succeeded. */
function isRoot({ scope, status }: DeploymentState): boolean {
  return scope.kind !== 'instances' && status === 'Succeeded'
}

/** A deployment of the group, or one that follows on it, is under way. */
function isBusy({ state }: Control): boolean {
  return state.deployments.some(
    ({ endedAtMs, scope, creator }) =>
      endedAtMs === null && (scope.kind !== 'instances' || creator === 'CodeDeployAutoUpdate'),
  )
}

/** In service, with another revision, and not attempted with this one since. */
function outdatedInstances(control: Control, root: DeploymentState): number[] {
  const attempted = new Set(
    control.state.deployments
      .filter(({ index, revision }) => index >= root.index && revision === root.revision)
      .flatMap(({ targets }) => targets.map(({ instanceIndex }) => instanceIndex)),
  )
  return groupInstances(control).filter(
    (index) => control.state.hosts[index].lastSuccessfulInstall !== root.revision && !attempted.has(index),
  )
}

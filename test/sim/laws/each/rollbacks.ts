import type { DeploymentRecord, RevisionLabel, RunResult, Scenario } from '@sim'
import type { Law } from '../law'
import { groupDeployments, isOfInstances } from '../roles'

export const rollbacks: Law = {
  name: 'what fails or is stopped is rolled back when the group says so: at once, to the last good revision, linked both ways',
  *broken(run) {
    const [first] = groupDeployments(run)
    if (first !== undefined && (first.creator !== 'user' || first.revision !== 'new'))
      yield `${first.id} is not what the user asked for`
    let good = hasGoodRevision(run.scenario) ? ('old' as RevisionLabel) : null
    for (const deployment of inOrderOfEnd(run)) {
      yield* linkComplaints(run, deployment, good)
      if (deployment.status === 'Succeeded' && !isOfInstances(deployment)) good = deployment.revision
    }
  },
}

/** A deployment that ends in the millisecond in which another was created by its end comes after that. */
const inOrderOfEnd = ({ deployments }: RunResult): DeploymentRecord[] =>
  deployments.toSorted((a, b) => (a.endedAtMs ?? Number.MAX_VALUE) - (b.endedAtMs ?? Number.MAX_VALUE))

function* linkComplaints(run: RunResult, ended: DeploymentRecord, good: RevisionLabel | null): Generator<string> {
  const due = isDue(run, ended)
  const rollback = run.deployments.find(({ id }) => id === ended.rollbackDeploymentId)
  if (due === false && ended.rollbackDeploymentId !== null) yield `${ended.id} is ${ended.status} and was rolled back`
  if (due === true && good !== null && rollback === undefined)
    yield `${ended.id} is ${ended.status} and was not rolled back`
  if (ended.creator === 'codeDeployRollback') yield* originComplaints(run, ended)
  if (rollback === undefined) {
    if (ended.rollbackDeploymentId !== null) yield `${ended.id} names ${ended.rollbackDeploymentId} as its rollback`
    return
  }
  if (rollback.creator !== 'codeDeployRollback' || rollback.revision !== good)
    yield `${rollback.id} brings ${rollback.revision} back, the last good one is ${good}`
  if (rollback.rollbackTriggeringDeploymentId !== ended.id)
    yield `${rollback.id} names ${rollback.rollbackTriggeringDeploymentId}`
  if (rollback.createdAtMs !== ended.endedAtMs) yield `${rollback.id} was created at ${rollback.createdAtMs} ms`
}

/** A rollback has one deployment that asked for it, and is never rolled back itself. */
function* originComplaints(run: RunResult, rollback: DeploymentRecord): Generator<string> {
  const asking = run.deployments.filter(({ rollbackDeploymentId }) => rollbackDeploymentId === rollback.id)
  if (asking.length !== 1 || asking[0]?.id !== rollback.rollbackTriggeringDeploymentId)
    yield `${rollback.id} is the rollback of ${asking.length} deployments, and names ${rollback.rollbackTriggeringDeploymentId}`
}

/** Whether the group's settings, or the person who stopped it, ask for a rollback; null where AWS does not say. */
function isDue({ scenario }: RunResult, deployment: DeploymentRecord): boolean | null {
  const { status, errorCode, creator } = deployment
  if (status !== 'Failed' && status !== 'Stopped') return false
  if (creator === 'codeDeployRollback' || isOfInstances(deployment)) return false
  if (isUntouched(deployment)) return false
  const { enabled = false, events = [] } = scenario.deployment?.autoRollback ?? {}
  if (errorCode === 'ALARM_ACTIVE') return enabled && events.includes('DEPLOYMENT_STOP_ON_ALARM')
  if (errorCode === 'MANUAL_STOP') {
    const said = saidByPerson(scenario, deployment)
    return said === undefined ? null : (said ?? (enabled && events.includes('DEPLOYMENT_STOP_ON_REQUEST')))
  }
  return status === 'Stopped' ? null : enabled && events.includes('DEPLOYMENT_FAILURE')
}

/**
 * There is nothing to take back before an alias was to move, before a task set was made (CodeDeploy user guide,
 * deployments on an Amazon ECS compute platform), or before traffic was to reach a replacement.
 */
function isUntouched({ targets, deploymentType }: DeploymentRecord): boolean {
  if (deploymentType === 'IN_PLACE') return false
  return !targets.some(({ targetType, label, lifecycleEvents }) =>
    lifecycleEvents.some(({ name, startMs }) => {
      if (startMs === null) return false
      if (targetType === 'InstanceTarget') return label === 'Blue' || name === 'BeforeAllowTraffic'
      return name === (targetType === 'LambdaTarget' ? 'AllowTraffic' : 'Install')
    }),
  )
}

/** What the person who stopped it said of a rollback; undefined when several acts may have been the one. */
function saidByPerson({ interventions }: Scenario, { createdAtMs, endedAtMs }: DeploymentRecord) {
  const stops = interventions.flatMap((act) =>
    act.kind === 'stop' && act.atMs >= createdAtMs && act.atMs <= (endedAtMs ?? Infinity)
      ? [act.autoRollbackEnabled]
      : [],
  )
  return stops.length === 1 ? stops[0] : undefined
}

/** Somewhere something was deployed before; a fleet of nothing but new machines has nothing to go back to. */
function hasGoodRevision({ fleet: { instanceCount, exceptions } }: Scenario): boolean {
  return (
    instanceCount === 0 || exceptions.filter(({ lastDeployment }) => lastDeployment === 'none').length < instanceCount
  )
}

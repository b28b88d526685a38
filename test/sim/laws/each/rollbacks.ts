import type { Law } from '../law'

export const rollbacks: Law = {
  name: 'a failed deployment, and only that, is rolled back at once by a new one of the last good revision, linked both ways',
  *broken({ deployments, scenario }) {
    const [first, second, ...more] = deployments
    if (more.length > 0) yield `${deployments.length} deployments were made of one`
    if (first === undefined) return
    if (first.creator !== 'user' || first.revision !== 'new' || first.rollbackTriggeringDeploymentId !== null)
      yield `${first.id} is not what the user asked for`
    const isDue =
      first.status === 'Failed' && scenario.deployment?.autoRollback.enabled === true && hasGoodRevision(scenario)
    if (isDue !== (second !== undefined))
      yield `${first.id} is ${first.status} and was ${second ? '' : 'not '}rolled back`
    if (first.rollbackDeploymentId !== (second?.id ?? null))
      yield `${first.id} names ${first.rollbackDeploymentId} as its rollback`
    if (second === undefined) return
    if (second.creator !== 'codeDeployRollback' || second.revision !== 'old') yield `${second.id} is no rollback`
    if (second.rollbackTriggeringDeploymentId !== first.id)
      yield `${second.id} names ${second.rollbackTriggeringDeploymentId}`
    if (second.createdAtMs !== first.endedAtMs) yield `${second.id} was created at ${second.createdAtMs} ms`
    if (second.rollbackDeploymentId !== null) yield `${second.id} was rolled back itself`
  },
}

/** Somewhere something was deployed before; a fleet of nothing but new machines has nothing to go back to. */
function hasGoodRevision({
  fleet: { instanceCount, exceptions },
}: {
  fleet: { instanceCount: number; exceptions: readonly { lastDeployment: string }[] }
}): boolean {
  return (
    instanceCount === 0 || exceptions.filter(({ lastDeployment }) => lastDeployment === 'none').length < instanceCount
  )
}

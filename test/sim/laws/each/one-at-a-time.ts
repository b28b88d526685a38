import type { Law } from '../law'
import { groupDeployments } from '../roles'

export const oneAtATime: Law = {
  name: 'a deployment group has one deployment under way at a time (CodeDeploy quota)',
  *broken(run) {
    const deployments = groupDeployments(run)
    for (const [index, { id, createdAtMs }] of deployments.entries()) {
      const before = deployments[index - 1]
      if (before !== undefined && (before.endedAtMs === null || before.endedAtMs > createdAtMs))
        yield `${id} was created at ${createdAtMs} ms, while ${before.id} was under way`
    }
  },
}

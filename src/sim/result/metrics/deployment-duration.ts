import type { Metric } from './metric'

export const deploymentDuration: Metric = {
  id: 'deploymentDuration',
  label: 'Deployment duration',
  unit: 's',
  definition:
    'From the creation to the end of the deployment that the user created, whatever its status; a rollback is a ' +
    'deployment of its own and not counted. Nothing when there is none, or when the run ends before it.',
  source: 'CodeDeploy API, GetDeployment: completeTime minus createTime',
  betterIs: 'lower',
  measure: ({ deployments: [deployment] }) => {
    if (deployment === undefined || deployment.endedAtMs === null) return null
    return (deployment.endedAtMs - deployment.createdAtMs) / 1_000
  },
}

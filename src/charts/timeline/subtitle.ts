import { counted, type RunResult } from '@sim'

/** What was deployed where and how, in full: one sentence each. */
export function subtitleOf(result: RunResult): string[] {
  const { scenario, deployments, instances, plan } = result
  const { revisions, deployment } = scenario
  const zones = counted(scenario.fleet.zones.length, 'AZ')
  const fleet = `${counted(instances.length, 'EC2 instance')} behind an ALB in ${zones}`
  if (!deployment) return [`${revisions.old.name} on ${fleet}.`]
  const what = `${deployment.applicationName} ${revisions.old.name} to ${revisions.new.name}, ${fleet}.`
  const isTold = deployment.trafficControl ? '' : ', without traffic control'
  const how = plan ? ` In place, ${plan.deploymentConfigName}${isTold}.` : ''
  return [what + how, deploymentWords(deployments)].filter((sentence) => sentence !== '')
}

function deploymentWords(deployments: RunResult['deployments']): string {
  const [first, ...rollbacks] = deployments
  if (!first) return ''
  const code = first.errorCode === null ? '' : ` (${first.errorCode})`
  const rollback = rollbacks.map(({ id, status }) => ` Rollback ${id}: ${status}.`).join('')
  return `Deployment ${first.id}: ${first.status}${code}.${rollback}`
}

import { counted, type RunResult } from '@sim'

/** What was deployed where and how, in full: one sentence each. */
export function subtitleOf(result: RunResult): string[] {
  const { scenario, deployments, instances, plan } = result
  const { revisions, deployment } = scenario
  const zones = counted(scenario.fleet.zones.length, 'AZ')
  const fleet = `${counted(instances.length, 'EC2 instance')} behind an ALB in ${zones}`
  if (!deployment) return [`${revisions.old.name} on ${fleet}.`]
  const what = `${releaseWords(deployment.applicationName, revisions.old.name, revisions.new.name)}, ${fleet}.`
  const isTold = deployment.trafficControl ? '' : ', without traffic control'
  const how = plan ? ` In place, ${plan.deploymentConfigName}${isTold}.` : ''
  return [what + how, deploymentWords(deployments)].filter((sentence) => sentence !== '')
}

/** `checkout v1.8.2 to v1.9.0`: the application is named once, also where the revisions are named after it. */
function releaseWords(application: string, oldName: string, newName: string): string {
  const prefix = `${application} `
  const short = (name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : name)
  return `${application} ${short(oldName)} to ${short(newName)}`
}

function deploymentWords(deployments: RunResult['deployments']): string {
  const [first, ...rollbacks] = deployments
  if (!first) return ''
  const code = first.errorCode === null ? '' : ` (${first.errorCode})`
  const rollback = rollbacks.map(({ id, status }) => ` Rollback ${id}: ${status}.`).join('')
  return `Deployment ${first.id}: ${first.status}${code}.${rollback}`
}

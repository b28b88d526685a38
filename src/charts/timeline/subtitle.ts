import { counted, describeRunEnd, type RunResult, STRATEGIES } from '@sim'

/** What was deployed where and how, one sentence each. `shorten` may cut a name that takes too much room. */
export function subtitleOf(result: RunResult, shorten: (name: string) => string = (name) => name): string[] {
  const { scenario, deployments, instances, plan } = result
  const { revisions, deployment } = scenario
  const zones = counted(scenario.fleet.zones.length, 'AZ')
  const fleet = `${counted(instances.length, 'EC2 instance')} behind an ALB in ${zones}`
  if (!deployment) return filled([`${shorten(revisions.old.name)} on ${fleet}.`, describeRunEnd(result)])
  const what = `${releaseWords(deployment.applicationName, revisions.old.name, revisions.new.name, shorten)}, ${fleet}.`
  const isTold = deployment.trafficControl ? '' : ', without traffic control'
  const how = plan
    ? ` ${strategyLabel(plan.strategy)}, ${configName(plan.deploymentConfigName, shorten)}${isTold}.`
    : ''
  const became = filled([deploymentWords(deployments), describeRunEnd(result)]).join(' ')
  return filled([what + how, became])
}

/** `checkout v1.8.2 to v1.9.0`: the application is named once, also where the revisions are named after it. */
function releaseWords(
  application: string,
  oldName: string,
  newName: string,
  shorten: (name: string) => string,
): string {
  const prefix = `${application} `
  const own = (name: string): string => shorten(name.startsWith(prefix) ? name.slice(prefix.length) : name)
  return `${shorten(application)} ${own(oldName)} to ${own(newName)}`
}

const filled = (sentences: readonly string[]): string[] => sentences.filter((sentence) => sentence !== '')

function strategyLabel(id: string): string {
  return STRATEGIES.find((strategy) => strategy.id === id)?.label ?? id
}

/** AWS's own names are never cut. */
function configName(name: string, shorten: (name: string) => string): string {
  return name.startsWith('CodeDeployDefault.') ? name : shorten(name)
}

function deploymentWords(deployments: RunResult['deployments']): string {
  const [first, ...rollbacks] = deployments
  if (!first) return ''
  const code = first.errorCode === null ? '' : ` (${first.errorCode})`
  const rollback = rollbacks.map(({ id, status }) => ` Rollback ${id}: ${status}.`).join('')
  return `Deployment ${first.id}: ${first.status}${code}.${rollback}`
}

import {
  capitalized,
  counted,
  deploymentNoun,
  describeRunEnd,
  groupDeploymentsOf,
  isRollback,
  type RunResult,
  type Scenario,
  STRATEGIES,
} from '@sim'
import { platformOf } from '../tracks/platform'

/** What was deployed where and how, one sentence each. `shorten` may cut a name that takes too much room. */
export function subtitleOf(result: RunResult, shorten: (name: string) => string = (name) => name): string[] {
  const { scenario, plan } = result
  const { revisions, deployment } = scenario
  const fleet = fleetWords(result, shorten)
  if (!deployment) return filled([`${shorten(revisions.old.name)} on ${fleet}.`, describeRunEnd(result)])
  const what = `${releaseWords(deployment.applicationName, revisions.old.name, revisions.new.name, shorten)}, ${fleet}.`
  const isTold = deployment.trafficControl || plan?.deploymentType !== 'IN_PLACE' ? '' : ', without traffic control'
  const how = plan
    ? ` ${strategyLabel(plan.strategy)}, ${configName(plan.deploymentConfigName, shorten)}${isTold}.`
    : ''
  const became = filled([deploymentWords(result), describeRunEnd(result)]).join(' ')
  return filled([what + how, became])
}

const BALANCERS: Readonly<Record<Scenario['loadBalancer']['type'], string>> = {
  application: 'an ALB',
  network: 'an NLB',
  classic: 'a Classic Load Balancer',
}

/** What the deployment goes to, at the start of the run. */
function fleetWords(result: RunResult, shorten: (name: string) => string): string {
  const { fleet, loadBalancer, lambda, ecs } = result.scenario
  const where = `behind ${BALANCERS[loadBalancer.type]} in ${counted(fleet.zones.length, 'AZ')}`
  switch (platformOf(result)) {
    case 'Lambda':
      return `Lambda function ${shorten(lambda.functionName)}, alias ${shorten(lambda.alias)}`
    case 'ECS':
      return `${counted(fleet.instanceCount, 'task')} of service ${shorten(ecs.serviceName)} ${where}`
    case 'Server':
      return `${counted(fleet.instanceCount, 'EC2 instance')} ${where}`
  }
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

function deploymentWords(result: RunResult): string {
  const ofGroup = groupDeploymentsOf(result).map((deployment) => {
    const { id, status, errorCode } = deployment
    const code = errorCode === null || isRollback(deployment) ? '' : ` (${errorCode})`
    return `${capitalized(deploymentNoun(deployment))} ${id}: ${status}${code}.`
  })
  const otherCount = result.deployments.length - ofGroup.length
  return filled([...ofGroup, otherCount === 0 ? '' : `${counted(otherCount, 'deployment')} to single instances.`]).join(
    ' ',
  )
}

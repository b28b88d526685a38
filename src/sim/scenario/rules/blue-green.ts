import { strategyOf } from '../../strategies'
import { deploymentSchema } from '../deployment-schema'
import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

type Deployment = NonNullable<Scenario['deployment']>
type BlueGreen = Deployment['blueGreen']
type Field = keyof BlueGreen

const DEFAULTS: BlueGreen = deploymentSchema.parse({}).blueGreen

const FIELDS: readonly Field[] = [
  'greenFleetProvisioning',
  'replacementCount',
  'actionOnTimeout',
  'waitTimeInMinutes',
  'terminateBlueInstances',
  'terminationWaitTimeInMinutes',
]

/** The fields that a strategy has no use for; a strategy that is not named here has one for all of them. */
const UNUSED: { readonly [Strategy in Deployment['strategy']]?: readonly Field[] } = {
  'in-place': FIELDS,
  'lambda-alias': FIELDS,
  'ecs-blue-green': ['greenFleetProvisioning', 'replacementCount', 'terminateBlueInstances'],
  'weighted-target-groups': ['actionOnTimeout', 'waitTimeInMinutes'],
}

/** Blue/green settings without any effect (CodeDeploy API: BlueGreenDeploymentConfiguration): whoever writes them means something else. */
export const BLUE_GREEN_RULES: readonly Rule[] = [
  {
    reads: ['/deployment/strategy', '/deployment/blueGreen'],
    check: ({ deployment }) =>
      deployment === null ? [] : [...unusedIssues(deployment), ...waitIssues(deployment), ...copyIssues(deployment)],
  },
]

function unusedIssues({ strategy, blueGreen }: Deployment): Issue[] {
  return (UNUSED[strategy] ?? [])
    .filter((field) => blueGreen[field] !== DEFAULTS[field])
    .map((field) => {
      const found = JSON.stringify(blueGreen[field])
      const message = `found ${found}, allowed is ${JSON.stringify(DEFAULTS[field])} with the strategy ${strategy}, which ${reasonOf(field, strategy)}`
      return { pointer: `/deployment/blueGreen/${field}`, message }
    })
}

function reasonOf(field: Field, strategy: Deployment['strategy']): string {
  if (strategyOf(strategy).platform !== 'ECS') return `has no use for ${field}`
  return field === 'terminateBlueInstances'
    ? 'always ends its original task set'
    : `has no instances (${field} is for EC2)`
}

/** CodeDeploy API, DeploymentReadyOption: the wait is for STOP_DEPLOYMENT only. */
function waitIssues({ strategy, blueGreen: { actionOnTimeout, waitTimeInMinutes } }: Deployment): Issue[] {
  const isTold = UNUSED[strategy]?.includes('waitTimeInMinutes') ?? false
  if (isTold || actionOnTimeout === 'STOP_DEPLOYMENT' || waitTimeInMinutes === 0) return []
  const message = `found ${waitTimeInMinutes}, allowed is 0 with CONTINUE_DEPLOYMENT: only STOP_DEPLOYMENT waits to be continued`
  return [{ pointer: '/deployment/blueGreen/waitTimeInMinutes', message }]
}

/** CodeDeploy user guide, Auto Scaling: the copy has as many instances as the group that it is made from. */
function copyIssues({ blueGreen: { greenFleetProvisioning, replacementCount } }: Deployment): Issue[] {
  if (greenFleetProvisioning === 'DISCOVER_EXISTING' || replacementCount === null) return []
  const message = `found ${replacementCount}, allowed is null with COPY_AUTO_SCALING_GROUP: the copy is as large as the group`
  return [{ pointer: '/deployment/blueGreen/replacementCount', message }]
}

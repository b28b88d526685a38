import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

type Group = NonNullable<Scenario['autoScaling']>

/** What the Auto Scaling API would refuse, and a group where nothing is an instance. */
export const AUTO_SCALING_RULES: readonly Rule[] = [
  {
    reads: ['/autoScaling/minSize', '/autoScaling/maxSize', '/fleet/instanceCount'],
    check: ({ autoScaling, fleet }) => (autoScaling === null ? [] : sizeIssues(autoScaling, fleet.instanceCount)),
  },
  {
    reads: ['/autoScaling', '/deployment/strategy'],
    check: ({ autoScaling, deployment }) => (autoScaling === null ? [] : platformIssues(deployment)),
  },
]

/** Auto Scaling API: always MinSize <= DesiredCapacity <= MaxSize. Desired capacity at the start is the fleet's size. */
function sizeIssues({ minSize, maxSize }: Group, instanceCount: number): Issue[] {
  if (minSize > maxSize)
    return [
      { pointer: '/autoScaling/minSize', message: `found ${minSize}, allowed are numbers up to maxSize (${maxSize})` },
    ]
  if (instanceCount >= minSize && instanceCount <= maxSize) return []
  const message = `found ${instanceCount}, allowed are numbers from minSize (${minSize}) to maxSize (${maxSize}) of autoScaling`
  return [{ pointer: '/fleet/instanceCount', message }]
}

function platformIssues(deployment: Scenario['deployment']): Issue[] {
  const strategy = deployment?.strategy
  if (strategy !== 'lambda-alias' && strategy !== 'ecs-blue-green') return []
  const message = `found an Auto Scaling group, allowed is null with the strategy ${strategy}, which deploys to no EC2 instance`
  return [{ pointer: '/autoScaling', message }]
}

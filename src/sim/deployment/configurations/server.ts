import type { ServerConfiguration } from './types'

/** The predefined configurations of EC2 (CodeDeploy user guide, working with deployment configurations). */
export const SERVER_CONFIGURATIONS = [
  {
    name: 'CodeDeployDefault.OneAtATime',
    description: 'One instance at a time; only the last one may fail.',
    computePlatform: 'Server',
    minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
  },
  {
    name: 'CodeDeployDefault.HalfAtATime',
    description: 'Up to half of the instances at a time, rounded down; at least half must succeed.',
    computePlatform: 'Server',
    minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
  },
  {
    name: 'CodeDeployDefault.AllAtOnce',
    description: 'All instances at once; one that succeeds is enough.',
    computePlatform: 'Server',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
  },
] as const satisfies readonly ServerConfiguration[]

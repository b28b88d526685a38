import { hasNothingToTakeBack } from '../model/matters'
import type { ModelChoice } from '../model/model-choice'
import type { DeploymentRecord, InstanceRecord, RunResult, TargetRecord } from '../result/types'

/** What AWS leaves open about blue/green deployments on EC2, zonal ones, stops and other load balancers. */
export const REPLACEMENT_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'ready-wait-error',
    label: 'The end of a wait that nobody ended',
    rule: 'The deployment is Stopped with the error code TIMEOUT, and is not rolled back.',
    why: 'AWS says that its status becomes Stopped, and not with which error code.',
    settings: [],
    matters: ({ deployments }) =>
      deployments.some(({ status, errorCode }) => status === 'Stopped' && errorCode === 'TIMEOUT'),
  },
  {
    id: 'unequal-fleets',
    label: 'A replacement of another size',
    rule: 'A replacement fleet of another size than the original one is deployed to like any other.',
    why: 'AWS advises fleets of the same size where it explains NO_INSTANCES, and names no rule.',
    settings: [],
    matters: ({ deployments }) => deployments.some(hasUnequalFleets),
  },
  {
    id: 'carried-failures',
    label: 'Rerouting after failed installations',
    rule: 'An installation that failed within what is tolerated holds back no rerouting, but counts with its failures.',
    why: 'AWS describes the failures of each stretch, and not how those of one count in the next.',
    settings: [],
    matters: ({ deployments }) => deployments.some(hasReroutedAfterFailures),
  },
  {
    id: 'blue-green-rollback-order',
    label: 'The order of a blue/green rollback',
    rule: 'Original instances take traffic again before the replacement leaves, all of them and in the waves of the configuration.',
    why: 'AWS lists the lifecycle events of both, and not which fleet comes first.',
    settings: [],
    matters: (result) => rollbacksOf(result).some(isReplacement),
  },
  {
    id: 'nothing-rerouted',
    label: 'A deployment that ends before anything has moved',
    rule:
      'Outside of an update in place no rollback is created before traffic has moved (on ECS: before there is a ' +
      'replacement task set), because nothing is to be taken back; the rollback message says so in words of our own.',
    why: 'AWS does not say whether a rollback is created that would have nothing to do, and does not publish the message.',
    settings: [],
    matters: hasNothingToTakeBack,
  },
  {
    id: 'zone-order',
    label: 'Order of the zones',
    rule: 'A zonal deployment goes through the zones in alphabetical order.',
    why: 'AWS does not say in which order.',
    settings: [],
    matters: ({ scenario }) => isZonal(scenario.deployment?.deploymentConfig) && scenario.fleet.zones.length > 1,
  },
  {
    id: 'stopped-target',
    label: 'An instance whose deployment was stopped',
    rule:
      'In the middle of an event it ends as Failed when events were still to come, whichever event it was in; one that ' +
      'was Ready has the new revision and was in none, and ends as Skipped like the events that it never came to.',
    why: 'AWS says that events under way finish and none is started, and not what the instance is called.',
    settings: [],
    matters: ({ deployments }) =>
      deployments.some(
        ({ errorCode, targets }) =>
          targets.some(wasLeftReady) ||
          (errorCode === 'MANUAL_STOP' && targets.some(({ status }) => status === 'Failed')),
      ),
  },
  {
    id: 'launched-originals',
    label: 'Original instances that were launched during a blue/green deployment',
    rule:
      'Those that are in service before the last original instance has left the load balancer leave it with the others; ' +
      'one that comes later is not registered any more.',
    why: 'AWS says that all original instances leave, and not which those are when their group has grown meanwhile.',
    settings: [],
    matters: hasLaunchedOriginals,
  },
  {
    id: 'empty-network-target-group',
    label: 'An empty target group of a Network Load Balancer',
    rule: 'A request that finds no registered target fails at once, as behind an Application Load Balancer.',
    why: 'AWS says that it fails open also when it is empty, and not what a client then sees.',
    settings: [],
    matters: ({ scenario, totals }) =>
      scenario.loadBalancer.type === 'network' && totals.failedByCause.noRegisteredTarget > 0,
  },
]

function isReplacement({ computePlatform, deploymentType }: DeploymentRecord): boolean {
  return computePlatform === 'Server' && deploymentType === 'BLUE_GREEN'
}

function rollbacksOf({ deployments }: RunResult): readonly DeploymentRecord[] {
  return deployments.filter(({ creator }) => creator === 'codeDeployRollback')
}

/** The fleet that is replaced had an instance launched while its deployment was under way. */
function hasLaunchedOriginals({ deployments, instances }: RunResult): boolean {
  return deployments.filter(isReplacement).some(({ targets, createdAtMs, endedAtMs }) => {
    const blue = targets.find(({ label }) => label === 'Blue')?.instanceIndex ?? null
    const isLaunch = ({ atMs, value }: InstanceRecord['lifecycle'][number]) =>
      value === 'Pending' && atMs > createdAtMs && (endedAtMs === null || atMs < endedAtMs)
    return (
      blue !== null &&
      instances.some(({ fleet, lifecycle }) => fleet === instances[blue].fleet && lifecycle.some(isLaunch))
    )
  })
}

/** It was begun, and never came to the rest of its events. */
function wasLeftReady({ status, startMs }: TargetRecord): boolean {
  return status === 'Skipped' && startMs !== null
}

function hasUnequalFleets({ targets }: DeploymentRecord): boolean {
  const countOf = (label: 'Blue' | 'Green') => targets.filter((target) => target.label === label).length
  return countOf('Green') > 0 && countOf('Blue') !== countOf('Green')
}

/** Green instances were lost before their rerouting, and others were rerouted all the same. */
function hasReroutedAfterFailures({ targets, waves }: DeploymentRecord): boolean {
  const isLost = ({ status, lifecycleEvents }: DeploymentRecord['targets'][number]) =>
    status === 'Failed' &&
    lifecycleEvents.some((event) => event.name === 'BeforeAllowTraffic' && event.startMs === null)
  return (
    waves.some(({ phase }) => phase === 'reroute') &&
    targets.some((target) => target.label === 'Green' && isLost(target))
  )
}

function isZonal(config: NonNullable<RunResult['scenario']['deployment']>['deploymentConfig'] | undefined): boolean {
  return typeof config === 'object' && 'zonalConfig' in config && config.zonalConfig !== null
}

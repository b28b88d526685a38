import { type Revision, SCRIPTABLE_EVENT_NAMES, type Scenario } from '@sim'
import type { Chosen } from './choose'
import { describeLoad, duration, law } from './words'

/** A value that is assumed when no file and no option says it. */
interface Assumable {
  readonly pointer: string
  readonly what: string
  /** The value in words; null when there is nothing of the kind in this scenario. */
  readonly describe: (scenario: Scenario, chosen: Chosen) => string | null
  readonly why: (chosen: Chosen) => string
}

const MODEL = 'AWS publishes no figure: a MODEL value.'
const IN_THE_SCENARIO = 'No file says it; change it in the scenario.'
const ALB_DEFAULT = "An Application Load Balancer's default; a deployment group does not say it."

/** THE LIST of everything that files may leave open, in the order of a scenario. A test holds that nothing is missing. */
export const ASSUMABLES: readonly Assumable[] = [
  plain('/name', 'name of the scenario', ({ name }) => name, '--name gives another one.'),
  plain('/seed', 'seed', ({ seed }) => String(seed), '--seed sets it.'),
  plain('/startAtMs', 'start of the deployment', ({ startAtMs }) => duration(startAtMs), IN_THE_SCENARIO),
  plain('/durationMs', 'end of the run', () => '60 s after the last deployment', IN_THE_SCENARIO),
  plain(
    '/load',
    'offered load',
    ({ load }) => describeLoad(load),
    'Traffic is in none of the files: --rps or --load sets it.',
  ),
  {
    pointer: '/fleet/instanceCount',
    what: 'instances in the fleet',
    describe: ({ fleet }) => String(fleet.instanceCount),
    why: whyInstanceCount,
  },
  plain('/fleet/zones', 'Availability Zones', ({ fleet }) => fleet.zones.join(', '), '--zones names others.'),
  plain(
    '/fleet/concurrency',
    'requests one instance serves at a time',
    ({ fleet }) => String(fleet.concurrency),
    IN_THE_SCENARIO,
  ),
  plain(
    '/fleet/queueLimit',
    'requests that may wait on one instance',
    ({ fleet }) => String(fleet.queueLimit),
    IN_THE_SCENARIO,
  ),
  plain(
    '/fleet/exceptions',
    'state of the instances before the deployment',
    () => 'all run the old revision, their last deployment succeeded',
    IN_THE_SCENARIO,
  ),
  plain(
    '/loadBalancer/algorithm',
    'routing of the target group',
    ({ loadBalancer }) => loadBalancer.algorithm,
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/healthCheck',
    'health checks',
    ({ loadBalancer: { healthCheck: check } }) =>
      `every ${duration(check.intervalMs)}, timeout ${duration(check.timeoutMs)}, healthy after ${check.healthyThresholdCount} passes, unhealthy after ${check.unhealthyThresholdCount} failures`,
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/deregistrationDelayMs',
    'deregistration delay',
    ({ loadBalancer }) => duration(loadBalancer.deregistrationDelayMs),
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/slowStartMs',
    'slow start',
    ({ loadBalancer: { slowStartMs } }) => (slowStartMs === 0 ? 'off' : duration(slowStartMs)),
    ALB_DEFAULT,
  ),
  plain(
    '/loadBalancer/registrationMs',
    'registration of a target',
    ({ loadBalancer }) => duration(loadBalancer.registrationMs),
    MODEL,
  ),
  plain(
    '/loadBalancer/idleTimeoutMs',
    'idle timeout of the balancer',
    ({ loadBalancer }) => duration(loadBalancer.idleTimeoutMs),
    ALB_DEFAULT,
  ),
  ofBoth('name', 'names of the revisions', ({ name }) => name, IN_THE_SCENARIO),
  ofBoth('serviceTime', 'service time of both revisions', ({ serviceTime }) => law(serviceTime), IN_THE_SCENARIO),
  ofBoth(
    'errorRatePpm',
    'share of requests that the application answers with 5xx',
    ({ errorRatePpm }) => `${errorRatePpm} per million`,
    IN_THE_SCENARIO,
  ),
  ofBoth(
    'bootMs',
    'start of the application after ApplicationStart',
    ({ bootMs }) => duration(bootMs),
    IN_THE_SCENARIO,
  ),
  ofBoth(
    'warmUpMs',
    'warm-up of the application after its start',
    ({ warmUpMs }) => duration(warmUpMs),
    IN_THE_SCENARIO,
  ),
  ofBoth('downloadBundle', 'duration of DownloadBundle', ({ downloadBundle }) => law(downloadBundle), MODEL),
  ofBoth('install', 'duration of Install', ({ install }) => law(install), MODEL),
  {
    pointer: '/revisions/old/hooks',
    what: 'scripts of the old revision',
    describe: (scenario, chosen) => (chosen.oldAppspec ? null : describeEvents(scenario.revisions.old)),
    why: () => 'No AppSpec was given: these are the events that most AppSpecs use, with a timeout of 300 s each.',
  },
  {
    pointer: '/revisions/new/hooks',
    what: 'scripts of the new revision',
    describe: (scenario, chosen) => (chosen.newAppspec ? null : describeEvents(scenario.revisions.new)),
    why: () => 'No AppSpec was given: these are the events that most AppSpecs use, with a timeout of 300 s each.',
  },
  {
    pointer: '/revisions/*/hooks/*/*/duration',
    what: 'duration of the scripts',
    describe: describeDurations,
    why: () => `${MODEL} A script runs for at most half its timeout.`,
  },
  plain(
    '/deployment/strategy',
    'deployment type',
    () => 'in place',
    'No file says it; blue/green is not simulated yet.',
  ),
  plain(
    '/deployment/applicationName',
    'application',
    ({ deployment }) => deployment?.applicationName ?? null,
    'No file names it.',
  ),
  plain(
    '/deployment/deploymentGroupName',
    'deployment group',
    ({ deployment }) => deployment?.deploymentGroupName ?? null,
    'No file names it.',
  ),
  plain(
    '/deployment/deploymentConfig',
    'deployment configuration',
    ({ deployment }) => describeConfig(deployment?.deploymentConfig),
    "No file names one: CodeDeploy's default.",
  ),
  {
    pointer: '/deployment/trafficControl',
    what: 'traffic control',
    describe: ({ deployment }) => (deployment?.trafficControl ? 'WITH_TRAFFIC_CONTROL' : 'WITHOUT_TRAFFIC_CONTROL'),
    why: ({ group, deployment }) =>
      group || deployment
        ? "The file has no deploymentOption: CodeDeploy's default."
        : 'No deployment group was given; with a load balancer CodeDeploy takes each instance out of traffic.',
  },
  plain(
    '/deployment/ignoreApplicationStopFailures',
    'failures of ApplicationStop',
    ({ deployment }) => (deployment?.ignoreApplicationStopFailures ? 'ignored' : 'not ignored'),
    "CodeDeploy's default; `aws deploy get-deployment` says it.",
  ),
  {
    pointer: '/deployment/autoRollback',
    what: 'automatic rollback',
    describe: ({ deployment }) => (deployment?.autoRollback.enabled ? 'on DEPLOYMENT_FAILURE' : 'off'),
    why: ({ group }) =>
      group
        ? 'The deployment group has no autoRollbackConfiguration.'
        : 'No deployment group was given, and AWS has no rule for one that says nothing: a MODEL choice.',
  },
  plain(
    '/deployment/scheduling',
    'scheduling of waves',
    ({ deployment }) => deployment?.scheduling ?? null,
    'AWS does not say whether a wave waits for the whole one before it: a MODEL choice.',
  ),
]

function plain(pointer: string, what: string, describe: (scenario: Scenario) => string | null, why: string): Assumable {
  return { pointer, what, describe, why: () => why }
}

function ofBoth(key: keyof Revision, what: string, describe: (revision: Revision) => string, why: string): Assumable {
  const describeBoth = ({ revisions }: Scenario) =>
    [...new Set([describe(revisions.old), describe(revisions.new)])].join(', ')
  return plain(`/revisions/*/${key}`, what, describeBoth, why)
}

function whyInstanceCount({ group }: Chosen): string {
  const how = 'set it with --instances, or add what `aws deploy get-deployment` prints.'
  if (!group || group.targetsBy === 'nothing') return `No file says how many: ${how}`
  return `The deployment group finds its instances by ${group.targetsBy}, which does not say how many: ${how}`
}

function describeEvents({ hooks }: Revision): string {
  return Object.keys(hooks).join(', ')
}

/** Events whose scripts all take equally long are named once, "BeforeInstall 15 s". */
function describeDurations({ revisions }: Scenario): string | null {
  const parts = SCRIPTABLE_EVENT_NAMES.flatMap((event) => {
    const scripts = [...(revisions.old.hooks[event] ?? []), ...(revisions.new.hooks[event] ?? [])]
    const laws = [...new Set(scripts.map((script) => law(script.duration)))]
    return laws.length > 0 ? [`${event} ${laws.join(' or ')}`] : []
  })
  return parts.length > 0 ? parts.join(', ') : null
}

function describeConfig(config: NonNullable<Scenario['deployment']>['deploymentConfig'] | undefined): string | null {
  if (config === undefined) return null
  return typeof config === 'string' ? config : config.name
}

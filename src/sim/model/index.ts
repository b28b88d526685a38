import { ALARM_MODEL_CHOICES } from '../alarms/model-choices'
import { AUTO_SCALING_MODEL_CHOICES } from '../auto-scaling/model-choices'
import { UNREADABLE } from '../deployment/alarms'
import { INTERVENTION_MODEL_CHOICES } from '../deployment/intervention-model-choices'
import { REPLACEMENT_MODEL_CHOICES } from '../deployment/replacement-model-choices'
import { SERVICE_MODEL_CHOICES } from '../deployment/service-model-choices'
import { EVENT_MODEL_CHOICES } from '../events/model-choices'
import { FAULT_MODEL_CHOICES } from '../faults/model-choices'
import { formatCount } from '../result/number-words'
import type { RunResult } from '../result/types'
import { LIMITS } from '../scenario/limits'
import {
  hasBootOrWarmUp,
  hasEventsCutByAlarm,
  hasFailed,
  hasFailedOutside,
  hasNothingToRollBackTo,
  hasOwnMessage,
  hasRollbackInPlace,
  hasRollbackOfInstances,
  hasScripts,
  hasSuccessToRollBack,
  hasTouched,
  hasTrafficControl,
  hasWatchedAlarms,
  hasWaves,
  isRefusedFirstDeployment,
  rollbackOf,
  wasDecidedByFailures,
} from './matters'
import type { ModelChoice } from './model-choice'

export type { ModelChoice }

/** THE registry of what AWS leaves open and the simulator chooses, in the order in which a deployment meets it. */
export const MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'automatic-rollback',
    label: 'Automatic rollback by default',
    rule: 'A failed deployment is rolled back unless the scenario says otherwise.',
    why: 'It is up to each deployment group; AWS publishes no rule for one that says nothing.',
    settings: ['deployment.autoRollback.enabled'],
    matters: hasFailed,
  },
  {
    id: 'zones',
    label: 'Instances and Availability Zones',
    rule: 'Instances are dealt to the zones in turn, and only a zonal deployment takes account of them.',
    why: 'Where the instances of a deployment group run is not part of it.',
    settings: ['fleet.zones'],
    matters: ({ scenario, instances }) => scenario.fleet.zones.length > 1 && instances.length > 0,
  },
  {
    id: 'instance-quota',
    label: 'Instances in one deployment',
    rule: `More than ${formatCount(LIMITS.targetsPerDeploymentMax)} instances end a deployment with OVER_MAX_INSTANCES in every Region.`,
    why: 'AWS grants 2\u2009000 in us-east-1, us-east-2, us-west-2 and eu-central-1, and 1\u2009000 elsewhere.',
    settings: [],
    matters: ({ instances, deployments }) =>
      deployments.length > 0 && instances.length > LIMITS.targetsPerDeploymentMax,
  },
  {
    id: 'never-deployed',
    label: 'Minimum healthy hosts of a first deployment',
    rule: 'HEALTH_CONSTRAINTS_INVALID also ends a deployment to instances that never had one.',
    why: 'AWS hints that such a deployment makes no instance less healthy, and does not say whether it is refused.',
    settings: [],
    matters: isRefusedFirstDeployment,
  },
  {
    id: 'order-in-health-class',
    label: 'Order inside a health class',
    rule: 'Of Unhealthy, Unknown, Old and Current instances each, the lowest instance id comes first.',
    why: 'AWS says that the choice inside a class is random, and not how; the ids come from the seed.',
    settings: [],
    matters: hasWaves,
  },
  {
    id: 'scheduling',
    label: 'Batches or a sliding window',
    rule: 'A wave begins when all of the one before it has ended (batch), or hosts begin as places become free (sliding).',
    why: "AWS's examples speak of batches, its prose of a gate that is always open.",
    settings: ['deployment.scheduling'],
    matters: hasWaves,
  },
  {
    id: 'no-service-time',
    label: 'Time between lifecycle events',
    rule: 'Each lifecycle event begins in the millisecond in which the one before it ends.',
    why: 'AWS publishes no figure for how long the service and the agent take between two events.',
    settings: [],
    matters: hasTouched,
  },
  {
    id: 'block-traffic',
    label: 'Duration of BlockTraffic',
    rule: 'BlockTraffic lasts all of the deregistration delay; for an instance that is not registered, no time.',
    why: 'AWS publishes no rule for how CodeDeploy waits for the load balancer.',
    settings: ['loadBalancer.deregistrationDelayMs'],
    matters: hasTrafficControl,
  },
  {
    id: 'application-down',
    label: 'When the application is down',
    rule: 'It is down from the script of ApplicationStop, or without one from Install, until ApplicationStart has ended and it has booted and is warm.',
    why: 'What an application does while its files are replaced is its own affair.',
    settings: [],
    matters: hasTouched,
  },
  {
    id: 'reserved-durations',
    label: 'Duration of DownloadBundle and Install',
    rule: 'Each takes as long as the scenario says of the revision, drawn anew for every instance.',
    why: 'AWS publishes no figure: it depends on the bundle, the instance and the network.',
    settings: ['revisions.*.downloadBundle', 'revisions.*.install'],
    matters: hasTouched,
  },
  {
    id: 'script-durations',
    label: 'Duration of scripts',
    rule: 'Each script runs as long as the scenario says, drawn anew for every instance.',
    why: 'An AppSpec names a timeout, never how long a script takes.',
    settings: ['revisions.*.hooks.*.*.duration'],
    matters: hasScripts,
  },
  {
    id: 'boot-and-warm-up',
    label: 'Start of the application',
    rule: 'After ApplicationStart the application boots and warms up for as long as the scenario says, and refuses connections until then.',
    why: 'CodeDeploy knows when a script has ended, not when an application answers.',
    settings: ['revisions.*.bootMs', 'revisions.*.warmUpMs'],
    matters: hasBootOrWarmUp,
  },
  {
    id: 'registration',
    label: 'Registration of a target',
    rule: 'The first health check comes a fixed time after a target is registered, the others one interval apart.',
    why: 'AWS publishes no figure for how long a registration takes.',
    settings: ['loadBalancer.registrationMs'],
    matters: (result) => hasTrafficControl(result) || result.plan?.computePlatform === 'ECS',
  },
  {
    id: 'health-check-answers',
    label: 'Answers to health checks',
    rule: 'A health check passes if and only if the application is up and warm; it does not wait behind requests.',
    why: 'How an application answers its health check path is its own affair.',
    settings: [],
    matters: ({ instances }) => instances.length > 0,
  },
  {
    id: 'failed-host-outside',
    label: 'Where a failed instance stands',
    rule: 'An instance that fails after BlockTraffic stays outside the target group until a deployment to it succeeds.',
    why: 'Its AllowTraffic is skipped, and AWS does not say whether anything else registers it again.',
    settings: [],
    matters: hasFailedOutside,
  },
  {
    id: 'in-flight-hosts',
    label: 'Instances under way when too many have failed',
    rule: 'They run to their end, those that were not begun are Skipped, and then the deployment fails.',
    why: 'AWS does not say what becomes of them.',
    settings: [],
    matters: wasDecidedByFailures,
  },
  {
    id: 'rollback-at-once',
    label: 'When a rollback begins',
    rule: 'It is created in the millisecond in which the deployment fails or is stopped.',
    why: 'AWS publishes no figure for the delay.',
    settings: [],
    matters: (result) => rollbackOf(result) !== undefined,
  },
  {
    id: 'rollback-targets',
    label: 'Where a rollback goes',
    rule: 'It goes to all instances of the deployment group, also to those that the failed deployment never reached.',
    why: 'AWS calls it a deployment of the last good revision, and does not say to which instances.',
    settings: [],
    matters: hasRollbackInPlace,
  },
  {
    id: 'rollback-configuration',
    label: 'Configuration of a rollback',
    rule: 'It follows the deployment configuration of the deployment group.',
    why: 'AWS does not say which configuration a rollback on EC2 follows.',
    settings: [],
    matters: hasRollbackOfInstances,
  },
  {
    id: 'rollback-health',
    label: 'Revision health after a failed deployment',
    rule: 'An instance that succeeded with the new revision of a failed deployment counts as Unknown.',
    why: "AWS describes revision health by the group's last successful deployment, and does not name this case.",
    settings: [],
    matters: hasSuccessToRollBack,
  },
  {
    id: 'failed-rollback',
    label: 'A rollback that fails',
    rule: 'It is not rolled back itself.',
    why: 'AWS does not describe it.',
    settings: [],
    matters: (result) => rollbackOf(result)?.status === 'Failed',
  },
  {
    id: 'nothing-to-roll-back-to',
    label: 'A first deployment that fails',
    rule: 'No rollback is created, and the rollback message says so in words of our own.',
    why: 'AWS needs a last good revision to go back to, and does not publish the message.',
    settings: [],
    matters: hasNothingToRollBackTo,
  },
  {
    id: 'alarm-poll',
    label: 'How often a deployment looks at its alarms',
    rule: 'It asks for their states when it starts and then at fixed times, and an alarm in ALARM stops it at once.',
    why: 'AWS publishes no figure; 12 to 29 s from the alarm to the stop were observed.',
    settings: ['deployment.alarmPollMs'],
    matters: hasWatchedAlarms,
  },
  {
    id: 'unreadable-alarms',
    label: 'Alarms that cannot be read',
    rule: 'The deployment is Stopped with ALARM_ACTIVE, and rolled back as if an alarm had stopped it.',
    why: 'AWS says that it stops, and neither with which error code nor whether it is rolled back.',
    settings: [],
    matters: ({ deployments }) => deployments.some(({ message }) => message === UNREADABLE),
  },
  {
    id: 'alarm-cuts-short',
    label: 'Lifecycle events under way when an alarm stops a deployment',
    rule: 'They end at once as Failed; only a stop by a person lets them finish.',
    why: 'So it was observed on Lambda and ECS; AWS says only that the deployment stops.',
    settings: [],
    matters: hasEventsCutByAlarm,
  },
  {
    id: 'own-messages',
    label: 'Messages of deployments that were stopped or not continued',
    rule: 'The message beside MANUAL_STOP, TIMEOUT and HEALTH_CONSTRAINTS_INVALID is in words of our own.',
    why: 'AWS publishes the error codes, and not these messages.',
    settings: [],
    matters: ({ deployments }) => deployments.some(hasOwnMessage),
  },
  ...REPLACEMENT_MODEL_CHOICES,
  {
    id: 'blue-green-waits',
    label: 'Waits of a blue/green deployment',
    rule: 'A wait to be continued lasts no time and the one before the original is terminated five minutes, unless the scenario says otherwise.',
    why: 'The API names no defaults; the console offers an hour.',
    settings: ['deployment.blueGreen.waitTimeInMinutes', 'deployment.blueGreen.terminationWaitTimeInMinutes'],
    matters: ({ plan }) => (plan?.steps ?? []).some(({ kind }) => kind === 'wait-ready' || kind === 'wait-termination'),
  },
  ...INTERVENTION_MODEL_CHOICES,
  ...SERVICE_MODEL_CHOICES,
  ...AUTO_SCALING_MODEL_CHOICES,
  ...ALARM_MODEL_CHOICES,
  ...EVENT_MODEL_CHOICES,
  ...FAULT_MODEL_CHOICES,
]

/** The choices without which this run would have been another one, in the order of the registry. */
export function modelChoicesOf(result: RunResult): readonly ModelChoice[] {
  return MODEL_CHOICES.filter(({ matters }) => matters(result))
}

/** The choice of that name. Throws when there is none: a misspelt name is a bug. */
export function modelChoice(id: string): ModelChoice {
  const found = MODEL_CHOICES.find((choice) => choice.id === id)
  if (found === undefined) throw new Error(`No model choice has the id ${id}`)
  return found
}

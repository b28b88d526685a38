import type { ModelChoice } from '../model/model-choice'
import type { DeploymentRecord, InstanceLifecycle, RunResult } from '../result/types'
import { HIGH_MINUTES, LOW_MINUTES, LOW_PERCENT } from './target-tracking'

/** What AWS leaves open about Auto Scaling groups and their deployments, for the registry of model choices. */
export const AUTO_SCALING_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'instance-boot',
    label: 'Boot of a new instance',
    rule: 'A new instance is Pending for as long as its boot is drawn to take; then the launch hook and the CodeDeploy agent take it at once.',
    why: 'It depends on the image and the instance type; AWS publishes no figure.',
    settings: ['autoScaling.boot'],
    matters: (result) => hasActivity(result, ['launch', 'rebalance']) || hasLaunched(result),
  },
  {
    id: 'launch-template-revision',
    label: 'What a new instance runs without CodeDeploy',
    rule: 'In a run without a deployment the launch template brings the old revision, which starts after the boot.',
    why: 'What an image holds is up to who made it.',
    settings: [],
    matters: (result) => result.scenario.deployment === null && hasLaunched(result),
  },
  {
    id: 'launch-loop',
    label: 'How fast launches are repeated',
    rule: 'After ABANDON the next instance is launched as soon as the last one leaves, until the run has no room for another.',
    why: 'AWS says that it throttles launches whose hooks keep failing, and not how.',
    settings: [],
    matters: ({ deployments }) =>
      deployments.some(({ creator, status }) => creator === 'autoscaling' && status !== 'Succeeded'),
  },
  {
    id: 'termination-hook',
    label: 'The termination hook',
    rule: 'It takes instances that were in service and have drained, is extended like the launch hook, and runs the three block events before ApplicationStop.',
    why: 'AWS publishes neither its timeout nor the order of these events.',
    settings: [],
    matters: ({ deployments }) => deployments.some(({ creator }) => creator === 'autoscalingTermination'),
  },
  {
    id: 'follow-on-hosts',
    label: 'Minimum healthy hosts of a follow-on deployment',
    rule: 'They are taken of the outdated instances alone, as if these were the group; an instance that comes into service outdated later gets a follow-on deployment of its own.',
    why: "AWS says that the group's configuration is used, and not of how many instances.",
    settings: [],
    matters: ({ deployments }) => deployments.some(({ creator }) => creator === 'CodeDeployAutoUpdate'),
  },
  {
    id: 'scale-in-choice',
    label: 'Which instance leaves',
    rule: 'Of equal zones the first, of equal instances the oldest, or with NewestInstance the youngest; instances that are not in service yet do not leave.',
    why: 'AWS goes on by the billing hour and then at random.',
    settings: [],
    matters: (result) => hasActivity(result, ['terminate']),
  },
  {
    id: 'unhealthy-at-a-time',
    label: 'Unhealthy instances at a time',
    rule: 'At most 10 percent of desired capacity, rounded down and at least one, are on their way out for their health; a new one is launched when one is gone.',
    why: 'AWS does not say how the share is rounded, nor when a replacement is over.',
    settings: [],
    matters: (result) => hasActivity(result, ['replace']),
  },
  {
    id: 'instance-down',
    label: 'When Auto Scaling finds an instance down',
    rule: 'An instance that does not run is found when the load balancer calls it unhealthy, or when the group does something else.',
    why: 'EC2 checks the status of instances every minute; when Auto Scaling acts on it is not published.',
    settings: [],
    matters: (result) => hasActivity(result, ['replace']),
  },
  {
    id: 'target-tracking-alarms',
    label: 'Alarms of target tracking',
    rule: `Capacity is added after ${HIGH_MINUTES} minutes above the target, and taken away after ${LOW_MINUTES} minutes below ${LOW_PERCENT} percent of it; both are looked at every minute.`,
    why: 'AWS makes these alarms itself and does not document their periods; these are widely seen.',
    settings: [],
    matters: ({ scenario }) => (scenario.autoScaling ?? scenario.ecs).targetTracking.length > 0,
  },
  {
    id: 'target-tracking-size',
    label: 'Step of target tracking',
    rule: 'The new capacity is that of the instances in service times the newest datapoint over the target; those that still come are not counted a second time.',
    why: 'AWS says that it rounds so that neither too few are added nor too many removed, and does not publish the formula.',
    settings: [],
    matters: ({ scenario }) => (scenario.autoScaling ?? scenario.ecs).targetTracking.length > 0,
  },
  {
    id: 'detailed-monitoring',
    label: 'Metrics of the group every minute',
    rule: 'CPU has a datapoint every minute, averaged over all instances of the load balancer: an instance that warms up serves like the others.',
    why: 'With basic monitoring EC2 has one every five minutes, and leaves out instances that warm up; the simulator measures the fleet as a whole.',
    settings: ['autoScaling.targetTracking.*.metric'],
    matters: ({ scenario }) =>
      scenario.autoScaling?.targetTracking.some(({ metric }) => metric === 'ASGAverageCPUUtilization') ?? false,
  },
]

function hasActivity({ log }: RunResult, kinds: readonly string[]): boolean {
  return log.some(({ type, status }) => type === 'autoScaling' && kinds.includes(status))
}

function hasLaunched({ scenario, instances, deployments }: RunResult): boolean {
  const isOfInstances = deployments.every(({ computePlatform }: DeploymentRecord) => computePlatform === 'Server')
  const isLaunched = ({ value }: { readonly value: InstanceLifecycle }) => value === 'Pending'
  return scenario.autoScaling !== null && isOfInstances && instances.some(({ lifecycle }) => lifecycle.some(isLaunched))
}

import { SCRIPTABLE_EVENT_NAMES } from '../scenario/events'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultDefinition, FaultIssue } from './definition'

export const hookFailureSchema = z.strictObject({
  kind: z.literal('hook-failure').describe('a script of a lifecycle event fails'),
  event: z.enum(SCRIPTABLE_EVENT_NAMES).describe('the lifecycle event whose first script fails'),
  revision: z.enum(['old', 'new']).default('new').describe('whose script fails'),
  outcome: z.enum(['fails', 'hangs']).default('fails').describe('fails: exit code 1; hangs: runs into its timeout'),
  instanceIndexes: z
    .array(z.int().min(0))
    .max(LIMITS.instanceCountMax)
    .nullable()
    .default(null)
    .describe('which instances, at least one; null: every instance'),
  probabilityPpm: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(1_000_000)
    .describe('chance per run of the event, parts per million'),
})
type HookFailure = z.infer<typeof hookFailureSchema>

const TRAFFIC_EVENTS: readonly string[] = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
]

export const hookFailure: FaultDefinition = {
  kind: 'hook-failure',
  label: 'Script fails',
  help:
    'The first script of a lifecycle event ends with exit code 1, or hangs until its timeout, on some instances or on ' +
    'all, always or with a chance. It counts whose script it is: a failing ApplicationStop of the old revision stops ' +
    'the update, one of the new revision stops the rollback.',
  icon: 'file-x-2',
  platforms: ['Server'],
  check: (fault: HookFailure, scenario) => [
    ...eventIssues(fault, scenario),
    ...instanceIssues(fault.instanceIndexes, scenario.fleet.instanceCount),
  ],
  strikeHook: (fault: HookFailure, run) => {
    const isMeant = fault.event === run.event && fault.revision === run.revision
    const isHere = fault.instanceIndexes === null || fault.instanceIndexes.includes(run.instanceIndex)
    return isMeant && isHere && run.drawPpm < fault.probabilityPpm ? fault.outcome : null
  },
}

function eventIssues({ event, revision }: HookFailure, scenario: Scenario): FaultIssue[] {
  if (scenario.deployment === null) {
    return [{ field: '', message: 'The scenario has no deployment, so no lifecycle event runs that could fail.' }]
  }
  if (TRAFFIC_EVENTS.includes(event) && !scenario.deployment.trafficControl) {
    const message = `${event} does not run without traffic control; set deployment.trafficControl or choose another event.`
    return [{ field: 'event', message }]
  }
  const { hooks } = scenario.revisions[revision]
  if ((hooks[event] ?? []).length > 0) return []
  const scripted = SCRIPTABLE_EVENT_NAMES.filter((name) => (hooks[name] ?? []).length > 0)
  const allowed = scripted.length === 0 ? 'It has no scripts at all.' : `It has scripts for ${scripted.join(', ')}.`
  return [
    { field: 'event', message: `The ${revision} revision has no script for ${event} that could fail. ${allowed}` },
  ]
}

function instanceIssues(instanceIndexes: readonly number[] | null, instanceCount: number): FaultIssue[] {
  if (instanceIndexes === null) return []
  if (instanceIndexes.length === 0) {
    const message = 'The fault names no instance, so it would strike nothing; null stands for every instance.'
    return [{ field: 'instanceIndexes', message }]
  }
  const outside = instanceIndexes.filter((instanceIndex) => instanceIndex >= instanceCount)
  if (outside.length === 0) return []
  const allowed =
    instanceCount === 0 ? 'The fleet has no instances' : `Instances are numbered 0 to ${instanceCount - 1}`
  return [{ field: 'instanceIndexes', message: `${allowed}; the fault names ${outside.slice(0, 5).join(', ')}.` }]
}

import { counted } from '../result/number-words'
import { SCRIPTABLE_EVENT_NAMES } from '../scenario/events'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultDefinition, FaultIssue } from './definition'
import { instanceIssues, selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

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
  targets: targetSelectionSchema.prefault({ kind: 'fleet' }).describe('which of these instances'),
  ...windowFields,
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
  check: (fault: HookFailure, scenario, capacity) => [
    ...eventIssues(fault, scenario),
    ...namedIssues(fault.instanceIndexes, capacity),
  ],
  describe: ({ event, outcome, revision, instanceIndexes, targets }: HookFailure, scenario) => {
    const where =
      instanceIndexes === null ? selectionWords(targets, scenario) : counted(instanceIndexes.length, 'instance')
    return `${event} of ${scenario.revisions[revision].name} ${outcome === 'fails' ? 'fails' : 'hangs'} on ${where}`
  },
  sceneLabel: ({ event, outcome }: HookFailure) => ({ title: event, detail: outcome }),
  isToldByStrikes: true,
  effects: {},
  strikeEvent: (fault: HookFailure, run) => {
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

function namedIssues(instanceIndexes: readonly number[] | null, capacity: number): FaultIssue[] {
  if (instanceIndexes === null) return []
  if (instanceIndexes.length > 0) return instanceIssues(instanceIndexes, capacity, 'instanceIndexes')
  const message = 'The fault names no instance, so it would strike nothing; null stands for every instance.'
  return [{ field: 'instanceIndexes', message }]
}

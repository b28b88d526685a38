import { counted, formatPpm } from '../result/number-words'
import type { FleetLabel, RevisionLabel } from '../result/types'
import { LIMITS } from '../scenario/limits'
import type { Scenario } from '../scenario/schema'
import { z } from '../scenario/zod'
import type { FaultIssue } from './definition'

/** Which instances (tasks) a fault is about. Who belongs to it is asked anew whenever something happens. */
export const targetSelectionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fleet').describe('every instance, or every one of a fleet'),
    fleet: z
      .enum(['original', 'replacement'])
      .nullable()
      .default(null)
      .describe('which fleet of a blue/green deployment; null: both'),
  }),
  z.strictObject({
    kind: z.literal('zone').describe('the instances of one Availability Zone'),
    zone: z.string().min(1).max(40).describe('its name, one of fleet.zones'),
  }),
  z.strictObject({
    kind: z.literal('batch').describe('the instances of one wave of the first deployment, once it has begun'),
    waveNumber: z.int().min(1).max(LIMITS.instanceCountMax).describe('which wave, from 1'),
  }),
  z.strictObject({
    kind: z.literal('revision').describe('the instances on which a revision is installed'),
    revision: z.enum(['old', 'new']).describe('which revision'),
  }),
  z.strictObject({
    kind: z.literal('instances').describe('single instances'),
    instanceIndexes: z
      .array(
        z
          .int()
          .min(0)
          .max(LIMITS.instanceCountMax - 1),
      )
      .min(1)
      .max(LIMITS.instanceCountMax)
      .describe('which ones, counted from 0 in the order of launch'),
  }),
  z.strictObject({
    kind: z.literal('share').describe('each instance with a chance, drawn from the seed by its place'),
    sharePpm: z.int().min(0).max(1_000_000).describe('the chance, parts per million'),
  }),
])
export type TargetSelection = z.infer<typeof targetSelectionSchema>

/** What a selection asks about one instance; `instanceIndex` null: all executions of a revision of a Lambda function. */
export interface SelectionSubject {
  readonly instanceIndex: number | null
  readonly revision: RevisionLabel | null
  readonly fleet: FleetLabel | null
  readonly zone: string | null
  isInWave(waveNumber: number): boolean
  /** The draw of this instance for the fault, 0 to 999 999. */
  drawPpm(): number
}

/** True when the fault is about the instance. */
export function isSelected(targets: TargetSelection, subject: SelectionSubject): boolean {
  switch (targets.kind) {
    case 'fleet':
      return targets.fleet === null || targets.fleet === subject.fleet
    case 'zone':
      return targets.zone === subject.zone
    case 'batch':
      return subject.isInWave(targets.waveNumber)
    case 'revision':
      return targets.revision === subject.revision
    case 'instances':
      return subject.instanceIndex !== null && targets.instanceIndexes.includes(subject.instanceIndex)
    case 'share':
      return subject.instanceIndex !== null && subject.drawPpm() < targets.sharePpm
  }
}

/** Selections that name what the scenario does not have; `capacity`: the most instances that its run may ever have. */
export function selectionIssues(
  targets: TargetSelection,
  { fleet, deployment }: Scenario,
  capacity: number,
): FaultIssue[] {
  if (targets.kind === 'zone' && !fleet.zones.includes(targets.zone)) {
    const message = `The fleet has no Availability Zone ${targets.zone}; it has ${fleet.zones.join(', ')}.`
    return [{ field: 'targets/zone', message }]
  }
  if (targets.kind === 'batch' && deployment === null) {
    return [{ field: 'targets/kind', message: 'The scenario has no deployment, so it has no batches.' }]
  }
  if (targets.kind === 'instances') return instanceIssues(targets.instanceIndexes, capacity, 'targets/instanceIndexes')
  return []
}

/** Instance indexes from `count` on, as an issue of the field. */
export function instanceIssues(instanceIndexes: readonly number[], count: number, field: string): FaultIssue[] {
  const outside = instanceIndexes.filter((instanceIndex) => instanceIndex >= count)
  if (outside.length === 0) return []
  const allowed = count === 0 ? 'The fleet has no instances' : `Instances are numbered 0 to ${count - 1}`
  return [{ field, message: `${allowed}; the fault names ${outside.slice(0, 5).join(', ')}.` }]
}

/** `every instance`, `the instances in us-east-1a`, `30 % of the instances`. */
export function selectionWords(targets: TargetSelection, { revisions }: Scenario): string {
  switch (targets.kind) {
    case 'fleet':
      return targets.fleet === null ? 'every instance' : `every ${targets.fleet} instance`
    case 'zone':
      return `the instances in ${targets.zone}`
    case 'batch':
      return `the instances of batch ${targets.waveNumber}`
    case 'revision':
      return `the instances with ${revisions[targets.revision].name}`
    case 'instances':
      return counted(targets.instanceIndexes.length, 'instance')
    case 'share':
      return `${formatPpm(targets.sharePpm)} of the instances`
  }
}

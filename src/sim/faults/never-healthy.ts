import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const neverHealthySchema = z.strictObject({
  kind: z.literal('never-healthy').describe('an application that starts never comes up'),
  targets: targetSelectionSchema
    .prefault({ kind: 'revision', revision: 'new' })
    .describe('on which instances; by default those with the new revision'),
  ...windowFields,
})
type NeverHealthy = z.infer<typeof neverHealthySchema>

export const neverHealthy: FaultDefinition = {
  kind: 'never-healthy',
  label: 'Never becomes healthy',
  help:
    'An application that is started while this lasts never serves: it refuses connections and fails every health ' +
    'check until it is started again. AllowTraffic then waits for its whole hour.',
  icon: 'heart-off',
  platforms: ['Server', 'ECS'],
  check: () => [],
  describe: ({ targets }: NeverHealthy, scenario) =>
    `applications that start on ${selectionWords(targets, scenario)} never come up`,
  sceneLabel: () => ({ title: 'Never up', detail: 'starts in vain' }),
  isToldByStrikes: false,
  effects: { startDelayMs: () => null },
}

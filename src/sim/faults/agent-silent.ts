import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { untilWords, windowFields } from './window'

export const agentSilentSchema = z.strictObject({
  kind: z.literal('agent-silent').describe('the CodeDeploy agent does not take lifecycle events up'),
  targets: targetSelectionSchema
    .prefault({ kind: 'fleet' })
    .describe('on which instances; by default on every instance'),
  ...windowFields,
})
type AgentSilent = z.infer<typeof agentSilentSchema>

export const agentSilent: FaultDefinition = {
  kind: 'agent-silent',
  label: 'Agent is silent',
  help:
    'The CodeDeploy agent takes no lifecycle event up. An event that has not started after five minutes fails its ' +
    'instance; when the agent is back before that, it takes the event up. Events under way are not touched.',
  icon: 'plug-zap',
  platforms: ['Server'],
  check: (_fault: AgentSilent, { deployment }) =>
    deployment === null
      ? [{ field: '', message: 'The scenario has no deployment, so there is nothing for an agent to take up.' }]
      : [],
  describe: ({ targets }: AgentSilent, scenario) =>
    `the CodeDeploy agent takes nothing up on ${selectionWords(targets, scenario)}`,
  sceneLabel: (fault: AgentSilent) => ({ title: 'Agent silent', detail: untilWords(fault) }),
  isToldByStrikes: false,
  effects: {},
  strikeEvent: () => 'silent',
}

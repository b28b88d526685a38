import type { ScenarioInput } from '@sim'
import type { Chosen } from './choose'
import { defined, type Take } from './take'

/** What a deployment of Lambda or ECS has in place of scripts and instances. */
export function draftPlatform({ functionAppspec, group }: Chosen, take: Take): Partial<ScenarioInput> {
  const lambda = functionAppspec?.kind === 'appspec-lambda' ? functionAppspec : undefined
  const ecs = functionAppspec?.kind === 'appspec-ecs' ? functionAppspec : undefined
  const newName = lambda?.targetVersion ?? ecs?.taskDefinition
  return {
    revisions: {
      old: defined({ name: take('/revisions/old/name', lambda?.currentVersion) }),
      new: defined({ name: take('/revisions/new/name', newName) }),
    },
    lambda: defined({
      functionName: take('/lambda/functionName', lambda?.functionName),
      alias: take('/lambda/alias', lambda?.alias),
    }),
    ecs: defined({ serviceName: take('/ecs/serviceName', group?.ecsServiceName) }),
  }
}

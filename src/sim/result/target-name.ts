import type { RunResult, TargetRecord } from './types'

/** What people call a target: the id of its instance, or the name of the function or service. */
export function targetName({ instances, scenario }: RunResult, { instanceIndex, targetType }: TargetRecord): string {
  if (instanceIndex !== null) return instances[instanceIndex].id
  return targetType === 'LambdaTarget' ? scenario.lambda.functionName : scenario.ecs.serviceName
}

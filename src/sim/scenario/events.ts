/** The nine events of EC2 that can carry scripts (CodeDeploy user guide, AppSpec hooks section). */
export const SCRIPTABLE_EVENT_NAMES = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const
export type ScriptableEvent = (typeof SCRIPTABLE_EVENT_NAMES)[number]

/** The events of Lambda and ECS deployments at which CodeDeploy invokes a function (AppSpec hooks section). */
export const HOOK_FUNCTION_EVENT_NAMES = [
  'BeforeInstall',
  'AfterInstall',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const

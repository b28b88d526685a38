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

import type { ComputePlatform, LifecycleEventName } from '../../result/types'

/** What an event does, and so what it waits for. A row of `behaviours.ts` for each. */
export type EventBehaviour =
  /** The agent runs its scripts. */
  | 'scripts'
  /** The agent does what it does itself: fetch the bundle, copy the files. */
  | 'agent'
  | 'deregister'
  | 'register'
  /** CodeDeploy invokes a function and waits for it to call back. */
  | 'hook-function'
  | 'install-task-set'
  | 'shift-test-traffic'
  | 'shift-traffic'

/** Which part of a deployment an event belongs to: taking traffic away, working on the application, giving traffic. */
export type EventGroup = 'block' | 'application' | 'allow'

export interface LifecycleEventDefinition {
  readonly name: LifecycleEventName
  readonly group: EventGroup
  readonly behaviour: EventBehaviour
}

const row = (name: LifecycleEventName, group: EventGroup, behaviour: EventBehaviour): LifecycleEventDefinition => ({
  name,
  group,
  behaviour,
})

/**
 * THE registry of lifecycle events, platform by platform in the order in which they occur (CodeDeploy user guide, AppSpec
 * hooks section). Which of them a deployment has is up to its strategy.
 */
export const LIFECYCLE_EVENTS: Readonly<Record<ComputePlatform, readonly LifecycleEventDefinition[]>> = {
  Server: [
    row('BeforeBlockTraffic', 'block', 'scripts'),
    row('BlockTraffic', 'block', 'deregister'),
    row('AfterBlockTraffic', 'block', 'scripts'),
    row('ApplicationStop', 'application', 'scripts'),
    row('DownloadBundle', 'application', 'agent'),
    row('BeforeInstall', 'application', 'scripts'),
    row('Install', 'application', 'agent'),
    row('AfterInstall', 'application', 'scripts'),
    row('ApplicationStart', 'application', 'scripts'),
    row('ValidateService', 'application', 'scripts'),
    row('BeforeAllowTraffic', 'allow', 'scripts'),
    row('AllowTraffic', 'allow', 'register'),
    row('AfterAllowTraffic', 'allow', 'scripts'),
  ],
  Lambda: [
    row('BeforeAllowTraffic', 'allow', 'hook-function'),
    row('AllowTraffic', 'allow', 'shift-traffic'),
    row('AfterAllowTraffic', 'allow', 'hook-function'),
  ],
  ECS: [
    row('BeforeInstall', 'application', 'hook-function'),
    row('Install', 'application', 'install-task-set'),
    row('AfterInstall', 'application', 'hook-function'),
    row('AllowTestTraffic', 'allow', 'shift-test-traffic'),
    row('AfterAllowTestTraffic', 'allow', 'hook-function'),
    row('BeforeAllowTraffic', 'allow', 'hook-function'),
    row('AllowTraffic', 'allow', 'shift-traffic'),
    row('AfterAllowTraffic', 'allow', 'hook-function'),
  ],
}

/** The definition of an event on a platform. Throws when the platform has no such event. */
export function lifecycleEventOf(platform: ComputePlatform, name: LifecycleEventName): LifecycleEventDefinition {
  const found = LIFECYCLE_EVENTS[platform].find((event) => event.name === name)
  if (found === undefined) throw new Error(`${platform} has no lifecycle event ${name}`)
  return found
}

/** The names of a platform's events of these groups, in their order. */
export function namesOfGroups(platform: ComputePlatform, groups: readonly EventGroup[]): readonly LifecycleEventName[] {
  return LIFECYCLE_EVENTS[platform].filter(({ group }) => groups.includes(group)).map(({ name }) => name)
}

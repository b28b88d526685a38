import { meanMs } from '../../random/quantiles'
import type { Ms } from '../../result/types'
import { LIMITS } from '../../scenario/limits'
import { endInstallWhenSteady } from '../ecs/install'
import { createTaskSet } from '../ecs/task-sets'
import type { Control, EventPlace } from '../state'
import { shareOf } from '../traffic-share'
import type { Located } from './place'
import { untilHealthyMs } from './traffic'

/** How long a replacement task set takes until it is steady, as far as can be told beforehand. */
export function expectedTaskSetMs({ world }: Control, { deployment }: Located): Ms {
  if (deployment.scope.kind === 'rollback') return 0
  const { ecs, loadBalancer, revisions } = world.scenario
  const { bootMs, warmUpMs } = revisions[deployment.revision]
  return Math.ceil(meanMs(ecs.taskStart)) + untilHealthyMs(loadBalancer, bootMs + warmUpMs)
}

/**
 * Creates the replacement task set and waits until the service is steady, for at most an hour (CodeDeploy user guide,
 * deployments on an Amazon ECS compute platform). A rollback returns to a task set that runs still, and creates none.
 */
export function beginTaskSet(control: Control, place: EventPlace, { deployment }: Located): void {
  const { world } = control
  if (deployment.scope.kind === 'rollback') {
    world.schedule(world.nowMs(), { kind: 'lifecycle-event-ended', ...place })
    return
  }
  world.schedule(world.nowMs() + LIMITS.eventTimeoutMsMax, { kind: 'allow-traffic-timed-out', ...place })
  createTaskSet(control, shareOf(control).incoming, deployment.revision)
  endInstallWhenSteady(control)
}

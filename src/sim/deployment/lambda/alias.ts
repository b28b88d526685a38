import type { World } from '../../engine/world'
import type { RevisionLabel } from '../../result/types'
import { ALL_TRAFFIC } from '../../scenario/units'
import type { Control } from '../state'

/** MODEL: what a deployment is refused with whose version is live already. */
export const SAME_VERSION_EXCEPTION = 'InvalidRevisionException'

/** The version that the alias points to alone; null while it is on two versions. */
export function aliasVersion(world: World): RevisionLabel | null {
  const weight = world.weightNew()
  if (weight === 0) return 'old'
  return weight === ALL_TRAFFIC ? 'new' : null
}

/**
 * Why a deployment of the version would not be taken: an AppSpec whose current version is its target version. null: it
 * would, or the platform is another one.
 */
export function aliasRefusal({ world, state }: Control, revision: RevisionLabel): string | null {
  const { scenario } = world
  if (state.lambda === null || aliasVersion(world) !== revision) return null
  const { functionName, alias } = scenario.lambda
  return `${SAME_VERSION_EXCEPTION}: the alias ${functionName}:${alias} already points to ${scenario.revisions[revision].name}.`
}

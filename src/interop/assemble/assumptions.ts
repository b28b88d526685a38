import type { Scenario } from '@sim'
import type { Assumption } from '../outcome'
import { ASSUMABLES, isAssumable } from './assumables'
import type { Chosen } from './choose'
import type { Draft } from './draft'

/** Every value of the scenario that no file and no option gave. */
export function listAssumptions(scenario: Scenario, { said }: Draft, chosen: Chosen): readonly Assumption[] {
  const listed = ASSUMABLES.flatMap(({ pointer, what, describe, why }): readonly Assumption[] => {
    const isOpen = !said.has(pointer) && isAssumable(pointer, scenario)
    const value = isOpen ? describe(scenario, chosen) : null
    return value === null ? [] : [{ pointer, what, value, why: why(chosen) }]
  })
  const isLoadFromFile = chosen.load !== null && said.get('/load') === chosen.load.place
  const about = [aboutOldHooks(chosen), aboutTimeouts(chosen), isLoadFromFile ? aboutLoad(chosen.load) : null]
  return [...listed, ...about.filter((assumption) => assumption !== null)]
}

function aboutOldHooks({ oldAppspec, newAppspec, isOldByOrder }: Chosen): Assumption | null {
  if (!oldAppspec) return null
  const pointer = '/revisions/old/hooks'
  if (oldAppspec === newAppspec) {
    const value = 'the same as those of the new one'
    return {
      pointer,
      what: 'scripts of the old revision',
      value,
      why: 'One AppSpec was given; --old gives another one.',
    }
  }
  if (!isOldByOrder) return null
  const why = 'Two AppSpecs were given, and the first is taken for the older; --old says which it is.'
  return { pointer, what: 'AppSpec of the old revision', value: oldAppspec.place.file, why }
}

function aboutTimeouts({ oldAppspec, newAppspec }: Chosen): Assumption | null {
  const appspecs = [...new Set([oldAppspec, newAppspec])]
  const count = appspecs.reduce((sum, appspec) => sum + (appspec?.silentTimeoutCount ?? 0), 0)
  if (count === 0) return null
  return {
    pointer: '/revisions/*/hooks/*/*/timeoutMs',
    what: 'timeout of scripts that have none',
    value: `3600 s, or what the 3600 s of their event leave (${count} script${count === 1 ? '' : 's'})`,
    why: "The agent's default; CodeDeploy ends any lifecycle event after 3600 s.",
  }
}

function aboutLoad({ why }: NonNullable<Chosen['load']>): Assumption {
  const first = 'The first row is the start of the simulation.'
  return { pointer: '/load/points', what: 'columns of the load', value: why, why: first }
}

import { inPlace } from './in-place'
import type { Strategy } from './strategy'

/** Every strategy, one line each. */
export const STRATEGIES: readonly Strategy[] = [inPlace]

/** The strategy that a scenario names. Throws on an unknown id: the schema admits none. */
export function strategyOf(id: string): Strategy {
  const found = STRATEGIES.find((strategy) => strategy.id === id)
  if (found === undefined) throw new Error(`No strategy has the id ${id}`)
  return found
}

import { z } from '../scenario/zod'

/** One, in thousandths. */
export const FACTOR_ONE = 1_000
const FACTOR_MAX = 100_000

/** A factor of a fault in thousandths, from a tenth to a hundred times. */
export const factorField = z.int().min(100).max(FACTOR_MAX)

/** What lies between one and the factor, at a share from 0 to 1; thousandths. */
export function permilleBetween(factorPermille: number, share: number): number {
  return FACTOR_ONE + Math.round((factorPermille - FACTOR_ONE) * share)
}

/** `2.5 times`. */
export function factorWords(factorPermille: number): string {
  return `${factorPermille / FACTOR_ONE} times`
}

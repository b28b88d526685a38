import type { RunResult } from '@sim'
import { expect } from 'vitest'
import { LAWS } from './index'
import type { Law } from './law'

/** Places of a broken law that are shown; one broken rule often shows in every row. */
const PLACES_MAX = 3

/** Asserts every law on a recording, and names each that is broken with its first places. */
export function expectLaws(run: RunResult): void {
  const broken = Object.values(LAWS).flatMap((law) => placesOf(law, run).map((place) => `${law.name}: ${place}`))
  expect(broken).toEqual([])
}

/** The first places where a recording breaks a law. */
export function placesOf(law: Law, run: RunResult): string[] {
  const places: string[] = []
  for (const place of law.broken(run)) {
    places.push(place)
    if (places.length === PLACES_MAX) break
  }
  return places
}

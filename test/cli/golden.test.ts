import { describe, expect, it } from 'vitest'
import { computeGolden, readGolden } from '../support/golden'

describe('golden digests', () => {
  it('are those of the bundled scenarios, run in Node (changed on purpose: npm run golden)', () => {
    expect(computeGolden()).toEqual(readGolden())
  })
})

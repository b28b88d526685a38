import { describe, expect, it } from 'vitest'
import { computeGolden, readGolden } from '../support/golden'
import { makeScenariosDocument, readScenariosDocument } from '../support/scenarios-document'

describe('golden digests', () => {
  it('are those of the bundled scenarios, run in Node (changed on purpose: npm run golden)', () => {
    expect(computeGolden()).toEqual(readGolden())
  })

  it('go with docs/scenarios.md: it tells what the scenarios do (npm run golden writes it)', () => {
    expect(readScenariosDocument()).toBe(makeScenariosDocument())
  })
})

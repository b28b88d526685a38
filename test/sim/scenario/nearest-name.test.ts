import { nearestName } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const NAMES = ['instanceCount', 'zones', 'concurrency', 'queueLimit', 'exceptions']

describe('nearestName', () => {
  it.each([
    ['instanceCuont', 'instanceCount'],
    ['INSTANCECOUNT', 'instanceCount'],
    ['zone', 'zones'],
    ['concurency', 'concurrency'],
    ['queue_limit', 'queueLimit'],
    ['colour', null],
    ['', null],
    ['x'.repeat(200), null],
  ])('of %s is %s', (name, expected) => {
    expect(nearestName(name, NAMES)).toBe(expected)
  })

  it('is the name itself, and one with a letter more or less', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.nat(4), (name, index) => {
        expect(nearestName(name, NAMES)).toBe(name)
        expect(nearestName(name.slice(0, index) + name.slice(index + 1), NAMES)).toBe(name)
        expect(nearestName(`${name.slice(0, index)}x${name.slice(index)}`, NAMES)).toBe(name)
      }),
    )
  })
})

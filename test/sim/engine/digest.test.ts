import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Digest64 } from '../../../src/sim/engine/digest'

const digestOf = (words: readonly number[]): string => new Digest64().words(words).hex()
const bitsOf = (hex: string): string => BigInt(`0x${hex}`).toString(2).padStart(64, '0')
const word = fc.integer({ min: 0, max: 4_294_967_295 })

describe('Digest64', () => {
  it('is 16 hex digits, the same for the same input', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(digestOf(words)).toMatch(/^[0-9a-f]{16}$/)
        expect(digestOf(Array.from(Uint32Array.from(words)))).toBe(digestOf(words))
      }),
    )
  })

  it('tells lists apart that are cut at other places', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word, { minLength: 1 }), (head, tail) => {
        const cut = (first: number[], second: number[]) => new Digest64().words(first).words(second).hex()
        expect(cut(head, tail)).not.toBe(cut([...head, ...tail], []))
        expect(digestOf([...head, ...tail])).not.toBe(digestOf(head))
      }),
    )
  })

  it('reads a text by its UTF-16 units', () => {
    const ofText = (text: string) => new Digest64().text(text).hex()
    expect(new Set(['', 'a', 'b', 'ab', 'ba', '\ud83d\ude00', '\ud83d', 'é', 'e\u0301'].map(ofText)).size).toBe(9)
  })

  it('sees every bit of numbers up to 2^53', () => {
    const base = 4_503_599_627_370_496
    const digests = Array.from({ length: 52 }, (_, bit) => new Digest64().numbers([base + 2 ** bit]).hex())
    expect(new Set(digests).size).toBe(52)
  })

  it('changes half of its bits when one bit of the input changes (avalanche)', () => {
    const flips = new Float64Array(64)
    const trials = 4_000
    for (let trial = 0; trial < trials; trial++) {
      const words = Array.from({ length: 8 }, (_, index) => Math.imul(trial * 8 + index + 1, 0x9e3779b1) >>> 0)
      const changed = words.with(trial % 8, ((words[trial % 8] ?? 0) ^ (1 << ((trial >> 3) % 32))) >>> 0)
      const [a, b] = [bitsOf(digestOf(words)), bitsOf(digestOf(changed))]
      for (let bit = 0; bit < 64; bit++) if (a[bit] !== b[bit]) flips[bit] = (flips[bit] ?? 0) + 1
    }
    // Six standard deviations of a fair coin thrown 4000 times: 6 * sqrt(4000) / 2 = 190.
    for (const count of flips) expect(Math.abs(count - trials / 2)).toBeLessThan(190)
  })

  it('has two lanes that do not follow one another', () => {
    const halves = Array.from({ length: 20_000 }, (_, index) => digestOf([index]))
    expect(new Set(halves.map((hex) => hex.slice(0, 8))).size).toBeGreaterThan(19_990)
    expect(new Set(halves.map((hex) => hex.slice(8))).size).toBeGreaterThan(19_990)
    expect(new Set(halves).size).toBe(20_000)
    expect(halves.filter((hex) => hex.slice(0, 8) === hex.slice(8))).toEqual([])
  })
})

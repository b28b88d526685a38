import { expect, it } from 'vitest'
import { SFC32_WORDS, seedSfc32, sfc32 } from '../../../src/sim/random/sfc32'
import { drawInteger, RANDOM_WORDS, STREAMS, seedStreams, streamAt } from '../../../src/sim/random/streams'

/** sfc32 as its author writes it, with 64-bit integers: an independent twin. */
function twin(seed: number, stream: number, draws: number): number[] {
  const mask = 0xffffffffn
  let [a, b, c, d] = [BigInt(seed), BigInt(stream), 0x9e3779b9n, 1n]
  const out: number[] = []
  for (let index = 0; index < draws + 15; index++) {
    const t = (a + b + d) & mask
    d = (d + 1n) & mask
    a = b ^ (b >> 9n)
    b = (c + (c << 3n)) & mask
    c = ((((c << 21n) | (c >> 11n)) & mask) + t) & mask
    out.push(Number(t))
  }
  return out.slice(15)
}

it('is sfc32, bit for bit', () => {
  for (const [seed, stream] of [
    [0, 1],
    [1, 3],
    [4_294_967_295, 9],
  ] as const) {
    const state = new Int32Array(SFC32_WORDS)
    seedSfc32(state, 0, seed, stream)
    expect(Array.from({ length: 50 }, () => sfc32(state, 0) >>> 0)).toEqual(twin(seed, stream, 50))
  }
})

it('gives every purpose a sequence of its own, and draws in one move no other', () => {
  const state = new Int32Array(RANDOM_WORDS)
  seedStreams(state, 7)
  const firsts = STREAMS.map((name) => drawInteger(state.slice(), streamAt(name), 1_000_000))
  expect(new Set(firsts).size).toBe(STREAMS.length)
  const before = state.slice()
  for (let draw = 0; draw < 10; draw++) sfc32(state, streamAt('faults'))
  for (const name of STREAMS) {
    const at = streamAt(name)
    const same = state.subarray(at, at + SFC32_WORDS).every((word, index) => word === before[at + index])
    expect(same).toBe(name !== 'faults')
  }
})

it('draws whole numbers evenly', () => {
  const state = new Int32Array(RANDOM_WORDS)
  seedStreams(state, 3)
  const counts = new Array<number>(6).fill(0)
  for (let draw = 0; draw < 60_000; draw++) {
    const face = drawInteger(state, streamAt('faults'), 6)
    counts[face] = (counts[face] ?? 0) + 1
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
  // 99.9 % of the chi-square law with 5 degrees of freedom.
  expect(chiSquare).toBeLessThan(20.5)
})

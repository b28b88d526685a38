/**
 * A 64-bit digest: two independent 32-bit lanes of MurmurHash3's mixing. It recognises equal runs; it is no protection
 * against someone who wants two runs to look equal.
 */
export class Digest64 {
  #low = 0x2545f491
  #high = 0x4f6cdd1d
  #words = 0

  /** Takes one 32-bit word in (larger numbers modulo 2^32). */
  word(value: number): this {
    this.#low = mix(this.#low, value, 0xcc9e2d51, 0x1b873593)
    this.#high = mix(this.#high, value, 0x239b961b, 0xab0e9789)
    this.#words++
    return this
  }

  /** Takes whole non-negative numbers up to 2^53 in, each with both halves, and how many there were. */
  numbers(values: ArrayLike<number>): this {
    this.word(values.length)
    for (let index = 0; index < values.length; index++) {
      this.word(values[index])
      this.word(Math.floor(values[index] / 4_294_967_296))
    }
    return this
  }

  /** Takes 32-bit whole numbers in, one word each, and how many there were. */
  words(values: ArrayLike<number>): this {
    this.word(values.length)
    for (let index = 0; index < values.length; index++) this.word(values[index])
    return this
  }

  /** Takes a text in as UTF-16 code units, and its length. */
  text(value: string): this {
    this.word(value.length)
    for (let index = 0; index < value.length; index++) this.word(value.charCodeAt(index))
    return this
  }

  /** 16 lower-case hex digits. */
  hex(): string {
    const low = finish(this.#low ^ this.#words)
    const high = finish(this.#high ^ this.#words ^ low)
    return hex32(high) + hex32(low)
  }
}

function mix(state: number, value: number, c1: number, c2: number): number {
  let k = Math.imul(value | 0, c1)
  k = (k << 15) | (k >>> 17)
  const h = state ^ Math.imul(k, c2)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function finish(state: number): number {
  let h = state
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const hex32 = (value: number): string => value.toString(16).padStart(8, '0')

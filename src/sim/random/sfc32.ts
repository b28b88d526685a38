/** 32-bit words of one generator's state: a, b, c and the counter d. */
export const SFC32_WORDS = 4

/**
 * Advances one sfc32 generator (Chris Doty-Humphrey's small fast counting generator, public domain) whose state lies at
 * `state[at .. at + 3]`, and returns 32 random bits as a signed integer. The state lives in a typed array because V8
 * keeps fields of objects boxed and pays for it at every draw.
 */
export function sfc32(state: Int32Array, at: number): number {
  const b = state[at + 1]
  const c = state[at + 2]
  const d = state[at + 3]
  const output = (state[at] + b + d) | 0
  state[at + 3] = (d + 1) | 0
  state[at] = b ^ (b >>> 9)
  state[at + 1] = (c + (c << 3)) | 0
  state[at + 2] = (((c << 21) | (c >>> 11)) + output) | 0
  return output
}

/** Seeds the generator at `at`: one seed gives unrelated sequences for different stream numbers. */
export function seedSfc32(state: Int32Array, at: number, seed: number, stream: number): void {
  state[at] = seed | 0
  state[at + 1] = stream | 0
  state[at + 2] = 0x9e3779b9 | 0
  state[at + 3] = 1
  for (let round = 0; round < 15; round++) sfc32(state, at)
}

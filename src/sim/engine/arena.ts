/**
 * One ArrayBuffer, handed out front to back: all hot state of a run is one piece of memory, zeroed between runs, so that
 * equal runs are equal byte for byte. The views are made once per isolate; V8 folds their addresses into the machine code.
 */
export class Arena {
  readonly #buffer: ArrayBuffer
  #used = 0

  constructor(bytes: number) {
    this.#buffer = new ArrayBuffer(bytes)
  }

  f64(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#take(length * 8), length)
  }
  i32(length: number): Int32Array {
    return new Int32Array(this.#buffer, this.#take(length * 4), length)
  }
  u8(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(length), length)
  }

  #take(bytes: number): number {
    const at = this.#used
    this.#used += (bytes + 7) & ~7
    if (this.#used > this.#buffer.byteLength) throw new RangeError('The arena is smaller than the views asked of it.')
    return at
  }
}

type TypedArray = Uint8Array | Int16Array | Uint16Array | Uint32Array | Float64Array
type Constructor<T extends TypedArray> = new (length: number) => T

/** A typed column that grows by doubling; `finish` gives exactly what was put in. */
export class Column<T extends TypedArray> {
  readonly #make: Constructor<T>
  #values: T
  #length = 0

  constructor(make: Constructor<T>, capacity = 1024) {
    this.#make = make
    this.#values = new make(capacity)
  }

  get length(): number {
    return this.#length
  }

  /** What is in it so far, and room behind it; good until the next change. */
  get values(): T {
    return this.#values
  }

  push(value: number): void {
    this.#reserve(1)
    this.#values[this.#length++] = value
  }

  /** Appends many at once: one copy in native code instead of a store a value. */
  append(values: ArrayLike<number>): void {
    this.#reserve(values.length)
    this.#values.set(values, this.#length)
    this.#length += values.length
  }

  #reserve(count: number): void {
    let capacity = this.#values.length
    while (capacity < this.#length + count) capacity *= 2
    if (capacity === this.#values.length) return
    const wider = new this.#make(capacity)
    wider.set(this.#values)
    this.#values = wider
  }

  finish(): T {
    return this.#values.slice(0, this.#length) as T
  }
}

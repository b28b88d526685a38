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

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new this.#make(this.#length * 2)
      wider.set(this.#values)
      this.#values = wider
    }
    this.#values[this.#length++] = value
  }

  finish(): T {
    return this.#values.slice(0, this.#length) as T
  }
}

import type { Change, Ms } from '../result/types'

/** A track that grows: one change per value, equal instants overwritten, equal values merged. */
export class TrackBuilder<T> {
  readonly #changes: Change<T>[]

  constructor(initial: T) {
    this.#changes = [{ atMs: 0, value: initial }]
  }

  get value(): T {
    return this.#changes[this.#changes.length - 1].value
  }

  set(atMs: Ms, value: T): void {
    const last = this.#changes[this.#changes.length - 1]
    if (last.value === value) return
    if (last.atMs === atMs) {
      this.#changes.pop()
      const before = this.#changes[this.#changes.length - 1]
      if (before !== undefined && before.value === value) return
    }
    this.#changes.push({ atMs, value })
  }

  changes(): readonly Change<T>[] {
    return this.#changes
  }
}

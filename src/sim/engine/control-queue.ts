/** The cold lane's kinds by rank: at one instant, lower ranks come first, and samples after everything else. */
export const RANK = { control: 0, target: 1, requests: 2, sample: 3 } as const
type Rank = (typeof RANK)[keyof typeof RANK]

export interface Timed<E> {
  readonly atUs: number
  readonly rank: Rank
  readonly sequence: number
  readonly event: E
}

/** Pending events of the cold lane in the total order (time, rank, sequence): a binary heap. */
export class ControlQueue<E> {
  readonly #heap: Timed<E>[] = []
  #sequence = 0

  /** Throws when the time is no whole number of microseconds: such an event would never come, or always. */
  push(atUs: number, rank: Rank, event: E): void {
    if (!Number.isSafeInteger(atUs)) throw new Error(`An event was put at ${atUs} us: ${JSON.stringify(event)}`)
    const entry = { atUs, rank, sequence: this.#sequence++, event }
    let index = this.#heap.length
    this.#heap.push(entry)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!comesBefore(entry, this.#heap[parent])) break
      this.#heap[index] = this.#heap[parent]
      index = parent
    }
    this.#heap[index] = entry
  }

  peek(): Timed<E> | undefined {
    return this.#heap[0]
  }

  pop(): Timed<E> | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (last !== undefined && last !== first) this.#sink(last)
    return first
  }

  #sink(entry: Timed<E>): void {
    const heap = this.#heap
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && comesBefore(heap[child + 1], heap[child])) child++
      if (!comesBefore(heap[child], entry)) break
      heap[index] = heap[child]
      index = child
    }
    heap[index] = entry
  }
}

function comesBefore(a: Timed<unknown>, b: Timed<unknown>): boolean {
  if (a.atUs !== b.atUs) return a.atUs < b.atUs
  if (a.rank !== b.rank) return a.rank < b.rank
  return a.sequence < b.sequence
}

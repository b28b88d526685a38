import { argumentsOf, measure, WORK } from './workload'

/**
 * The same model by hand, in one function: no recording, no checks, no features, a binary heap of numbers, Math.log and
 * xorshift for the draws. What the engine costs is read against this, in the same run on the same machine.
 */
function bareLoop(seconds: number): number {
  const { instanceCount, concurrency, rps, newFromInstance, serviceMs, errorRatePpm, healthCheckMs } = WORK
  const slots = instanceCount * concurrency
  const free = Array.from({ length: instanceCount }, (_, i) =>
    Array.from({ length: concurrency }, (_, k) => i * concurrency + k),
  )
  const waiting: number[][] = Array.from({ length: instanceCount }, () => [])
  const open = new Int32Array(instanceCount)
  const born = new Float64Array(slots)
  const heapTime = new Float64Array(slots + instanceCount + 1)
  const heapId = new Int32Array(slots + instanceCount + 1)
  const perSecond = new Int32Array((seconds + 1) * 2)
  const histogram = new Int32Array(1024)
  let size = 0
  let state = 2463534242
  let cursor = 0
  let requests = 0
  let checks = 0

  const uniform = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return ((state >>> 0) + 0.5) * 2.3283064365386963e-10
  }
  const push = (time: number, id: number): void => {
    let i = size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if ((heapTime[parent] as number) <= time) break
      heapTime[i] = heapTime[parent] as number
      heapId[i] = heapId[parent] as number
      i = parent
    }
    heapTime[i] = time
    heapId[i] = id
  }
  const pop = (): void => {
    const time = heapTime[--size] as number
    const id = heapId[size] as number
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && (heapTime[child + 1] as number) < (heapTime[child] as number)) child++
      if ((heapTime[child] as number) >= time) break
      heapTime[i] = heapTime[child] as number
      heapId[i] = heapId[child] as number
      i = child
    }
    heapTime[i] = time
    heapId[i] = id
  }
  const pick = (): number => {
    let best = cursor
    for (let turn = 0, i = cursor; turn < instanceCount; turn++, i = i + 1 === instanceCount ? 0 : i + 1)
      if ((open[i] as number) < (open[best] as number)) best = i
    cursor = best + 1 === instanceCount ? 0 : best + 1
    return best
  }
  const serve = (now: number, slot: number): void => {
    const mean = serviceMs[Number(slot >= newFromInstance * concurrency)] as number
    push(now - Math.log(uniform()) * mean * 1000, slot)
  }

  for (let i = 0; i < instanceCount; i++) push((healthCheckMs * 1000 * i) / instanceCount, slots + i)
  const endUs = seconds * 1e6
  let arrival = (-Math.log(uniform()) * 1e6) / rps
  for (;;) {
    const event = heapTime[0] as number
    if (Math.min(arrival, event) >= endUs) return requests + (checks < 0 ? 1 : 0)
    if (arrival < event) {
      requests++
      const instance = pick()
      open[instance] = (open[instance] as number) + 1
      const slot = (free[instance] as number[]).pop()
      if (slot === undefined) (waiting[instance] as number[]).push(arrival)
      else {
        born[slot] = arrival
        serve(arrival, slot)
      }
      arrival -= (Math.log(uniform()) * 1e6) / rps
      continue
    }
    const id = heapId[0] as number
    pop()
    if (id >= slots) {
      checks++
      push(event + healthCheckMs * 1000, id)
      continue
    }
    const instance = Math.floor(id / concurrency)
    const failed = uniform() * 1e6 < (errorRatePpm[Number(instance >= newFromInstance)] as number)
    const bucket = Math.min(1023, Math.floor((event - (born[id] as number)) / 500))
    histogram[bucket] = (histogram[bucket] as number) + 1
    const row = Math.floor(event / 1e6) * 2 + Number(failed)
    perSecond[row] = (perSecond[row] as number) + 1
    open[instance] = (open[instance] as number) - 1
    const next = (waiting[instance] as number[]).shift()
    if (next === undefined) (free[instance] as number[]).push(id)
    else {
      born[id] = next
      serve(event, id)
    }
  }
}

const { seconds, repetitions } = argumentsOf()
measure(repetitions, () => bareLoop(seconds))

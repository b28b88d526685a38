import type { RunResult } from '@sim'
import { cell, type Law, present, rowOfUs, type SampledRequest, sampledRequests, valueAt } from '../law'
import { openStates, platformOf } from '../roles'

/**
 * Every routing decision made again, from the recording alone: of the targets of a group that may take a request the next
 * in turn, or with least outstanding requests the next in turn of those with the fewest open. Which group a request is
 * for is drawn by the weights; its target tells. Where the weights leave a choice, a request that no target took says
 * nothing of its group and may be for any that has none to offer. Stops before the first request that
 * the run left open, which the sample does not know; slow start leaves its part to chance and is left out.
 */
export const balancing: Law = {
  name: 'every request goes to the next target in turn, or to the next of those with the fewest open requests',
  *broken(run) {
    if (platformOf(run.scenario) === 'Lambda') return
    if (run.sample.stride !== 1 || run.scenario.loadBalancer.slowStartMs > 0) return
    const requests = [...sampledRequests(run)]
    const horizonUs = firstOpenRowUs(run, requests)
    const arrivals = requests
      .filter(({ arrivedUs }) => arrivedUs <= horizonUs)
      .sort((a, b) => a.arrivedUs - b.arrivedUs)
    const open = new Int32Array(run.instances.length)
    let ended = 0
    const cursors = [0, 0]
    for (let index = 0; index < arrivals.length; index++) {
      const atUs = arrivals[index]?.arrivedUs ?? 0
      for (let next = requests[ended]; next !== undefined && isOver(next, atUs); next = requests[++ended])
        if (next.instance !== -1 && next.endedUs > next.arrivedUs) open[next.instance] = cell(open, next.instance) - 1
      const expected = groupsAt(run, atUs).map((group) => choice(run, group, open, cell(cursors, group), atUs))
      const { endedUs, instance } = takeFirst(arrivals, index, expected)
      if (!expected.includes(instance))
        yield `instance ${instance} took the request of ${atUs} us, it was the turn of ${expected.join(' or ')}`
      if (instance === -1) continue
      if (endedUs > atUs) open[instance] = cell(open, instance) + 1
      cursors[run.instances[instance]?.targetGroupIndex ?? 0] = instance + 1
    }
  },
}

/** The target groups that a request of that instant may be for. */
function groupsAt({ traffic }: RunResult, atUs: number): number[] {
  const weight = valueAt(traffic.weightNew, atUs / 1000)
  if (weight === 0) return [0]
  return weight === 10_000 ? [1] : [0, 1]
}

/** Of the requests that arrived in this microsecond, whose order nobody knows, brings one for those instances forward. */
function takeFirst(arrivals: SampledRequest[], index: number, instances: readonly number[]): SampledRequest {
  const first = present(arrivals[index], `arrival ${index}`)
  for (let other = index + 1; arrivals[other]?.arrivedUs === first.arrivedUs; other++) {
    const candidate = present(arrivals[other], `arrival ${other}`)
    if (instances.includes(first.instance) || !instances.includes(candidate.instance)) continue
    arrivals[index] = candidate
    arrivals[other] = first
    return candidate
  }
  return first
}

/** Whether a request has made room before an arrival of that instant. */
const isOver = (request: SampledRequest, atUs: number): boolean => request.endedUs <= atUs && request.arrivedUs < atUs

function choice(run: RunResult, group: number, open: Int32Array, cursor: number, atUs: number): number {
  const health = run.instances.map((instance) =>
    instance.targetGroupIndex === group ? valueAt(instance.health, atUs / 1000) : 'unused',
  )
  const isAnyHealthy = health.includes('healthy')
  const turns = health.map((_, turn) => (cursor + turn) % health.length)
  const candidates = turns.filter((instance) =>
    (isAnyHealthy ? ['healthy'] : openStates(run.scenario)).includes(health[instance] ?? 'unused'),
  )
  if (run.scenario.loadBalancer.algorithm === 'round_robin') return candidates[0] ?? -1
  const fewest = Math.min(...candidates.map((instance) => cell(open, instance)))
  return candidates.find((instance) => cell(open, instance) === fewest) ?? -1
}

/** When the first row begins in which more arrived than ever finished; Infinity when all did. */
function firstOpenRowUs({ series }: RunResult, requests: readonly SampledRequest[]): number {
  const finished = new Uint32Array(series.rowCount)
  for (const { arrivedUs } of requests) finished[rowOfUs(arrivedUs)] = cell(finished, rowOfUs(arrivedUs)) + 1
  const row = series.columns.arrived.findIndex((count, index) => count !== finished[index])
  return row === -1 ? Number.POSITIVE_INFINITY : row * 1_000_000
}

import type { Change, RunResult } from '@sim'
import type { Law } from '../law'

export const tracks: Law = {
  name: 'every track starts at 0, moves forward, changes with every entry and stays inside the run',
  *broken(run) {
    for (const [name, track] of tracksOf(run))
      for (const complaint of complaintsOf(track, run.endedAtMs)) yield `${name}: ${complaint}`
  },
}

function* tracksOf({
  instances,
  traffic,
  autoScaling,
  alarms,
}: RunResult): Generator<[string, readonly Change<unknown>[]]> {
  for (const [index, { lifecycle, health, application, revision }] of instances.entries())
    for (const [name, track] of Object.entries({ lifecycle, health, application, revision }))
      yield [`instance ${index}, ${name}`, track]
  yield ['weightNew', traffic.weightNew]
  yield ['testListener', traffic.testListener]
  if (autoScaling !== null) yield ['desiredCapacity', autoScaling.desiredCapacity]
  for (const { name, states } of alarms) yield [`alarm ${name}`, states]
}

function* complaintsOf(track: readonly Change<unknown>[], endedAtMs: number): Generator<string> {
  if (track[0]?.atMs !== 0) yield `starts at ${track[0]?.atMs}`
  for (const [index, { atMs, value }] of track.entries()) {
    const before = track[index - 1]
    if (!Number.isInteger(atMs) || atMs > endedAtMs) yield `${atMs} ms is no time of the run`
    if (before !== undefined && before.atMs >= atMs) yield `${atMs} ms follows ${before.atMs} ms`
    if (before !== undefined && before.value === value) yield `${String(value)} follows itself at ${atMs} ms`
  }
}

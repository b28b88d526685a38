import type { Change } from '@sim'
import type { Law } from '../law'

export const tracks: Law = {
  name: 'every track starts at 0, moves forward, changes with every entry and stays inside the run',
  *broken(run) {
    for (const [index, { health, application, revision }] of run.instances.entries())
      for (const [name, track] of Object.entries({ health, application, revision }))
        for (const complaint of complaintsOf(track, run.endedAtMs)) yield `instance ${index}, ${name}: ${complaint}`
  },
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

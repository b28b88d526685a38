import type { Law } from '../law'

export const logOrder: Law = {
  name: 'the log moves forward inside the run',
  *broken({ log, endedAtMs }) {
    let beforeMs = 0
    for (const { atMs, type } of log) {
      if (!Number.isInteger(atMs) || atMs < beforeMs || atMs > endedAtMs)
        yield `${type} at ${atMs} ms, after ${beforeMs} ms, in a run of ${endedAtMs} ms`
      beforeMs = atMs
    }
  },
}

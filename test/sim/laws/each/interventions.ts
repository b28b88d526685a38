import type { Law } from '../law'

export const interventions: Law = {
  name: 'whatever a person decides on is done or refused once, at its time; what is refused says why',
  *broken({ log, scenario, endedAtMs }) {
    const told = log.filter(({ type }) => type === 'intervention')
    for (const [index, { atMs, kind }] of scenario.interventions.entries()) {
      const found = told.filter(({ itemIndex }) => itemIndex === index)
      const expected = atMs <= endedAtMs ? 1 : 0
      if (found.length !== expected) yield `${kind} at ${atMs} ms is told ${found.length} times`
      for (const entry of found) {
        if (entry.atMs !== atMs) yield `${kind} of ${atMs} ms is told at ${entry.atMs} ms`
        if ((entry.status === 'refused') !== (entry.detail !== ''))
          yield `${kind} is ${entry.status}: "${entry.detail}"`
      }
    }
  },
}

import { cell, type Law } from '../law'

export const routed: Law = {
  name: 'every request that arrives goes to the old revision, to the new one, or to none, in the second it arrives',
  *broken({ series: { rowCount, columns } }) {
    for (let row = 0; row < rowCount; row++) {
      const sum = cell(columns.routedOld, row) + cell(columns.routedNew, row) + cell(columns.routedNone, row)
      if (sum !== cell(columns.arrived, row))
        yield `row ${row}: ${cell(columns.arrived, row)} arrived, ${sum} were routed`
      const unanswerable = cell(columns.noRegisteredTarget, row)
      if (cell(columns.routedNone, row) < unanswerable)
        yield `row ${row}: ${unanswerable} found no target, but only ${cell(columns.routedNone, row)} went to no revision`
    }
  },
}

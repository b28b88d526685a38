import { FAILURE_CAUSES } from '@sim'
import { cell, type Law } from '../law'

export const conservation: Law = {
  name: 'at the end of every second, all that arrived has succeeded, failed or is in flight',
  *broken({ series: { rowCount, columns } }) {
    let open = 0
    for (let row = 0; row < rowCount; row++) {
      open += cell(columns.arrived, row) - cell(columns.ok, row)
      for (const cause of FAILURE_CAUSES) open -= cell(columns[cause], row)
      if (open !== cell(columns.inFlight, row))
        yield `row ${row}: ${open} are left over, ${cell(columns.inFlight, row)} are in flight`
    }
  },
}

import type { SeriesName } from '@sim'
import { cell, type Law } from '../law'

const PARTS: readonly (readonly [part: SeriesName, whole: SeriesName])[] = [
  ['okNew', 'ok'],
  ['versionErrorNew', 'versionError'],
  ['refusedNew', 'refused'],
  ['noTargetNew', 'noRegisteredTarget'],
  ['timedOutNew', 'timedOut'],
  ['queueFullNew', 'queueFull'],
  ['coldStartsNew', 'coldStarts'],
]

export const parts: Law = {
  name: 'what is counted of the new revision is a part of the whole, in every second',
  *broken({ series: { rowCount, columns } }) {
    for (const [part, whole] of PARTS)
      for (let row = 0; row < rowCount; row++)
        if (cell(columns[part], row) > cell(columns[whole], row))
          yield `row ${row}: ${part} is ${cell(columns[part], row)} of ${cell(columns[whole], row)}`
  },
}

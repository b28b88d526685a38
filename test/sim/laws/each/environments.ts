import type { SeriesName } from '@sim'
import { cell, type Law } from '../law'
import { platformOf } from '../roles'

const OF_FUNCTIONS: readonly SeriesName[] = [
  'throttled',
  'coldStarts',
  'coldStartsNew',
  'environmentsBusyOld',
  'environmentsBusyNew',
  'environmentsInitialisingOld',
  'environmentsInitialisingNew',
  'environmentsIdleOld',
  'environmentsIdleNew',
]

export const environments: Law = {
  name: 'both versions of a function together never exceed its concurrency limit, and only functions have environments',
  *broken({ scenario, series: { rowCount, columns }, instances }) {
    if (platformOf(scenario) !== 'Lambda') {
      for (const name of OF_FUNCTIONS)
        if (columns[name].some((count) => count !== 0)) yield `${name} is counted where there is no function`
      return
    }
    if (instances.length > 0) yield 'a function has instances'
    const { reservedConcurrency, accountConcurrency } = scenario.lambda
    const limit = reservedConcurrency ?? accountConcurrency
    for (let row = 0; row < rowCount; row++) {
      const busy = cell(columns.environmentsBusyOld, row) + cell(columns.environmentsBusyNew, row)
      if (busy > limit) yield `row ${row}: ${busy} environments are at work, ${limit} is the limit`
      // An invocation in flight has an environment, and none has two.
      if (busy !== cell(columns.inFlight, row))
        yield `row ${row}: ${busy} environments are at work on ${cell(columns.inFlight, row)} invocations`
      for (const version of ['Old', 'New'] as const)
        if (cell(columns[`environmentsInitialising${version}`], row) > cell(columns[`environmentsBusy${version}`], row))
          yield `row ${row}: more environments of ${version} initialise than are at work`
    }
  },
}

import { counted, modelChoicesOf, type RunResult } from '@sim'
import { wrapText } from './table'
import type { SummaryView } from './view'

/** What makes this run again: the same three figures give the same digest on every machine. */
export function identityLines({ result, paint, place }: SummaryView): string[] {
  const { engineVersion, scenarioDigest, seed, interventions, digest } = result.identity
  const acts = interventions.length === 0 ? '' : ` · ${counted(interventions.length, 'act')}`
  return [
    paint('quiet', `engine ${engineVersion} · scenario ${scenarioDigest} · seed ${seed}${acts} · digest ${digest}`),
    paint(
      'quiet',
      `Simulated, not measured. The same scenario, seed${acts === '' ? '' : ', acts'} and engine give the same digest everywhere.`,
    ),
    ...wrapText(modelSentence(result), place.columnCount).map((line) => paint('quiet', line)),
  ]
}

/** How much of this run rests on what AWS does not publish, and where that is told. */
function modelSentence(result: RunResult): string {
  const count = modelChoicesOf(result).length
  return `Where AWS publishes no rule, ${counted(count, 'MODEL choice')} of ours shaped this run: fleetshift list model.`
}

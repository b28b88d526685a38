import type { SummaryView } from './view'

/** What makes this run again: the same three figures give the same digest on every machine. */
export function identityLines({ result, paint }: SummaryView): string[] {
  const { engineVersion, scenarioDigest, seed, digest } = result.identity
  return [
    paint('quiet', `engine ${engineVersion} · scenario ${scenarioDigest} · seed ${seed} · digest ${digest}`),
    paint('quiet', 'Simulated, not measured. The same scenario, seed and engine give the same digest everywhere.'),
  ]
}

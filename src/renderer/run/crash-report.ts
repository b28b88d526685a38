import { formatScenario, type Scenario } from '@sim'

interface Crash {
  readonly message: string
  readonly stack: string
  readonly simulatedMs: number
  readonly scenario: Scenario
}

/** Everything that is needed to see the bug again: a run is a function of scenario and seed. Markdown. */
export function crashReport({ message, stack, simulatedMs, scenario }: Crash): string {
  return [
    '# Fleetshift: the simulation stopped on a bug',
    '',
    `- message: ${message}`,
    `- scenario: ${scenario.name}`,
    `- seed: ${scenario.seed}`,
    `- simulated: ${simulatedMs} ms`,
    '',
    ...(stack ? ['```', stack, '```', ''] : []),
    '```json',
    formatScenario(scenario).trimEnd(),
    '```',
    '',
  ].join('\n')
}

import type { ModelChoice } from '../model/model-choice'

/** What AWS leaves open about what people do while a deployment is under way. */
export const INTERVENTION_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'override-alarms-under-way',
    label: 'Alarms overridden while a deployment is under way',
    rule: 'From that moment no alarm stops the deployment under way; its rollback watches alarms again.',
    why: 'The API takes overrideAlarmConfiguration when a deployment is created, and says nothing of one under way.',
    settings: [],
    matters: ({ scenario, log }) =>
      log.some(
        ({ type, status, itemIndex }) =>
          type === 'intervention' &&
          status === 'done' &&
          scenario.interventions[itemIndex ?? -1]?.kind === 'override-alarms',
      ),
  },
]

import { alarmIssues } from '../../alarms/alarm-rules'
import { strategyOf } from '../../strategies'
import type { AlarmConfiguration } from '../deployment-schema'
import type { Issue } from '../issue'
import { LIMITS } from '../limits'
import { nearestName } from '../nearest-name'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

/** What CloudWatch would refuse of an alarm, and CodeDeploy of an alarm configuration. */
export const ALARM_RULES: readonly Rule[] = [
  {
    reads: ['/alarms', '/deployment/strategy'],
    check: ({ alarms, deployment }) => {
      const strategy = deployment === null ? null : strategyOf(deployment.strategy)
      const targetGroupCount = strategy?.isWeighted === true ? 2 : 1
      return [
        ...nameIssues(
          '/alarms',
          'name',
          alarms.map(({ name }) => name),
        ),
        ...alarmIssues(alarms, { platform: strategy?.platform ?? 'Server', targetGroupCount }),
      ]
    },
  },
  ...(['alarmConfiguration', 'overrideAlarmConfiguration'] as const).map((field) => ({
    reads: [`/deployment/${field}`, '/alarms'],
    check: (scenario: Scenario) => {
      const configuration = scenario.deployment?.[field] ?? null
      return configuration === null ? [] : configurationIssues(`/deployment/${field}/alarms`, configuration, scenario)
    },
  })),
]

/** CodeDeploy API, AlarmConfiguration: ten alarms at most, each once, and each must exist. */
function configurationIssues(pointer: string, { enabled, alarms }: AlarmConfiguration, scenario: Scenario): Issue[] {
  if (enabled && alarms.length === 0) {
    const message =
      'found a list of 0 entries, allowed are names of alarms where enabled is true (InvalidAlarmConfigException)'
    return [{ pointer, message }]
  }
  const known = scenario.alarms.map(({ name }) => name)
  return [
    ...countIssues(pointer, alarms.length),
    ...nameIssues(pointer, null, alarms),
    ...unknownIssues(pointer, alarms, known),
  ]
}

function countIssues(pointer: string, count: number): Issue[] {
  if (count <= LIMITS.alarmsPerGroupMax) return []
  const message = `found ${count} alarms, allowed are up to ${LIMITS.alarmsPerGroupMax} in one deployment group (AlarmsLimitExceededException)`
  return [{ pointer, message }]
}

/** Each name once; `field`: where the name stands in an entry, null where the entry is the name. */
function nameIssues(pointer: string, field: string | null, names: readonly string[]): Issue[] {
  return names.flatMap((name, index) => {
    const firstIndex = names.indexOf(name)
    if (firstIndex === index) return []
    const place = field === null ? `${pointer}/${index}` : `${pointer}/${index}/${field}`
    return [{ pointer: place, message: `found ${JSON.stringify(name)} again, already at ${firstIndex}` }]
  })
}

function unknownIssues(pointer: string, names: readonly string[], known: readonly string[]): Issue[] {
  return names.flatMap((name, index) => {
    if (known.includes(name)) return []
    const nearest = nearestName(name, known)
    const allowed =
      known.length === 0
        ? 'the scenario has no alarms'
        : `allowed ${known.length === 1 ? 'is' : 'are'} ${known.map(quoted).join(', ')}`
    // Where only one name is allowed, it has just been said.
    const advice = known.length === 1 || nearest === null ? '' : `; did you mean ${quoted(nearest)}?`
    return [{ pointer: `${pointer}/${index}`, message: `found ${quoted(name)}, ${allowed}${advice}` }]
  })
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

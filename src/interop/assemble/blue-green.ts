import type { ScenarioInput } from '@sim'
import type { Findings } from '../findings'
import type { BlueGreenRead, Located } from '../importers/pieces'
import type { Chosen } from './choose'
import type { StrategyId } from './platform'
import type { Take } from './take'

type BlueGreenInput = NonNullable<NonNullable<ScenarioInput['deployment']>['blueGreen']>
type Field = keyof BlueGreenRead

/** The fields of a blue/green configuration that a strategy acts on. */
const USED: Readonly<Record<StrategyId, readonly Field[]>> = {
  'in-place': [],
  'lambda-alias': [],
  'weighted-target-groups': [],
  'ecs-blue-green': ['actionOnTimeout', 'waitTimeInMinutes', 'terminationWaitTimeInMinutes'],
  'blue-green': [
    'greenFleetProvisioning',
    'actionOnTimeout',
    'waitTimeInMinutes',
    'terminateBlueInstances',
    'terminationWaitTimeInMinutes',
  ],
}
const FIELDS = USED['blue-green']

/** What is said of blue/green and has an influence; what has none is noted at its place. */
export function draftBlueGreen(
  strategy: StrategyId,
  { deployment, group }: Chosen,
  take: Take,
  findings: Findings,
): BlueGreenInput | undefined {
  const read = deployment?.blueGreen ?? group?.blueGreen
  if (!read) return undefined
  const used = FIELDS.filter((field) => USED[strategy].includes(field))
  for (const field of FIELDS) if (!used.includes(field)) tellUnused(read[field], strategy, findings)
  const entries = used.map((field) => [field, take<unknown>(`/deployment/blueGreen/${field}`, read[field])] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function tellUnused(found: Located<string | number> | undefined, strategy: StrategyId, findings: Findings): void {
  if (found) findings.note(found.place, `${found.value} has no influence with the strategy ${strategy}.`)
}

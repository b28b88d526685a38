import { SCHEMA_VERSION, type ScenarioInput } from '@sim'
import { type Findings, NOWHERE } from '../findings'
import type { Located } from '../importers/pieces'
import type { ImportOptions, Place } from '../outcome'
import type { Chosen } from './choose'
import { chooseConfig } from './configuration'
import { USUAL_HOOKS, withDurations } from './hooks'
import { nameOfPlace } from './words'

/** A scenario in the making, and where each of its values was said. */
export interface Draft {
  readonly document: ScenarioInput
  /** By JSON pointer; what is not in here is assumed. */
  readonly said: ReadonlyMap<string, Place>
}

/** Puts files and options together. A word of the deployment goes before one of its group, an option before both. */
export function draftScenario(
  chosen: Chosen,
  files: readonly string[],
  options: ImportOptions,
  findings: Findings,
): Draft {
  const said = new Map<string, Place>()
  const take: Take = (pointer, located) => {
    if (located) said.set(pointer, located.place)
    return located?.value
  }
  const document: ScenarioInput = defined({
    schemaVersion: SCHEMA_VERSION,
    name: take('/name', nameOf(chosen, options)) ?? 'Imported deployment',
    notes: `Imported from ${files.map((file) => nameOfPlace({ file })).join(', ')}.`.slice(0, 1_000),
    seed: take('/seed', option(options.seed)),
    load: take('/load', loadOf(chosen, options)),
    fleet: defined({
      instanceCount: take('/fleet/instanceCount', option(options.instanceCount) ?? chosen.deployment?.instanceCount),
      zones: take('/fleet/zones', option(options.zones && [...options.zones])),
    }),
    revisions: {
      old: { name: 'v1', hooks: withDurations(take('/revisions/old/hooks', chosen.oldAppspec?.hooks) ?? USUAL_HOOKS) },
      new: { name: 'v2', hooks: withDurations(take('/revisions/new/hooks', chosen.newAppspec?.hooks) ?? USUAL_HOOKS) },
    },
    deployment: draftDeployment(chosen, take, findings),
  })
  return { document, said }
}

/** Notes that a value was said, and passes it on. */
type Take = <T>(pointer: string, located: Located<T> | undefined | null) => T | undefined

function draftDeployment(chosen: Chosen, take: Take, findings: Findings): ScenarioInput['deployment'] {
  const { group, deployment } = chosen
  const first = <K extends keyof NonNullable<typeof group> & keyof NonNullable<typeof deployment>>(key: K) =>
    deployment?.[key] ?? group?.[key]
  // The API prints a style that is not the default, and a rollback configuration that was made: silence is a no.
  const isSilent = group !== null || deployment !== null
  return defined({
    strategy: take('/deployment/strategy', first('strategy')),
    applicationName: take('/deployment/applicationName', first('applicationName')),
    deploymentGroupName: take('/deployment/deploymentGroupName', first('deploymentGroupName')),
    deploymentConfig: take('/deployment/deploymentConfig', chooseConfig(chosen, findings)),
    trafficControl: take('/deployment/trafficControl', first('trafficControl')) ?? !isSilent,
    ignoreApplicationStopFailures: take(
      '/deployment/ignoreApplicationStopFailures',
      deployment?.ignoreApplicationStopFailures,
    ),
    autoRollback: { enabled: take('/deployment/autoRollback', first('autoRollback')) ?? group === null },
  })
}

function nameOf({ group, deployment }: Chosen, { name }: ImportOptions): Located<string> | undefined {
  return (
    option(name) ??
    deployment?.deploymentGroupName ??
    group?.deploymentGroupName ??
    deployment?.applicationName ??
    group?.applicationName
  )
}

function loadOf({ load }: Chosen, options: ImportOptions): Located<NonNullable<ScenarioInput['load']>> | undefined {
  if (options.load) return option({ ...options.load })
  if (load?.load) return { value: load.load, place: load.place }
  return options.rps === undefined ? undefined : option({ kind: 'constant', rps: options.rps })
}

function option<T>(value: T | undefined): Located<T> | undefined {
  return value === undefined ? undefined : { value, place: NOWHERE }
}

/** Without the keys that have no value, so that the schema fills in its defaults. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}

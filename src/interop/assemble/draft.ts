import { SCHEMA_VERSION, type ScenarioInput } from '@sim'
import { type Findings, NOWHERE } from '../findings'
import type { AutoRollbackRead, Located } from '../importers/pieces'
import type { ImportOptions, Place } from '../outcome'
import { alarmConfigurationOf, placeholderAlarms } from './alarms'
import { draftBlueGreen } from './blue-green'
import type { Chosen } from './choose'
import { chooseConfig } from './configuration'
import { USUAL_HOOKS, withDurations } from './hooks'
import { choosePlatform, chooseStrategy, type StrategyId } from './platform'
import { draftPlatform } from './platform-draft'
import { defined, type Take } from './take'
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
  const platform = choosePlatform(chosen, findings)
  const strategy = chooseStrategy(platform, chosen)
  const document: ScenarioInput = defined({
    schemaVersion: SCHEMA_VERSION,
    name: take('/name', nameOf(chosen, options)) ?? 'Imported deployment',
    notes: `Imported from ${files.map((file) => nameOfPlace({ file })).join(', ')}.`.slice(0, 1_000),
    seed: take('/seed', option(options.seed)),
    load: take('/load', loadOf(chosen, options)),
    fleet: defined({
      instanceCount: take('/fleet/instanceCount', option(options.instanceCount) ?? countOf(chosen, strategy, findings)),
      zones: take('/fleet/zones', option(options.zones && [...options.zones])),
    }),
    loadBalancer: defined({
      type: take('/loadBalancer/type', chosen.deployment?.loadBalancerType ?? chosen.group?.loadBalancerType),
    }),
    ...(chosen.functionAppspec || (platform && platform.value !== 'Server')
      ? draftPlatform(chosen, take)
      : { revisions: draftScripts(chosen, take), autoScaling: draftAutoScaling(chosen, take) }),
    alarms: placeholderAlarms(chosen, platform?.value),
    deployment: draftDeployment(chosen, strategy, take, findings),
  })
  return { document, said }
}

function draftScripts(chosen: Chosen, take: Take): ScenarioInput['revisions'] {
  return {
    old: { name: 'v1', hooks: withDurations(take('/revisions/old/hooks', chosen.oldAppspec?.hooks) ?? USUAL_HOOKS) },
    new: { name: 'v2', hooks: withDurations(take('/revisions/new/hooks', chosen.newAppspec?.hooks) ?? USUAL_HOOKS) },
  }
}

/** The group of the files. A copy needs one, so where only a deployment speaks of it there is one without a name. */
function draftAutoScaling({ group, deployment }: Chosen, take: Take): ScenarioInput['autoScaling'] {
  if (group?.autoScalingGroup) return { name: take('/autoScaling/name', group.autoScalingGroup) }
  if (group) return take('/autoScaling', { value: null, place: group.place })
  return deployment?.blueGreen?.greenFleetProvisioning?.value === 'COPY_AUTO_SCALING_GROUP' ? {} : undefined
}

/** Of the deployments, only one in place counts its fleet: the others count tasks, functions, or two fleets. */
function countOf({ deployment }: Chosen, strategy: Located<StrategyId> | undefined, findings: Findings) {
  const count = deployment?.instanceCount
  if (!count || (strategy?.value ?? 'in-place') === 'in-place') return count
  const message = `The ${count.value} targets are not taken for the size of the fleet: only an in-place deployment counts it.`
  findings.note(count.place, message, '--instances sets it.')
  return undefined
}

function draftDeployment(
  chosen: Chosen,
  strategy: Located<StrategyId> | undefined,
  take: Take,
  findings: Findings,
): ScenarioInput['deployment'] {
  const { group, deployment, functionAppspec } = chosen
  const first = <K extends keyof NonNullable<typeof group> & keyof NonNullable<typeof deployment>>(key: K) =>
    deployment?.[key] ?? group?.[key]
  // The API prints a style that is not the default, and a rollback configuration that was made: silence is a no.
  const isSilent = group !== null || deployment !== null
  const isInPlace = (strategy?.value ?? 'in-place') === 'in-place'
  return defined({
    strategy: take('/deployment/strategy', strategy),
    applicationName: take('/deployment/applicationName', first('applicationName')),
    deploymentGroupName: take('/deployment/deploymentGroupName', first('deploymentGroupName')),
    deploymentConfig: take('/deployment/deploymentConfig', chooseConfig(chosen, findings)),
    trafficControl: take('/deployment/trafficControl', first('trafficControl')) ?? !(isSilent && isInPlace),
    ignoreApplicationStopFailures: take(
      '/deployment/ignoreApplicationStopFailures',
      deployment?.ignoreApplicationStopFailures,
    ),
    autoRollback: rollbackOf(take('/deployment/autoRollback', first('autoRollback'))) ?? { enabled: group === null },
    alarmConfiguration: alarmConfigurationOf(
      take('/deployment/alarmConfiguration', first('alarmConfiguration')) ??
        take('/deployment/alarmConfiguration', group && { value: NO_ALARMS, place: group.place }),
    ),
    overrideAlarmConfiguration: alarmConfigurationOf(
      take('/deployment/overrideAlarmConfiguration', deployment?.overrideAlarmConfiguration),
    ),
    blueGreen: draftBlueGreen(strategy?.value ?? 'in-place', chosen, take, findings),
    outdatedInstancesStrategy: take('/deployment/outdatedInstancesStrategy', group?.outdatedInstancesStrategy),
    terminationHookEnabled: take('/deployment/terminationHookEnabled', group?.terminationHookEnabled),
    hookFunctions: take('/deployment/hookFunctions', functionAppspec?.hookFunctions),
  })
}

const NO_ALARMS = { enabled: false, ignorePollAlarmFailure: false, alarms: [] }

function rollbackOf(read: AutoRollbackRead | undefined) {
  return read && { enabled: read.enabled, events: [...read.events] }
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

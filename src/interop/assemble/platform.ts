import type { Scenario } from '@sim'
import type { Findings } from '../findings'
import { PLATFORM_WORDS, type Platform, platformOfConfig } from '../importers/codedeploy/platform'
import type { Located } from '../importers/pieces'
import type { Chosen } from './choose'
import { nameOfPlace } from './words'

export type StrategyId = NonNullable<Scenario['deployment']>['strategy']

/** The compute platform that the files speak of; an error for each file that speaks of another one. */
export function choosePlatform(chosen: Chosen, findings: Findings): Located<Platform> | undefined {
  const [first, ...others] = witnesses(chosen)
  for (const other of others) {
    if (!first || other.value === first.value) continue
    const message = `This is for ${PLATFORM_WORDS[other.value]}, and ${nameOfPlace(first.place)} is for ${PLATFORM_WORDS[first.value]}: a deployment has one compute platform.`
    findings.error(other.place, message, 'Import the files of one deployment.')
  }
  return first
}

/** Everything that says a platform, the plainest word first. */
function witnesses({ deployment, group, configs, ...appspecs }: Chosen): readonly Located<Platform>[] {
  const named = [deployment?.deploymentConfigName, group?.deploymentConfigName].map(ofConfigName)
  const ofConfigs = configs.map(({ computePlatform, name }) => computePlatform ?? ofConfigName(name))
  const { functionAppspec, newAppspec } = appspecs
  const ofAppspec = functionAppspec && {
    value: functionAppspec.kind === 'appspec-ecs' ? ('ECS' as const) : ('Lambda' as const),
    place: functionAppspec.place,
  }
  const ofEc2 = newAppspec && { value: 'Server' as const, place: newAppspec.place }
  const all = [deployment?.computePlatform, group?.computePlatform, ...named, ofAppspec, ofEc2, ...ofConfigs]
  return all.flatMap((witness) => witness ?? [])
}

function ofConfigName(name: Located<string> | undefined): Located<Platform> | undefined {
  const platform = name && platformOfConfig(name.value)
  return name && platform && { value: platform, place: name.place }
}

/** The strategy of a platform and a deployment type; undefined where nothing says either. */
export function chooseStrategy(
  platform: Located<Platform> | undefined,
  { deployment, group }: Chosen,
): Located<StrategyId> | undefined {
  if (platform?.value === 'Lambda') return { value: 'lambda-alias', place: platform.place }
  if (platform?.value === 'ECS') return { value: 'ecs-blue-green', place: platform.place }
  const type = deployment?.deploymentType ?? group?.deploymentType
  return type && { value: type.value === 'BLUE_GREEN' ? 'blue-green' : 'in-place', place: type.place }
}

import type { ComputePlatform } from '../../result/types'
import { nearestName } from '../../scenario/nearest-name'
import { PREDEFINED_NAMES_BY_PLATFORM } from '../configurations'
import { COMPUTE_PLATFORMS } from './types'

/** What the name of every predefined configuration begins with; custom names may not. */
export const PREDEFINED_PREFIX = 'CodeDeployDefault.'

/** How people call a platform. */
const PLATFORM_WORDS: Readonly<Record<ComputePlatform, string>> = { Server: 'EC2', Lambda: 'Lambda', ECS: 'ECS' }

/**
 * What is wrong with the name of a predefined configuration on a platform, in a sentence that names the right one; null
 * when the platform has it. Lambda writes Every1Minute, ECS Every1Minutes (CodeDeploy user guide, working with
 * deployment configurations), which is the mistake made most often.
 */
export function misnamedConfiguration(name: string, platform: ComputePlatform): string | null {
  const names: readonly string[] = PREDEFINED_NAMES_BY_PLATFORM[platform]
  if (names.includes(name)) return null
  return swappedPlural(name, platform) ?? foreignName(name, platform) ?? unknownName(name, platform)
}

/** Every1Minute where it is Every1Minutes, and the other way round. */
function swappedPlural(name: string, platform: ComputePlatform): string | null {
  const isPlural = name.endsWith('1Minutes')
  if (!isPlural && !name.endsWith('1Minute')) return null
  const right = isPlural ? name.slice(0, -1) : `${name}s`
  const names: readonly string[] = PREDEFINED_NAMES_BY_PLATFORM[platform]
  if (!names.includes(right)) return null
  const number = isPlural ? 'plural' : 'singular'
  const other = platform === 'Lambda' ? 'ECS' : 'Lambda'
  return `${name} does not exist: ${platform}'s is ${right}, the ${number} is ${other}'s (${counterpart(right, other)})`
}

/** A name that another platform has. */
function foreignName(name: string, platform: ComputePlatform): string | null {
  const owner = COMPUTE_PLATFORMS.find((candidate) => predefinedNames(candidate).includes(name))
  if (owner === undefined) return null
  const right = counterpart(name, platform)
  const advice = right === null ? allowedWords(platform) : `${PLATFORM_WORDS[platform]}'s is ${right}`
  return `${name} is a configuration of ${PLATFORM_WORDS[owner]}, not of ${PLATFORM_WORDS[platform]}: ${advice}`
}

function unknownName(name: string, platform: ComputePlatform): string {
  const nearest = nearestPredefinedName(name, platform)
  const advice = nearest === null ? allowedWords(platform) : `did you mean ${nearest}?`
  const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name
  return `${shown} is no deployment configuration of ${PLATFORM_WORDS[platform]}: ${advice}`
}

/**
 * The prefix is the same for all and would make every name near to every other. What is only left out comes first: the
 * platform, which SAM's names lack, and the plural.
 */
function nearestPredefinedName(name: string, platform: ComputePlatform): string | null {
  const bare = bareName(name)
  const bareNames = predefinedNames(platform).map(bareName)
  const completed = [bare, `${bare}s`, `${platform}${bare}`, `${platform}${bare}s`]
  const found = completed.find((candidate) => bareNames.includes(candidate)) ?? nearestName(bare, bareNames)
  return found === null ? null : `${PREDEFINED_PREFIX}${found}`
}

/** The configuration of a platform that does what `name` does on its own, or null. */
function counterpart(name: string, platform: ComputePlatform): string | null {
  const wanted = shiftName(name)
  return predefinedNames(platform).find((candidate) => shiftName(candidate) === wanted) ?? null
}

/** The name without prefix, platform and the plural that one of them writes: what it does, whatever the platform. */
function shiftName(name: string): string {
  return bareName(name)
    .replace(/^(Lambda|ECS)/, '')
    .replace(/Minutes$/, 'Minute')
}

function bareName(name: string): string {
  return name.startsWith(PREDEFINED_PREFIX) ? name.slice(PREDEFINED_PREFIX.length) : name
}

function predefinedNames(platform: ComputePlatform): readonly string[] {
  return PREDEFINED_NAMES_BY_PLATFORM[platform]
}

function allowedWords(platform: ComputePlatform): string {
  return `allowed are ${predefinedNames(platform).join(', ')}`
}

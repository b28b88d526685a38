import { DEPLOYMENT_CONFIGURATIONS } from '@sim'
import { quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import type { Located } from '../pieces'
import { PLATFORM_WORDS, PLATFORMS, type Platform } from './platform'

const PREDEFINED_PREFIX = 'CodeDeployDefault.'
const NAMES = DEPLOYMENT_CONFIGURATIONS.map(({ name }) => name)

/** Whether CodeDeploy brings the configuration along (user guide, deployment configurations). */
export function isPredefinedConfig(name: string): boolean {
  return NAMES.includes(name)
}

/** Whether a configuration of this name can exist; where not, an error says which do. */
export function checkConfigName({ value: name, place }: Located<string>, findings: Findings): boolean {
  if (!name.startsWith(PREDEFINED_PREFIX) || isPredefinedConfig(name)) return true
  const platform = platformOfPrefix(name)
  const names = DEPLOYMENT_CONFIGURATIONS.filter((row) => row.computePlatform === platform).map((row) => row.name)
  const message = `CodeDeploy has no configuration ${quoted(name)}; predefined for ${PLATFORM_WORDS[platform]} are ${names.join(', ')}.`
  findings.error(place, message, didYouMean(name, names))
  return false
}

function platformOfPrefix(name: string): Platform {
  return PLATFORMS.find((platform) => name.startsWith(`${PREDEFINED_PREFIX}${platform}`)) ?? 'Server'
}

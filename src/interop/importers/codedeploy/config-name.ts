import { quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import type { Located } from '../pieces'

const PREDEFINED_PREFIX = 'CodeDeployDefault.'
/** The predefined configurations of EC2 (user guide, deployment configurations). */
export const PREDEFINED_CONFIGS = [
  'CodeDeployDefault.OneAtATime',
  'CodeDeployDefault.HalfAtATime',
  'CodeDeployDefault.AllAtOnce',
] as const
export type PredefinedConfig = (typeof PREDEFINED_CONFIGS)[number]

export function isPredefinedConfig(name: string): name is PredefinedConfig {
  return PREDEFINED_CONFIGS.some((predefined) => predefined === name)
}

/** Whether a configuration of this name can exist for EC2; where not, an error says why. */
export function checkConfigName({ value: name, place }: Located<string>, findings: Findings): boolean {
  if (!name.startsWith(PREDEFINED_PREFIX) || isPredefinedConfig(name)) return true
  const platform = /^CodeDeployDefault\.(Lambda|ECS)/.exec(name)?.[1]
  if (platform !== undefined) {
    findings.error(place, `${quoted(name)} is a configuration of ${platform}; Fleetshift reads EC2 deployments so far.`)
  } else {
    const message = `CodeDeploy has no configuration ${quoted(name)}; predefined for EC2 are ${PREDEFINED_CONFIGS.join(', ')}.`
    findings.error(place, message, didYouMean(name, PREDEFINED_CONFIGS))
  }
  return false
}

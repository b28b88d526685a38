import { DEPLOYMENT_CONFIGURATIONS } from '@sim'
import { type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean, textField } from '../fields'
import type { Located } from '../pieces'

/** CodeDeploy API, ComputePlatform, without Kubernetes: Server is EC2/on-premises. */
export const PLATFORMS = ['Server', 'Lambda', 'ECS'] as const
export type Platform = (typeof PLATFORMS)[number]

/** What people call a platform. */
export const PLATFORM_WORDS: Readonly<Record<Platform, string>> = {
  Server: 'EC2',
  Lambda: 'AWS Lambda',
  ECS: 'Amazon ECS',
}

/** `computePlatform`, where it is said; an error for one that is not simulated. */
export function readComputePlatform(info: MappingNode, findings: Findings): Located<Platform> | undefined {
  const found = textField(info, 'computePlatform', findings)
  if (!found) return undefined
  const value = PLATFORMS.find((platform) => platform === found.value)
  if (value !== undefined) return { value, place: found.place }
  const message = `The compute platform is ${quoted(found.value)}; Fleetshift reads deployments of ${PLATFORMS.join(', ')}.`
  findings.error(found.place, message, didYouMean(found.value, PLATFORMS))
  return undefined
}

/** The platform that a predefined configuration is for; undefined for any other name. */
export function platformOfConfig(name: string): Platform | undefined {
  return DEPLOYMENT_CONFIGURATIONS.find((configuration) => configuration.name === name)?.computePlatform
}

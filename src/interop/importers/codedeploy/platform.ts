import { type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { textField } from '../fields'

/** CodeDeploy API, ComputePlatform: Server is EC2/on-premises. */
const PLATFORMS: Readonly<Record<string, string>> = {
  Lambda: 'AWS Lambda',
  ECS: 'Amazon ECS',
  Kubernetes: 'Kubernetes',
}

/** Absent means Server. */
export function checkComputePlatform(info: MappingNode, findings: Findings): void {
  const platform = textField(info, 'computePlatform', findings)
  if (!platform || platform.value === 'Server') return
  const name = Object.hasOwn(PLATFORMS, platform.value) ? PLATFORMS[platform.value] : quoted(platform.value)
  findings.error(
    platform.place,
    `This is for ${name}; Fleetshift reads EC2 deployments (computePlatform Server) so far.`,
  )
}

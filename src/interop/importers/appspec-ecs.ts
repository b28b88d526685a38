import { describeNode, type MappingNode, quoted, type SourceNode, textOf } from '../document/node'
import type { Findings } from '../findings'
import { checkVersion } from './appspec/header'
import { readHookFunctions } from './appspec-functions/hook-functions'
import {
  hasResourceOf,
  propertiesOf,
  readResource,
  requiredText,
  sectionOf,
  tellUnknownSections,
} from './appspec-functions/sections'
import type { DocumentImporter } from './importer'
import type { EcsAppspecPiece, Located } from './pieces'

const TYPE = 'AWS::ECS::Service'
const PROPERTIES = [
  'TaskDefinition',
  'LoadBalancerInfo',
  'PlatformVersion',
  'NetworkConfiguration',
  'CapacityProviderStrategy',
]
const NETWORK_PARTS = ['Subnets', 'SecurityGroups', 'AssignPublicIp']

/** The AppSpec of an ECS deployment (CodeDeploy user guide, AppSpec resources section for ECS). */
export const appspecEcs: DocumentImporter = {
  id: 'appspec-ecs',
  title: 'an ECS AppSpec file (appspec.yaml)',
  reads: 'document',
  recognise: (root) => (hasResourceOf(root, TYPE) ? 1 : 0),
  read: readAppspec,
}

function readAppspec(root: SourceNode, findings: Findings): EcsAppspecPiece {
  const piece = { kind: 'appspec-ecs', place: root.place, hookFunctions: { value: {}, place: root.place } } as const
  if (root.kind !== 'mapping') return piece
  tellUnknownSections(root, ['version', 'resources', 'hooks'], findings)
  checkVersion(root, findings, 'CodeDeploy')
  const hookFunctions = readHookFunctions(root, 'ECS', findings)
  const resource = readResource(root, TYPE, findings)
  if (resource && resource.key !== 'TargetService') {
    const message = `The resource is ${quoted(resource.key)}; allowed is exactly one TargetService.`
    findings.error(resource.keyPlace, message)
  }
  const properties = resource && propertiesOf(resource, findings)
  if (!properties) return { ...piece, hookFunctions }
  tellUnknownSections(properties, PROPERTIES, findings)
  checkContainer(properties, findings)
  checkNetwork(properties, findings)
  const taskDefinition = nameOfTaskDefinition(requiredText(properties, 'TaskDefinition', findings), findings)
  return { ...piece, hookFunctions, ...(taskDefinition ? { taskDefinition } : {}) }
}

function checkContainer(properties: MappingNode, findings: Findings): void {
  const info = sectionOf(properties, 'LoadBalancerInfo')?.value
  if (info?.kind !== 'mapping') {
    const found = info ? describeNode(info) : 'missing'
    const message = `"LoadBalancerInfo" is ${found}; allowed is a mapping with ContainerName and ContainerPort.`
    findings.error(info?.place ?? properties.place, message)
    return
  }
  tellUnknownSections(info, ['ContainerName', 'ContainerPort'], findings)
  requiredText(info, 'ContainerName', findings)
  const port = requiredText(info, 'ContainerPort', findings)
  if (!port) return
  const message = `"ContainerPort" is ${quoted(port.value)}; allowed are whole numbers from 1.`
  if (!/^\d+$/.test(port.value)) findings.error(port.place, message)
  else if (Number(port.value) === 0) findings.warning(port.place, message)
}

/** All or nothing: subnets, security groups and the public address go together. */
function checkNetwork(properties: MappingNode, findings: Findings): void {
  const network = sectionOf(properties, 'NetworkConfiguration')?.value
  if (!network || (network.kind === 'scalar' && network.value === null)) return
  const vpc = sectionOf(network, 'AwsvpcConfiguration')?.value
  for (const part of NETWORK_PARTS) {
    if (sectionOf(vpc, part)) continue
    const message = `"NetworkConfiguration" has no ${quoted(part)}; allowed are all of ${NETWORK_PARTS.join(', ')}, or none of it.`
    findings.error(network.place, message)
  }
  const address = sectionOf(vpc, 'AssignPublicIp')?.value
  if (!address || ['ENABLED', 'DISABLED'].includes(textOf(address) ?? '')) return
  findings.warning(address.place, `"AssignPublicIp" is ${describeNode(address)}; allowed are ENABLED, DISABLED.`)
}

/** "web:7" of an ARN that ends with it; a placeholder names no revision. */
function nameOfTaskDefinition(found: Located<string> | undefined, findings: Findings): Located<string> | undefined {
  if (!found) return undefined
  if (!/[<>[\]{}$]/.test(found.value)) {
    const name = found.value.split('/').at(-1) ?? ''
    return name === '' ? undefined : { value: name, place: found.place }
  }
  const message = `"TaskDefinition" is ${quoted(found.value)}, a placeholder: it names no revision.`
  findings.warning(found.place, message, 'Import what the pipeline makes of it.')
  return undefined
}

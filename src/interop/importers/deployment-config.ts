import { LIMITS } from '@sim'
import { entryOf, isNull, type MappingNode, quoted, type SourceNode } from '../document/node'
import type { Findings } from '../findings'
import { checkConfigName, isPredefinedConfig } from './codedeploy/config-name'
import { checkComputePlatform } from './codedeploy/platform'
import { tellUnknownFields, unwrap } from './codedeploy/wrapped'
import { choiceField, countField, mappingField, textField } from './fields'
import type { DocumentImporter, Score } from './importer'
import type { DeploymentConfigPiece } from './pieces'

const WRAPPER = 'deploymentConfigInfo'
/** Of `DeploymentConfigInfo` in the CodeDeploy API. */
const KNOWN_FIELDS = [
  'deploymentConfigId',
  'deploymentConfigName',
  'minimumHealthyHosts',
  'createTime',
  'computePlatform',
  'trafficRoutingConfig',
  'zonalConfig',
]
/** CodeDeploy quota: 100 percent would leave nothing to deploy to. */
const FLEET_PERCENT_MAX = 99

/** The JSON that `aws deploy get-deployment-config` prints, or the input of `create-deployment-config`. */
export const deploymentConfig: DocumentImporter = {
  id: 'deployment-config',
  title: 'the output of aws deploy get-deployment-config',
  reads: 'document',
  recognise: recogniseConfig,
  read: readConfig,
}

function recogniseConfig(root: SourceNode): Score {
  if (entryOf(root, WRAPPER)) return 1
  return entryOf(root, 'deploymentConfigName') && entryOf(root, 'minimumHealthyHosts') ? 0.8 : 0
}

function readConfig(root: SourceNode, findings: Findings): DeploymentConfigPiece {
  const info = unwrap(root, WRAPPER)
  const nameless = { kind: 'deployment-config', place: root.place, name: { value: '', place: root.place } } as const
  if (!info) {
    findings.error(root.place, `"${WRAPPER}" holds no deployment configuration.`)
    return { ...nameless, minimumHealthyHosts: null }
  }
  tellUnknownFields(info, KNOWN_FIELDS, findings)
  checkComputePlatform(info, findings)
  tellZones(info, findings)
  requireKeys(info, ['deploymentConfigName'], findings)
  const name = textField(info, 'deploymentConfigName', findings)
  if (name) checkConfigName(name, findings)
  const isPredefined = name !== undefined && isPredefinedConfig(name.value)
  const minimumHealthyHosts = isPredefined ? null : readMinimumHealthyHosts(info, findings)
  return { ...nameless, ...(name ? { name } : {}), minimumHealthyHosts }
}

function readMinimumHealthyHosts(info: MappingNode, findings: Findings): DeploymentConfigPiece['minimumHealthyHosts'] {
  requireKeys(info, ['minimumHealthyHosts'], findings)
  const hosts = mappingField(info, 'minimumHealthyHosts', findings)
  if (!hosts) return null
  requireKeys(hosts, ['type', 'value'], findings)
  const type = choiceField(hosts, 'type', ['HOST_COUNT', 'FLEET_PERCENT'], findings)
  const value = countField(hosts, 'value', findings)
  if (!type || !value) return null
  const max = type.value === 'FLEET_PERCENT' ? FLEET_PERCENT_MAX : LIMITS.instanceCountMax
  if (value.value > max) {
    findings.error(
      value.place,
      `The minimum of healthy hosts is ${value.value}; allowed with ${type.value} are 0 to ${max}.`,
    )
    return null
  }
  return { value: { type: type.value, value: value.value }, place: hosts.place }
}

function requireKeys(mapping: MappingNode, keys: readonly string[], findings: Findings): void {
  for (const key of keys) {
    const entry = entryOf(mapping, key)
    if (!entry) findings.error(mapping.place, `The deployment configuration has no ${quoted(key)}.`)
    else if (isNull(entry.value)) findings.error(entry.keyPlace, `${quoted(key)} is empty.`)
  }
}

/** User guide, zonal configuration: one Availability Zone at a time. */
function tellZones(info: MappingNode, findings: Findings): void {
  const zones = mappingField(info, 'zonalConfig', findings)
  if (!zones) return
  const parts = zones.entries.map(({ key }) => quoted(key)).join(', ')
  const message = `A zonal configuration is not simulated yet (${parts}): instances are chosen without regard to their Availability Zone, and there is no wait between zones.`
  findings.warning(zones.place, message)
}

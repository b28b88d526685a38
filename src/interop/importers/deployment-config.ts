import { entryOf, isNull, type MappingNode, type SourceNode } from '../document/node'
import type { Findings } from '../findings'
import { checkConfigName, isPredefinedConfig } from './codedeploy/config-name'
import { readMinimumHealthyHosts } from './codedeploy/minimum-healthy-hosts'
import { type Platform, readComputePlatform } from './codedeploy/platform'
import { requireKeys } from './codedeploy/required'
import { readTrafficRouting } from './codedeploy/traffic-routing'
import { tellUnknownFields, unwrap } from './codedeploy/wrapped'
import { readZonalConfig } from './codedeploy/zonal-config'
import { textField } from './fields'
import type { DocumentImporter, Score } from './importer'
import type { ConfigRules, DeploymentConfigPiece, Located } from './pieces'

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
  const saysRules = entryOf(root, 'minimumHealthyHosts') ?? entryOf(root, 'trafficRoutingConfig')
  return entryOf(root, 'deploymentConfigName') && saysRules ? 0.8 : 0
}

function readConfig(root: SourceNode, findings: Findings): DeploymentConfigPiece {
  const info = unwrap(root, WRAPPER)
  const nameless = { kind: 'deployment-config', place: root.place, name: { value: '', place: root.place } } as const
  if (!info) {
    findings.error(root.place, `"${WRAPPER}" holds no deployment configuration.`)
    return { ...nameless, rules: null }
  }
  tellUnknownFields(info, KNOWN_FIELDS, findings)
  requireKeys(info, ['deploymentConfigName'], findings)
  const name = textField(info, 'deploymentConfigName', findings)
  if (name) checkConfigName(name, findings)
  const isPredefined = name !== undefined && isPredefinedConfig(name.value)
  const computePlatform = readComputePlatform(info, findings) ?? impliedPlatform(info)
  return {
    ...nameless,
    ...(name ? { name } : {}),
    ...(computePlatform && !isPredefined ? { computePlatform } : {}),
    rules: isPredefined ? null : readRules(info, computePlatform?.value, findings),
  }
}

/** Without a word about the platform, minimum healthy hosts are said for EC2 only. */
function impliedPlatform(info: MappingNode): Located<Platform> | undefined {
  const hosts = entryOf(info, 'minimumHealthyHosts')
  return hosts && !isNull(hosts.value) ? { value: 'Server', place: hosts.keyPlace } : undefined
}

function readRules(info: MappingNode, platform: Platform | undefined, findings: Findings): Located<ConfigRules> | null {
  const isShift = platform === undefined ? entryOf(info, 'trafficRoutingConfig') !== undefined : platform !== 'Server'
  if (isShift) {
    requireKeys(info, ['trafficRoutingConfig'], findings)
    const trafficRoutingConfig = readTrafficRouting(info, findings)
    return trafficRoutingConfig
      ? { value: { trafficRoutingConfig: trafficRoutingConfig.value }, place: info.place }
      : null
  }
  requireKeys(info, ['minimumHealthyHosts'], findings)
  const hosts = readMinimumHealthyHosts(info, 'minimumHealthyHosts', findings)
  const zonalConfig = readZonalConfig(info, findings)
  if (!hosts) return null
  const value = { minimumHealthyHosts: hosts.value, ...(zonalConfig ? { zonalConfig } : {}) }
  return { value, place: info.place }
}

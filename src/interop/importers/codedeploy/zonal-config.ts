import { LIMITS } from '@sim'
import { type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { countField, mappingField } from '../fields'
import type { ConfigRules } from '../pieces'
import { readMinimumHealthyHosts } from './minimum-healthy-hosts'
import { tellUnknownFields } from './wrapped'

type ZonalConfig = NonNullable<Extract<ConfigRules, { minimumHealthyHosts: unknown }>['zonalConfig']>

const KNOWN_FIELDS = ['firstZoneMonitorDurationInSeconds', 'monitorDurationInSeconds', 'minimumHealthyHostsPerZone']
const SECONDS_MAX = LIMITS.durationMsMax / 1_000

/** CodeDeploy API, ZonalConfig: one Availability Zone at a time. What it leaves out is left to the scenario's defaults. */
export function readZonalConfig(info: MappingNode, findings: Findings): ZonalConfig | undefined {
  const zones = mappingField(info, 'zonalConfig', findings)
  if (!zones) return undefined
  tellUnknownFields(zones, KNOWN_FIELDS, findings)
  const first = readSeconds(zones, 'firstZoneMonitorDurationInSeconds', findings)
  const monitor = readSeconds(zones, 'monitorDurationInSeconds', findings)
  const hosts = readMinimumHealthyHosts(zones, 'minimumHealthyHostsPerZone', findings)
  return {
    ...(first === undefined ? {} : { firstZoneMonitorDurationInSeconds: first }),
    ...(monitor === undefined ? {} : { monitorDurationInSeconds: monitor }),
    ...(hosts ? { minimumHealthyHostsPerZone: hosts.value } : {}),
  }
}

function readSeconds(zones: MappingNode, key: string, findings: Findings): number | undefined {
  const found = countField(zones, key, findings)
  if (!found || found.value <= SECONDS_MAX) return found?.value
  findings.error(found.place, `${quoted(key)} is ${found.value}; allowed are 0 to ${SECONDS_MAX} seconds.`)
  return undefined
}

import { LIMITS } from '@sim'
import type { MappingNode } from '../../document/node'
import type { Findings } from '../../findings'
import { choiceField, countField, mappingField } from '../fields'
import type { Located } from '../pieces'
import { requireKeys } from './required'

/** CodeDeploy quota: 100 percent would leave nothing to deploy to. */
const FLEET_PERCENT_MAX = 99

interface HostsRead {
  readonly type: 'HOST_COUNT' | 'FLEET_PERCENT'
  readonly value: number
}

/** CodeDeploy API, MinimumHealthyHosts and MinimumHealthyHostsPerZone; null when it is absent or, with an error, wrong. */
export function readMinimumHealthyHosts(info: MappingNode, key: string, findings: Findings): Located<HostsRead> | null {
  const hosts = mappingField(info, key, findings)
  if (!hosts) return null
  requireKeys(hosts, ['type', 'value'], findings)
  const type = choiceField(hosts, 'type', ['HOST_COUNT', 'FLEET_PERCENT'], findings)
  const value = countField(hosts, 'value', findings)
  if (!type || !value) return null
  const max = type.value === 'FLEET_PERCENT' ? FLEET_PERCENT_MAX : LIMITS.instanceCountMax
  if (value.value <= max) return { value: { type: type.value, value: value.value }, place: hosts.place }
  findings.error(
    value.place,
    `The minimum of healthy hosts is ${value.value}; allowed with ${type.value} are 0 to ${max}.`,
  )
  return null
}

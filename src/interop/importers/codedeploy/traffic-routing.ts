import { LIMITS } from '@sim'
import { type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'
import { choiceField, countField, mappingField } from '../fields'
import type { ConfigRules, Located } from '../pieces'
import { requireKeys } from './required'
import { tellUnknownFields } from './wrapped'

type TrafficRouting = Extract<ConfigRules, { trafficRoutingConfig: unknown }>['trafficRoutingConfig']

const TYPES = ['AllAtOnce', 'TimeBasedCanary', 'TimeBasedLinear'] as const
/** A shift of everything is what AllAtOnce is for. */
const PERCENTAGE_MAX = 99

/** CodeDeploy API, TrafficRoutingConfig; undefined when it is absent or, with an error, wrong. */
export function readTrafficRouting(info: MappingNode, findings: Findings): Located<TrafficRouting> | undefined {
  const routing = mappingField(info, 'trafficRoutingConfig', findings)
  if (!routing) return undefined
  tellUnknownFields(routing, ['type', 'timeBasedCanary', 'timeBasedLinear'], findings)
  requireKeys(routing, ['type'], findings)
  const type = choiceField(routing, 'type', TYPES, findings)
  const value = type && readType(type.value, routing, findings)
  return value && { value, place: routing.place }
}

function readType(type: (typeof TYPES)[number], routing: MappingNode, findings: Findings): TrafficRouting | undefined {
  if (type === 'AllAtOnce') return { type }
  if (type === 'TimeBasedCanary') {
    const shift = readShift(routing, 'timeBasedCanary', 'canaryPercentage', 'canaryInterval', findings)
    return shift && { type, timeBasedCanary: { canaryPercentage: shift.percentage, canaryInterval: shift.minutes } }
  }
  const shift = readShift(routing, 'timeBasedLinear', 'linearPercentage', 'linearInterval', findings)
  return shift && { type, timeBasedLinear: { linearPercentage: shift.percentage, linearInterval: shift.minutes } }
}

function readShift(
  routing: MappingNode,
  key: string,
  percentageKey: string,
  intervalKey: string,
  findings: Findings,
): { readonly percentage: number; readonly minutes: number } | undefined {
  requireKeys(routing, [key], findings)
  const shift = mappingField(routing, key, findings)
  if (!shift) return undefined
  tellUnknownFields(shift, [percentageKey, intervalKey], findings)
  requireKeys(shift, [percentageKey, intervalKey], findings)
  const percentage = readWithin(shift, percentageKey, PERCENTAGE_MAX, 'percent', findings)
  const minutes = readWithin(shift, intervalKey, LIMITS.waitMinutesMax, 'minutes', findings)
  return percentage === undefined || minutes === undefined ? undefined : { percentage, minutes }
}

function readWithin(
  shift: MappingNode,
  key: string,
  max: number,
  unit: string,
  findings: Findings,
): number | undefined {
  const found = countField(shift, key, findings)
  if (!found || (found.value >= 1 && found.value <= max)) return found?.value
  findings.error(found.place, `${quoted(key)} is ${found.value}; allowed are 1 to ${max} ${unit}.`)
  return undefined
}

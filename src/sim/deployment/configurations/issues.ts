import type { MinimumHealthyHosts, TrafficRoutingConfig } from '../../scenario/deployment-schema'
import type { Issue } from '../../scenario/issue'
import { lastShiftAtMinute } from '../traffic-schedule'
import { PREDEFINED_PREFIX } from './misnamed'

/** CodeDeploy quotas: characters of a configuration's name, percent in one shift, minutes from first to last shift. */
const CONFIGURATION_LIMITS = {
  nameCharsMax: 100,
  shiftPercentageMin: 1,
  shiftPercentageMax: 99,
  shiftMinutesMax: 2_880,
  fleetPercentMax: 99,
} as const

/** MODEL: AWS names no shortest interval; a minute is the smallest unit of the API that separates two shifts. */
const SHIFT_INTERVAL_MINUTES_MIN = 1

/**
 * What is wrong with the name of a custom configuration, or null (CodeDeploy user guide, limits; API,
 * DeploymentConfigName).
 */
export function customNameIssue(name: string): string | null {
  const { nameCharsMax } = CONFIGURATION_LIMITS
  if (name.startsWith(PREDEFINED_PREFIX)) {
    return `found "${name}", but custom names may not start with ${PREDEFINED_PREFIX}`
  }
  if (name.length < 1 || name.length > nameCharsMax) {
    return `found a name of ${name.length} characters, allowed are 1 to ${nameCharsMax}`
  }
  if (/^[A-Za-z0-9+=,.@_-]+$/.test(name)) return null
  return `found "${name}", allowed are only the characters A-Z a-z 0-9 + = , . @ _ -`
}

/**
 * What is wrong with minimum healthy hosts, or null. 100 percent would leave no host that may be taken out of service:
 * CodeDeploy refuses it (CodeDeploy user guide, limits: 0 to 99).
 */
export function minimumHealthyHostsIssue({ type, value }: MinimumHealthyHosts): string | null {
  const { fleetPercentMax } = CONFIGURATION_LIMITS
  if (type === 'HOST_COUNT') {
    return Number.isInteger(value) && value >= 0 ? null : `found ${value}, allowed are whole numbers from 0`
  }
  if (isWholeNumber(value, 0, fleetPercentMax)) return null
  const allowed = `found ${value} percent, allowed are whole numbers from 0 to ${fleetPercentMax}`
  return value === 100
    ? `${allowed}: CodeDeploy does not accept 100, because no host could then be taken out of service`
    : allowed
}

/**
 * Everything that is wrong with a custom canary or linear shift; pointers are relative to the `trafficRoutingConfig`
 * (CodeDeploy user guide, limits: 1 to 99 percent in one shift, 2880 minutes from the first shift to the last).
 */
export function trafficRoutingIssues(config: TrafficRoutingConfig): Issue[] {
  switch (config.type) {
    case 'AllAtOnce':
      return []
    case 'TimeBasedCanary': {
      const { canaryPercentage, canaryInterval } = config.timeBasedCanary
      const place = { percentage: '/timeBasedCanary/canaryPercentage', interval: '/timeBasedCanary/canaryInterval' }
      return shiftIssues(config, place, canaryPercentage, canaryInterval)
    }
    case 'TimeBasedLinear': {
      const { linearPercentage, linearInterval } = config.timeBasedLinear
      const place = { percentage: '/timeBasedLinear/linearPercentage', interval: '/timeBasedLinear/linearInterval' }
      return shiftIssues(config, place, linearPercentage, linearInterval)
    }
  }
}

/** The length of a shift is only looked at where its percentage and interval mean something. */
function shiftIssues(
  config: TrafficRoutingConfig,
  place: { readonly percentage: string; readonly interval: string },
  percentage: number,
  interval: number,
): Issue[] {
  const issues = [...percentageIssues(place.percentage, percentage), ...intervalIssues(place.interval, interval)]
  return issues.length > 0 ? issues : durationIssues(place.interval, interval, lastShiftAtMinute(config))
}

function percentageIssues(pointer: string, percentage: number): Issue[] {
  const { shiftPercentageMin, shiftPercentageMax } = CONFIGURATION_LIMITS
  if (isWholeNumber(percentage, shiftPercentageMin, shiftPercentageMax)) return []
  const allowed = `allowed are whole numbers from ${shiftPercentageMin} to ${shiftPercentageMax}`
  const advice = percentage === 100 ? '; to move everything at once, write {"type": "AllAtOnce"}' : ''
  return [{ pointer, message: `found ${percentage} percent, ${allowed}${advice}` }]
}

function intervalIssues(pointer: string, interval: number): Issue[] {
  if (isWholeNumber(interval, SHIFT_INTERVAL_MINUTES_MIN, Number.POSITIVE_INFINITY)) return []
  return [
    { pointer, message: `found ${interval} minutes, allowed are whole numbers from ${SHIFT_INTERVAL_MINUTES_MIN}` },
  ]
}

function durationIssues(pointer: string, interval: number, lastShiftAt: number): Issue[] {
  const { shiftMinutesMax } = CONFIGURATION_LIMITS
  if (lastShiftAt <= shiftMinutesMax) return []
  const message =
    `found ${interval} minutes, with which the last shift comes ${lastShiftAt} minutes after the first; ` +
    `allowed are at most ${shiftMinutesMax} minutes from the first shift to the last`
  return [{ pointer, message }]
}

function isWholeNumber(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}

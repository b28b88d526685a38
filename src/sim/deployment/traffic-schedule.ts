import type { Ms } from '../result/types'
import type { TrafficRoutingConfig } from '../scenario/deployment-schema'
import { ALL_TRAFFIC, MS_PER_MINUTE } from '../scenario/units'

/** One change of the weight, `atMs` after the first one. */
export interface TrafficShift {
  readonly atMs: Ms
  /** Share of the production traffic that goes to the new version from then on, 0 to 10 000. */
  readonly weightNewBasisPoints: number
}

/**
 * When the weight of the new version changes, and to what: from the first shift, at 0, to the one that reaches 10 000.
 * A canary has two; a linear shift moves its percentage at the START of each interval, and its last step is what then
 * remains (CodeDeploy API, TimeBasedCanary and TimeBasedLinear; a remainder is DERIVED). Nothing follows the last shift:
 * the MODEL holds the end no longer than that. Only for what `trafficRoutingIssues` finds no fault with.
 */
export function trafficSchedule(config: TrafficRoutingConfig): readonly TrafficShift[] {
  const { firstPercentage, stepPercentage, intervalMinutes } = stepsOf(config)
  const shifts: TrafficShift[] = []
  let percentage = firstPercentage
  for (let minute = 0; ; minute += intervalMinutes) {
    shifts.push({ atMs: minute * MS_PER_MINUTE, weightNewBasisPoints: Math.min(ALL_TRAFFIC, percentage * 100) })
    if (percentage >= 100) return shifts
    percentage += stepPercentage
  }
}

/** Time from the first shift of a schedule to its last, by which all traffic has moved. */
export function shiftDurationMs(config: TrafficRoutingConfig): Ms {
  return lastShiftAtMinute(config) * MS_PER_MINUTE
}

/** Minutes from the first shift to the last; finite for every percentage above 0. */
export function lastShiftAtMinute(config: TrafficRoutingConfig): number {
  const { firstPercentage, stepPercentage, intervalMinutes } = stepsOf(config)
  return Math.ceil((100 - firstPercentage) / stepPercentage) * intervalMinutes
}

/** Every shift as steps: at first, each time after, and how far apart. */
function stepsOf(config: TrafficRoutingConfig) {
  switch (config.type) {
    case 'AllAtOnce':
      return { firstPercentage: 100, stepPercentage: 100, intervalMinutes: 0 }
    case 'TimeBasedCanary': {
      const { canaryPercentage, canaryInterval } = config.timeBasedCanary
      return {
        firstPercentage: canaryPercentage,
        stepPercentage: 100 - canaryPercentage,
        intervalMinutes: canaryInterval,
      }
    }
    case 'TimeBasedLinear': {
      const { linearPercentage, linearInterval } = config.timeBasedLinear
      return {
        firstPercentage: linearPercentage,
        stepPercentage: linearPercentage,
        intervalMinutes: linearInterval,
      }
    }
  }
}

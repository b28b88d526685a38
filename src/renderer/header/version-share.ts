import { ALL_TRAFFIC, type FleetFrame, isShiftedByWeights, type RunResult } from '@sim'
import { formatCount } from '../text/format'

/** The fleet by revision and by whether it takes traffic; instances with nothing installed count as `none`. */
export interface VersionShare {
  readonly oldInService: number
  readonly oldOut: number
  readonly newOut: number
  readonly newInService: number
  readonly none: number
}

/** Counts the instances that there are at a moment. */
export function versionShareOf({ instances }: FleetFrame): VersionShare {
  const count = (revision: 'old' | 'new' | null, inService: boolean) =>
    instances.filter(
      (instance) => instance.exists && instance.revision === revision && instance.inService === inService,
    ).length
  return {
    oldInService: count('old', true),
    oldOut: count('old', false),
    newOut: count('new', false),
    newInService: count('new', true),
    none: count(null, false) + count(null, true),
  }
}

/** The bar below the name of the run: its parts, and the words at both ends. */
export interface VersionBarModel {
  readonly share: VersionShare
  readonly oldLabel: string
  readonly newLabel: string
  /** What the bar measures, for assistive technology. */
  readonly label: string
  readonly valueText: string
  readonly value: number
  readonly maximum: number
  /** Where the plan stops on the way, 0 to 1 from the left; empty where nothing is shifted by weights. */
  readonly stops: readonly number[]
}

/** Where traffic is divided by weights the bar shows them, otherwise how many instances have which revision. */
export function versionBarOf(result: RunResult, frame: FleetFrame): VersionBarModel {
  return isShiftedByWeights(result) ? weightBar(result, frame) : instanceBar(frame)
}

function weightBar(result: RunResult, frame: FleetFrame): VersionBarModel {
  const { plan, deployments } = result
  const { revisions } = result.scenario
  const weightNew = frame.newRevisionShare
  const percent = (basisPoints: number) => `${basisPoints / 100} %`
  return {
    share: { oldInService: ALL_TRAFFIC - weightNew, oldOut: 0, newOut: 0, newInService: weightNew, none: 0 },
    oldLabel: `${revisions.old.name} · ${percent(ALL_TRAFFIC - weightNew)}`,
    newLabel: `${revisions.new.name} · ${percent(weightNew)}`,
    label: 'Traffic to the new revision',
    valueText: `${percent(weightNew)} to ${revisions.new.name}`,
    value: weightNew,
    maximum: ALL_TRAFFIC,
    stops: (isShifting(frame, deployments) ? (plan?.shifts ?? []) : [])
      .map(({ weightNewBasisPoints }) => 1 - weightNewBasisPoints / ALL_TRAFFIC)
      .filter((stop) => stop > 0 && stop < 1),
  }
}

/** Whether a planned shift is under way: before it and after it, and in a rollback, the bar has nowhere to stop. */
function isShifting({ deployment }: FleetFrame, deployments: RunResult['deployments']): boolean {
  if (deployment?.status !== 'InProgress') return false
  return deployments[deployment.index]?.creator === 'user'
}

function instanceBar(frame: FleetFrame): VersionBarModel {
  const share = versionShareOf(frame)
  // Beside a second fleet the deployment installs on that one alone: nobody has a fleet of both.
  const replacement = frame.instances.filter(({ fleet, exists }) => fleet === 'replacement' && exists)
  const part = replacement.length === 0 ? share : versionShareOf({ ...frame, instances: replacement })
  const newCount = part.newInService + part.newOut
  const maximum = newCount + part.oldInService + part.oldOut + part.none
  const installed = `${formatCount(newCount)} of ${formatCount(maximum)}`
  return {
    share,
    oldLabel: `v1 · ${formatCount(share.oldInService + share.oldOut)}`,
    newLabel: `v2 · ${installed}${replacement.length === 0 ? '' : ' installed'}`,
    label: 'Instances with the new revision',
    valueText: `Updated ${installed}`,
    value: newCount,
    maximum,
    stops: [],
  }
}

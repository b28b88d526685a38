import {
  type DeploymentRecord,
  failedInRow,
  groupDeploymentsOf,
  type LifecycleEventStatus,
  latencyPercentileUs,
  type Ms,
  type RunResult,
  shiftStretchOf,
  shiftsOf,
} from '@sim'

const P99_PPM = 990_000

/** One step of a shift, and what requests met in it up to the playhead. */
export interface StepRow {
  /** From 1. */
  readonly number: number
  readonly weightNew: number
  readonly status: LifecycleEventStatus
  /** null before it has come. */
  readonly atMs: Ms | null
  /** Of the new version; null before the step has come. */
  readonly coldStartCount: number | null
  readonly failedCount: number | null
  /** Of both versions, whole microseconds; null without an answer. */
  readonly latencyUsP99: number | null
}

/** The planned steps of a deployment; those that it came to by `tMs` with their figures. */
export function stepRows(result: RunResult, deployment: DeploymentRecord, tMs: Ms): StepRow[] {
  const planned = result.plan?.shifts ?? []
  const made = shiftsOf(result, deployment)
  const endMs = shiftStretchOf(deployment)?.endMs ?? deployment.endedAtMs ?? result.endedAtMs
  const untilMs = Math.min(tMs, lastWeightEndMs(result, deployment))
  return planned.map(({ weightNewBasisPoints }, index) => {
    const shift = made.find(({ weightNew }) => weightNew === weightNewBasisPoints)
    const number = index + 1
    if (!shift || shift.atMs > tMs) {
      const status = tMs >= endMs ? 'Skipped' : 'Pending'
      return { number, weightNew: weightNewBasisPoints, status, atMs: null, ...NOTHING }
    }
    const next = made.find(({ atMs }) => atMs > shift.atMs)
    const hasEnded = tMs >= (next?.atMs ?? endMs)
    // The second in which the next step begins counts for that one.
    const toRow = next && hasEnded ? Math.floor(next.atMs / 1_000) : Math.ceil(untilMs / 1_000)
    return {
      number,
      weightNew: weightNewBasisPoints,
      status: hasEnded ? 'Succeeded' : 'InProgress',
      atMs: shift.atMs,
      ...figuresOf(result, Math.floor(shift.atMs / 1_000), Math.min(toRow, result.series.rowCount)),
    }
  })
}

/** A weight holds beyond the deployment that set it: until the next one is created, or the run ends. */
function lastWeightEndMs(result: RunResult, deployment: DeploymentRecord): Ms {
  const deployments = groupDeploymentsOf(result)
  return deployments[deployments.indexOf(deployment) + 1]?.createdAtMs ?? result.endedAtMs
}

type Figures = Pick<StepRow, 'coldStartCount' | 'failedCount' | 'latencyUsP99'>
const NOTHING: Figures = { coldStartCount: null, failedCount: null, latencyUsP99: null }

/** What the rows [fromRow, toRow) of the per-second table hold. */
function figuresOf(result: RunResult, fromRow: number, toRow: number): Figures {
  const { columns } = result.series
  let [coldStartCount, failedCount] = [0, 0]
  for (let row = fromRow; row < toRow; row += 1) {
    coldStartCount += columns.coldStartsNew[row] ?? 0
    failedCount += failedInRow(columns, row)
  }
  const latencyUsP99 = toRow > fromRow ? latencyPercentileUs(result, P99_PPM, fromRow, toRow) : null
  return { coldStartCount, failedCount, latencyUsP99 }
}

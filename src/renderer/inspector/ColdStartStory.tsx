import type { RunResult } from '@sim'
import { formatCount, formatLatencyMs } from '../text/format'
import type { StepRow } from './step-rows'

interface ColdStartStoryProps {
  readonly result: RunResult
  /** The steps of the shift, with their figures up to the playhead. */
  readonly rows: readonly StepRow[]
}

/** Why p99 rises where weight moves to a version without warm environments; shown once a step has paid for it. */
export function ColdStartStory({ result, rows }: ColdStartStoryProps) {
  const coldest = coldestStep(rows)
  if (coldest === null) return null
  const { old, new: next } = result.scenario.revisions
  return (
    <section className="inspector-section" aria-label="Why p99 rises with a step">
      <h3 className="inspector-heading">Why p99 rises with a step</h3>
      <p className="inspector-quiet">
        Raising the weight sends more requests at once to {next.name} than it has warm environments. Lambda starts new
        ones, and their init time lands on real requests. At {coldest.weightNew / 100} % it started{' '}
        {formatCount(coldest.coldStartCount ?? 0)}
        {coldest.latencyUsP99 !== null && (
          <>
            , and p99 was <span className="unbroken">{formatLatencyMs(coldest.latencyUsP99)} ms</span>
          </>
        )}
        . Warm environments of {old.name} sit idle until they are reclaimed.
      </p>
    </section>
  )
}

/** The step with the most cold starts so far; null while there is none. */
function coldestStep(rows: readonly StepRow[]): StepRow | null {
  let coldest: StepRow | null = null
  for (const row of rows) if ((row.coldStartCount ?? 0) > (coldest?.coldStartCount ?? 0)) coldest = row
  return coldest
}

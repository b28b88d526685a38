import type { DeploymentRecord, RunResult } from '@sim'
import type { Law } from '../law'
import { groupDeployments } from '../roles'

export const phases: Law = {
  name: 'the phases of a deployment follow one another in the order of its plan',
  *broken(run) {
    for (const deployment of groupDeployments(run)) yield* phaseComplaints(run, deployment)
  },
}

function* phaseComplaints({ plan }: RunResult, { id, phases: found, creator }: DeploymentRecord): Generator<string> {
  for (const [index, { kind, startMs }] of found.entries()) {
    const before = found[index - 1]
    if (before !== undefined && (before.endMs === null || before.endMs > startMs))
      yield `${id}: ${kind} begins at ${startMs} ms, before ${before.kind} ends`
  }
  if (creator !== 'user') return
  const planned = plan?.steps.map(({ kind }) => kind) ?? []
  let next = 0
  for (const { kind } of found) {
    // Between two zones a step of one kind pauses, and goes on.
    if (kind === 'monitor-zone') {
      next--
      continue
    }
    next = planned.indexOf(kind as (typeof planned)[number], next) + 1
    if (next === 0) {
      yield `${id}: ${kind} is not where the plan has it`
      return
    }
  }
}

import type { Law } from '../law'

/** CodeDeploy quota: an in-place deployment runs for at most 12 hours. */
const LONGEST_MS = 12 * 3_600_000

export const deploymentEnds: Law = {
  name: 'every deployment ends: within 12 hours, unless the scenario ends before it',
  *broken({ deployments, scenario, endedAtMs }) {
    for (const { id, status, createdAtMs, endedAtMs: doneMs, waves } of deployments) {
      const hasEnded = ['Succeeded', 'Failed', 'Stopped'].includes(status)
      if (hasEnded !== (doneMs !== null)) yield `${id} is ${status} and ended at ${doneMs} ms`
      if (doneMs === null && scenario.durationMs === null) yield `${id} never ended`
      const lastMs = doneMs ?? endedAtMs
      if (lastMs < createdAtMs || lastMs - createdAtMs > LONGEST_MS) yield `${id} lasted until ${lastMs} ms`
      for (const { startMs, endMs } of waves) {
        if (startMs < createdAtMs || startMs > lastMs) yield `${id} has a wave at ${startMs} ms`
        if (doneMs !== null && (endMs === null || endMs > doneMs)) yield `${id} has a wave that ended at ${endMs} ms`
      }
    }
    if (scenario.durationMs !== null && endedAtMs !== scenario.durationMs) yield `the run ended at ${endedAtMs} ms`
    if (scenario.deployment !== null && deployments.length === 0 && scenario.startAtMs < endedAtMs)
      yield 'the deployment was never created'
  },
}

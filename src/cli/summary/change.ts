import type { DeploymentRecord, RevisionLabel, RunResult } from '@sim'

const LABELS: readonly RevisionLabel[] = ['old', 'new']

/** `v1 → v2`: what the instances run when a deployment is created, and what it brings; `v2` where they run nothing yet. */
export function changeWords(result: RunResult, deployment: DeploymentRecord): string {
  const { revision, createdAtMs } = deployment
  const { revisions } = result.scenario
  // A function has no instances: its alias points to the other version.
  if (deployment.computePlatform === 'Lambda')
    return `${revisions[revision === 'new' ? 'old' : 'new'].name} → ${revisions[revision].name}`
  const running = result.instances.map(
    (instance) => instance.revision.findLast(({ atMs }) => atMs <= createdAtMs)?.value,
  )
  const names = LABELS.filter((label) => running.includes(label)).map((label) => revisions[label].name)
  return names.length === 0 ? revisions[revision].name : `${names.join(', ')} → ${revisions[revision].name}`
}

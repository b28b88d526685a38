import { type Law, present, valueAt } from '../law'

export const succeededTargets: Law = {
  name: "a target that Succeeded runs its deployment's revision from then on, until the next deployment takes it up",
  *broken({ deployments, instances, endedAtMs }) {
    for (const [index, { id, revision, targets }] of deployments.entries()) {
      const next = deployments[index + 1]
      for (const { instanceIndex, status, endMs } of targets) {
        if (status !== 'Succeeded' || endMs === null) continue
        const { application, revision: installed } = present(instances[instanceIndex], `instance ${instanceIndex}`)
        const takenMs = next?.targets.find((target) => target.instanceIndex === instanceIndex)?.startMs
        const untilMs = takenMs ?? endedAtMs
        const at = `${id}, instance ${instanceIndex}`
        if (valueAt(application, endMs) === 'stopped') yield `${at}: succeeded at ${endMs} ms with its application down`
        const revisions = [endMs, ...installed.map(({ atMs }) => atMs).filter((atMs) => atMs > endMs && atMs < untilMs)]
        for (const atMs of revisions)
          if (valueAt(installed, atMs) !== revision) yield `${at}: runs ${valueAt(installed, atMs)} at ${atMs} ms`
      }
    }
  },
}

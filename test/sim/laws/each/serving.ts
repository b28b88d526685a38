import { type Law, present, sampledRequests, valueAt } from '../law'
import { platformOf } from '../roles'

const REVISIONS = ['old', 'new'] as const

export const serving: Law = {
  name: 'an answer comes from an application that served its revision from arrival to answer',
  *broken(run) {
    if (platformOf(run.scenario) === 'Lambda') return
    for (const { arrivedUs, endedUs, instance, cause, revision } of sampledRequests(run)) {
      if (cause > 1) continue
      const { application, revision: installed } = present(run.instances[instance], `instance ${instance}`)
      const at = `instance ${instance} answered at ${endedUs} us`
      const changed = application.some(({ atMs }) => atMs * 1000 > arrivedUs && atMs * 1000 <= endedUs)
      if (changed || valueAt(application, arrivedUs / 1000) !== 'serving')
        yield `${at}, but it was not serving all the while`
      const found = valueAt(installed, endedUs / 1000)
      if (found !== REVISIONS[revision]) yield `${at} as ${REVISIONS[revision]}, but runs ${found}`
    }
  },
}

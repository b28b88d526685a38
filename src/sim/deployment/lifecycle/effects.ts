import type { Control } from '../state'
import type { Located } from './place'

/**
 * What the start of an event does to the application. It is down from the start of ApplicationStop when a script stops
 * it, otherwise from Install, whose clean-up takes the files away under it.
 */
export function applyStart(control: Control, located: Located): void {
  const { target, event, work } = located
  if (target.instanceIndex === null) return
  const stops = event.name === 'ApplicationStop' ? work.scripts.length > 0 : event.name === 'Install'
  if (stops) control.world.stopApplication(target.instanceIndex)
}

/**
 * What an event that succeeded leaves on the host. The agent writes its pointer files at the end of DownloadBundle and
 * of Install, not after ValidateService (CodeDeploy agent, command executor): so a revision that fails later is stopped
 * by its own scripts.
 */
export function applySuccess(control: Control, { deployment, target, event }: Located): void {
  const { world, state } = control
  const { instanceIndex } = target
  if (instanceIndex === null) return
  const host = state.hosts[instanceIndex]
  if (event.name === 'DownloadBundle') host.mostRecentInstall = deployment.revision
  if (event.name === 'Install') {
    host.lastSuccessfulInstall = deployment.revision
    world.installRevision(instanceIndex, deployment.revision)
  }
  // MODEL: without a script the application is started all the same; it answers after `bootMs` and `warmUpMs`.
  if (event.name === 'ApplicationStart') world.startApplication(instanceIndex)
}

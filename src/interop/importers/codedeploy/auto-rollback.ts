import { type MappingNode, quoted, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import { booleanField, didYouMean, listField, mappingField } from '../fields'
import type { Located } from '../pieces'

/** CodeDeploy API, AutoRollbackEvent. */
const EVENTS = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']
const SIMULATED_EVENT = 'DEPLOYMENT_FAILURE'

/** Whether a failed deployment is rolled back by itself; undefined when the configuration is absent. */
export function readAutoRollback(info: MappingNode, findings: Findings): Located<boolean> | undefined {
  const configuration = mappingField(info, 'autoRollbackConfiguration', findings)
  if (!configuration) return undefined
  const enabled = booleanField(configuration, 'enabled', findings)?.value ?? false
  const events = listField(configuration, 'events', findings)
  for (const event of enabled ? events : []) {
    const name = textOf(event) ?? ''
    if (name === SIMULATED_EVENT) continue
    if (EVENTS.includes(name)) {
      findings.warning(event.place, `Automatic rollback on ${name} is not simulated yet; on ${SIMULATED_EVENT} it is.`)
    } else {
      const message = `${quoted(name)} is no event of an automatic rollback; allowed are ${EVENTS.join(', ')}.`
      findings.error(event.place, message, didYouMean(name, EVENTS))
    }
  }
  const isOnFailure = events.some((event) => textOf(event) === SIMULATED_EVENT)
  return { value: enabled && isOnFailure, place: configuration.place }
}

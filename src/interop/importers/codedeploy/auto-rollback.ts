import { type MappingNode, quoted, type SourceNode, textOf } from '../../document/node'
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
  const isOnFailure = events.some((event) => textOf(event) === SIMULATED_EVENT)
  if (enabled && events.length === 0) {
    const message = `Automatic rollback is enabled and lists no event, which CodeDeploy refuses; allowed are ${EVENTS.join(', ')}.`
    findings.error(configuration.place, message)
  }
  for (const event of enabled ? events : []) checkEvent(event, isOnFailure, findings)
  return { value: enabled && isOnFailure, place: configuration.place }
}

function checkEvent(event: SourceNode, isOnFailure: boolean, findings: Findings): void {
  const name = textOf(event) ?? ''
  if (name === SIMULATED_EVENT) return
  if (!EVENTS.includes(name)) {
    const message = `${quoted(name)} is no event of an automatic rollback; allowed are ${EVENTS.join(', ')}.`
    findings.error(event.place, message, didYouMean(name, EVENTS))
    return
  }
  const instead = isOnFailure
    ? `on ${SIMULATED_EVENT} it is.`
    : `${SIMULATED_EVENT} is not listed, so automatic rollback is off in the scenario.`
  findings.warning(event.place, `Automatic rollback on ${name} is not simulated yet; ${instead}`)
}

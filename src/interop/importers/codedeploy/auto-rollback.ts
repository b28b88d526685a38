import { type MappingNode, quoted, type SourceNode, textOf } from '../../document/node'
import type { Findings } from '../../findings'
import { booleanField, didYouMean, listField, mappingField } from '../fields'
import type { AutoRollbackRead, Located, RollbackEvent } from '../pieces'

/** CodeDeploy API, AutoRollbackEvent. */
const EVENTS: readonly RollbackEvent[] = [
  'DEPLOYMENT_FAILURE',
  'DEPLOYMENT_STOP_ON_ALARM',
  'DEPLOYMENT_STOP_ON_REQUEST',
]

/** What the group rolls back on by itself; undefined when the configuration is absent. */
export function readAutoRollback(info: MappingNode, findings: Findings): Located<AutoRollbackRead> | undefined {
  const configuration = mappingField(info, 'autoRollbackConfiguration', findings)
  if (!configuration) return undefined
  const enabled = booleanField(configuration, 'enabled', findings)?.value ?? false
  const listed = listField(configuration, 'events', findings)
  if (enabled && listed.length === 0) {
    const message = `Automatic rollback is enabled and lists no event, which CodeDeploy refuses; allowed are ${EVENTS.join(', ')}.`
    findings.error(configuration.place, message)
  }
  const events = [...new Set(listed.flatMap((event) => readEvent(event, enabled, findings)))]
  return { value: { enabled, events: enabled ? events : [] }, place: configuration.place }
}

function readEvent(event: SourceNode, isEnabled: boolean, findings: Findings): readonly RollbackEvent[] {
  const name = textOf(event) ?? ''
  const known = EVENTS.find((one) => one === name)
  if (known) return [known]
  if (isEnabled) {
    const message = `${quoted(name)} is no event of an automatic rollback; allowed are ${EVENTS.join(', ')}.`
    findings.error(event.place, message, didYouMean(name, EVENTS))
  }
  return []
}

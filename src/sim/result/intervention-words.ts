import { definitionOf } from '../faults'
import type { Intervention } from '../scenario/schema'

type InterventionOf<Kind extends Intervention['kind']> = Extract<Intervention, { readonly kind: Kind }>
type InterventionWords = { readonly [Kind in Intervention['kind']]: (act: InterventionOf<Kind>) => string }

/** What a person does, each with the API's word for it. Total over the kinds: the compiler names the one that is missing. */
const WORDS: InterventionWords = {
  stop: ({ autoRollbackEnabled }) =>
    `stops the deployment (StopDeployment${autoRollbackEnabled === null ? '' : `, autoRollbackEnabled ${autoRollbackEnabled}`})`,
  continue: ({ deploymentWaitType }) => `continues the deployment (ContinueDeployment, ${deploymentWaitType})`,
  deploy: ({ revision, overrideAlarms }) =>
    `deploys the ${revision} revision (CreateDeployment${overrideAlarms ? ', alarms overridden' : ''})`,
  'set-desired-capacity': ({ desiredCapacity }) => `sets desired capacity to ${desiredCapacity} (SetDesiredCapacity)`,
  'inject-fault': ({ fault }) => `injects a fault (${definitionOf(fault).label.toLowerCase()})`,
  'lift-fault': ({ faultIndex }) => `lifts fault ${faultIndex}`,
  'override-alarms': () => 'lets no alarm stop the deployment any more',
}

/** What a person does, from the verb on: `stops the deployment (StopDeployment)`. */
export function describeIntervention(act: Intervention): string {
  const words = WORDS[act.kind] as (act: Intervention) => string
  return words(act)
}

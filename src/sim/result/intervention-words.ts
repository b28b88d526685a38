import { faultsOf } from '../faults/faults-of'
import type { Intervention, Scenario } from '../scenario/schema'
import { describeFault } from './fault-words'

type InterventionOf<Kind extends Intervention['kind']> = Extract<Intervention, { readonly kind: Kind }>
type InterventionWords = {
  readonly [Kind in Intervention['kind']]: (act: InterventionOf<Kind>, scenario: Scenario) => string
}

/** What a person does, each with the API's word for it. Total over the kinds: the compiler names the one that is missing. */
const WORDS: InterventionWords = {
  stop: ({ autoRollbackEnabled }) =>
    `stops the deployment (StopDeployment${autoRollbackEnabled === null ? '' : `, autoRollbackEnabled ${autoRollbackEnabled}`})`,
  continue: ({ deploymentWaitType }) => `continues the deployment (ContinueDeployment, ${deploymentWaitType})`,
  deploy: ({ revision, overrideAlarms }) =>
    `deploys the ${revision} revision (CreateDeployment${overrideAlarms ? ', alarms overridden' : ''})`,
  'set-desired-capacity': ({ desiredCapacity }) => `sets desired capacity to ${desiredCapacity} (SetDesiredCapacity)`,
  'inject-fault': ({ fault }, scenario) => `injects a fault: ${describeFault(fault, scenario)}`,
  'lift-fault': ({ faultIndex }, scenario) =>
    `lifts a fault: ${describeFault(faultsOf(scenario)[faultIndex], scenario)}`,
  'override-alarms': () => 'lets no alarm stop the deployment any more',
}

/** What a person does, from the verb on: `stops the deployment (StopDeployment)`. */
export function describeIntervention(act: Intervention, scenario: Scenario): string {
  const words = WORDS[act.kind] as (act: Intervention, scenario: Scenario) => string
  return words(act, scenario)
}

import { quoted } from '../document/node'
import type { Findings } from '../findings'
import type { Located } from '../importers/pieces'
import type { Chosen } from './choose'
import { nameOfPlace } from './words'

const COMPARED = [
  ['applicationName', 'application'],
  ['deploymentGroupName', 'deployment group'],
  ['deploymentConfigName', 'deployment configuration'],
] as const

/** Files that speak of different things were probably not meant to go together; the deployment's word counts. */
export function tellDisagreements({ group, deployment }: Chosen, findings: Findings): void {
  for (const [key, what] of COMPARED) {
    const inGroup: Located<string> | undefined = group?.[key]
    const inDeployment: Located<string> | undefined = deployment?.[key]
    if (!inGroup || !inDeployment || inGroup.value === inDeployment.value) continue
    const message = `The ${what} of the deployment is ${quoted(inDeployment.value)}, in ${nameOfPlace(inGroup.place)} it is ${quoted(inGroup.value)}: the deployment's word counts.`
    findings.warning(inDeployment.place, message)
  }
}

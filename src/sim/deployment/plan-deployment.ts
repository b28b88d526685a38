import type { Scenario } from '../scenario/schema'
import type { DeploymentPlan } from './plan'
/** What would be done, without doing it. Pure and instant. null for a scenario without a deployment. */
export function planDeployment(_scenario: Scenario): DeploymentPlan | null {
  throw new Error('planDeployment: under construction')
}

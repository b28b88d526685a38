import type { PlanContext, PlanSettings, Step } from '../deployment/plan'

/** CodeDeploy's name for where a deployment goes (API: computePlatform); `Server` is EC2. */
export type ComputePlatform = 'Server'

/** A way of deploying: a pure function from settings and fleet to steps, which the executor runs. */
export interface Strategy {
  /** As scenarios name it. */
  readonly id: string
  readonly label: string
  /** What happens, in words for a person who has never seen it. */
  readonly description: string
  readonly platform: ComputePlatform
  plan(settings: PlanSettings, context: PlanContext): readonly Step[]
}

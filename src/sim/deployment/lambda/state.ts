import type { RevisionLabel } from '../../result/types'

/** Environments of provisioned concurrency for each of the two versions. */
export type ProvisionedShare = Readonly<Record<RevisionLabel, number>>

/** What the control plane remembers of the Lambda function between events. */
export interface LambdaState {
  /** How provisioned concurrency was to be divided, request by request; the number of a request is its index. */
  readonly requests: ProvisionedShare[]
  /** Environments that are kept initialised on each version now. */
  provisioned: ProvisionedShare
}

/** A function for which no provisioned concurrency was asked yet. */
export function newLambdaState(): LambdaState {
  return { requests: [], provisioned: { old: 0, new: 0 } }
}

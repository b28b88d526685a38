/** What the control plane remembers of the Lambda function between events. */
export interface LambdaState {
  /** Which request for provisioned concurrency is the newest; an older one that comes through is stale. */
  provisionNumber: number
  /** Environments kept initialised on each version now. */
  provisionedOld: number
  provisionedNew: number
}

import type { Ms } from '../result/types'

/** AWS's documentation account: a placeholder, because a simulation has no account. */
export const PLACEHOLDER_ACCOUNT = '123456789012'

/** A value as JSON holds it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/**
 * An event as AWS sends it to EventBridge (EventBridge user guide, events). `atMs` stands for `time`, in milliseconds
 * from the start of the simulation, because a simulation has no date. `id` is left out, because AWS draws it at random
 * for each event; `version` is always "0" and `account` always the placeholder, so they are added by `envelopeOf`.
 * Inside `detail` the timestamps and request ids are left out for the same reasons.
 */
export interface CloudEvent {
  readonly atMs: Ms
  /** `aws.codedeploy`, `aws.cloudwatch`, `aws.autoscaling`. */
  readonly source: string
  readonly 'detail-type': string
  readonly region: string
  /** ARNs of what the event is about. */
  readonly resources: readonly string[]
  readonly detail: { readonly [key: string]: JsonValue }
  /** Names of the scenario's rules whose pattern matches, in the scenario's order. */
  readonly matchedRules: readonly string[]
}

/** The event as a pattern sees it: AWS's fields only, without `id` and `time`, on which no pattern can match here. */
export function envelopeOf(event: CloudEvent): { readonly [key: string]: JsonValue } {
  return {
    version: '0',
    'detail-type': event['detail-type'],
    source: event.source,
    account: PLACEHOLDER_ACCOUNT,
    region: event.region,
    resources: event.resources,
    detail: event.detail,
  }
}

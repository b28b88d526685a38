import type { ModelChoice } from '../../model/model-choice'
import type { RunResult } from '../../result/types'
import { SAME_VERSION_EXCEPTION } from './alias'

/** What AWS leaves open about deployments of a Lambda function, for the registry of model choices. */
export const LAMBDA_MODEL_CHOICES: readonly ModelChoice[] = [
  {
    id: 'lambda-warm-environments',
    label: 'Warm environments at the start',
    rule: 'When a run begins, as many environments of the old version are warm as its load needs, with four standard deviations to spare.',
    why: 'A run begins with a function that has been running, and AWS does not say how many environments it keeps.',
    settings: [],
    matters: isLambda,
  },
  {
    id: 'lambda-init-time',
    label: 'Duration of a cold start',
    rule: 'The init phase of a new environment lasts as long as the scenario says of the version, drawn anew each time.',
    why: 'AWS gives a range from below 100 ms to above a second; it depends on the code.',
    settings: ['revisions.*.initTime'],
    matters: ({ series }) => series.columns.coldStarts.some((count) => count > 0),
  },
  {
    id: 'lambda-idle-reclaim',
    label: 'When an idle environment is reclaimed',
    rule: 'It is reclaimed after a fixed time without an invocation, the longest idle first, and is looked at every second.',
    why: 'AWS says that idle environments are reclaimed, and not when.',
    settings: ['lambda.idleReclaimMs'],
    matters: isLambda,
  },
  {
    id: 'lambda-provisioned-division',
    label: 'Provisioned concurrency of two versions',
    rule: "It is divided by the alias's weights, rounded for the new version; the old one has the rest.",
    why: 'AWS does not say how the provisioned concurrency of an alias is divided while two versions share it.',
    settings: ['lambda.provisionedConcurrency'],
    matters: hasProvisioned,
  },
  {
    id: 'lambda-provisioned-allocation',
    label: 'Allocation of provisioned concurrency',
    rule: 'What a version gains can be used after a fixed time, what it loses is gone at once.',
    why: 'AWS speaks of a minute or two before an allocation begins.',
    settings: ['lambda.provisionedAllocationMs'],
    matters: hasProvisioned,
  },
  {
    id: 'lambda-two-versions',
    label: 'A deployment while the alias is on two versions',
    rule: 'It fails before anything is touched, with INVALID_LAMBDA_CONFIGURATION and a message in words of our own.',
    why: 'AWS says that such a deployment fails until the alias is cleaned up by hand, and not with which error code.',
    settings: [],
    matters: ({ deployments }) => deployments.some(({ errorCode }) => errorCode === 'INVALID_LAMBDA_CONFIGURATION'),
  },
  {
    id: 'lambda-same-version',
    label: 'A deployment of the version that is live',
    rule: 'It is refused as InvalidRevisionException; a service takes a deployment of the revision that it has.',
    why: 'AWS names no such check of the two versions in an AppSpec.',
    settings: [],
    matters: ({ log }) =>
      log.some(({ type, detail }) => type === 'intervention' && detail.startsWith(SAME_VERSION_EXCEPTION)),
  },
  {
    id: 'lambda-request-rate',
    label: 'How the request rate is averaged',
    rule: 'Ten times the concurrency a second comes in evenly, and a tenth of a second of it may be saved up.',
    why: 'AWS names the rate, and not over how long it is averaged.',
    settings: [],
    matters: ({ totals }) => totals.failedByCause.throttled > 0,
  },
  {
    id: 'lambda-throttled-rate',
    label: 'What a throttled invocation counts for',
    rule: 'An invocation that the concurrency limit throttles has spent its part of the request rate.',
    why: 'AWS does not say which of its limits looks at an invocation first.',
    settings: [],
    matters: ({ totals }) => totals.failedByCause.throttled > 0,
  },
]

function isLambda({ plan }: RunResult): boolean {
  return plan?.computePlatform === 'Lambda'
}

function hasProvisioned(result: RunResult): boolean {
  return isLambda(result) && result.scenario.lambda.provisionedConcurrency > 0
}

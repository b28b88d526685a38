import type { Issue } from '../issue'
import type { Scenario } from '../schema'
import type { Rule } from './rule'

/** What the Lambda API would refuse of the concurrency of a function. */
export const LAMBDA_RULES: readonly Rule[] = [
  { reads: ['/lambda/reservedConcurrency', '/lambda/accountConcurrency'], check: ofLambda(reservedIssues) },
  {
    reads: ['/lambda/reservedConcurrency', '/lambda/accountConcurrency', '/lambda/provisionedConcurrency'],
    check: ofLambda(provisionedIssues),
  },
]

/** Concurrency that always stays unreserved (AWS Lambda developer guide, reserved concurrency). */
const UNRESERVED_MIN = 100

function ofLambda(check: (lambda: Scenario['lambda']) => Issue[]): Rule['check'] {
  return ({ deployment, lambda }) => (deployment?.strategy === 'lambda-alias' ? check(lambda) : [])
}

function reservedIssues({ reservedConcurrency, accountConcurrency }: Scenario['lambda']): Issue[] {
  const allowed = Math.max(0, accountConcurrency - UNRESERVED_MIN)
  if (reservedConcurrency === null || reservedConcurrency <= allowed) return []
  const message = `found ${reservedConcurrency}, allowed are up to ${allowed}: ${UNRESERVED_MIN} of accountConcurrency (${accountConcurrency}) always stay unreserved`
  return [{ pointer: '/lambda/reservedConcurrency', message }]
}

/** AWS Lambda developer guide, provisioned concurrency: not above reserved concurrency, or what can be reserved. */
function provisionedIssues({
  provisionedConcurrency,
  reservedConcurrency,
  accountConcurrency,
}: Scenario['lambda']): Issue[] {
  const allowed = reservedConcurrency ?? Math.max(0, accountConcurrency - UNRESERVED_MIN)
  if (provisionedConcurrency <= allowed) return []
  const bound =
    reservedConcurrency === null
      ? `accountConcurrency (${accountConcurrency}) less the ${UNRESERVED_MIN} that stay unreserved`
      : `reservedConcurrency (${reservedConcurrency})`
  return [
    {
      pointer: '/lambda/provisionedConcurrency',
      message: `found ${provisionedConcurrency}, allowed are up to ${bound}`,
    },
  ]
}

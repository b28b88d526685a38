import { offeredRps } from '../../random/load'
import { meanMs } from '../../random/quantiles'
import type { Scenario } from '../../scenario/schema'

/** How far the number of executions at a time strays upwards from its mean within minutes, in standard deviations. */
const DEVIATIONS = 4

/**
 * Environments that are warm when the run begins. Concurrency is the request rate times the mean duration (Lambda
 * developer guide, concurrency); MODEL: as the function has run for long, there are as many environments as a crowd of
 * that mean size ever needs, four standard deviations of a Poisson count above it.
 */
export function warmEnvironmentCount({ load, revisions, lambda }: Scenario): number {
  const mean = (offeredRps(load, 0) * meanMs(revisions.old.serviceTime)) / 1000
  const wanted = Math.ceil(mean + DEVIATIONS * Math.sqrt(mean))
  return Math.min(wanted, lambda.reservedConcurrency ?? lambda.accountConcurrency)
}

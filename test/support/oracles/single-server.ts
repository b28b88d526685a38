/** Pollaczek-Khinchine: mean wait in M/G/1 for arrivals per unit of time and the first two moments of the service time. */
export function meanWaitMg1(rate: number, mean: number, secondMoment: number): number {
  return (rate * secondMoment) / (2 * (1 - rate * mean))
}

/**
 * GI/M/1 with Erlang arrivals: what one of `targets` single servers sees when a Poisson stream is dealt out in turn, so
 * that every `targets`-th arrival is its own. `load` is that of each server; times are in mean service times.
 *
 * Sigma, the chance that an arrival waits, is the root below 1 of sigma = A*(1 - sigma), with the transform of the gap
 * between arrivals A*(s) = (r / (r + s))^targets at the stream's rate r = targets x load. The response is exponential
 * with rate 1 - sigma.
 */
export function roundRobin(targets: number, load: number): { waitShare: number; meanWait: number } {
  const rate = targets * load
  let sigma = 0
  for (let step = 0; step < 10_000; step++) {
    const next = (rate / (rate + 1 - sigma)) ** targets
    if (Math.abs(next - sigma) < 1e-15) break
    sigma = next
  }
  return { waitShare: sigma, meanWait: sigma / (1 - sigma) }
}

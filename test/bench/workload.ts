/**
 * The reference work: 50 instances with 8 places each, least outstanding requests, Poisson arrivals at 2000 a second,
 * exponential answers of 50 ms (60 ms and 2 % errors on the five instances that run the new revision), a health check
 * per instance every 10 s, and everything recorded.
 */
export const WORK = {
  instanceCount: 50,
  concurrency: 8,
  rps: 2_000,
  newFromInstance: 45,
  serviceMs: [50, 60],
  errorRatePpm: [1_000, 20_000],
  healthCheckMs: 10_000,
  queueLimit: 500,
} as const

/** One measured repetition, printed as a line of JSON by each contestant. */
export interface Repetition {
  readonly requests: number
  /** CPU time of the process, its compiler and collector threads included. */
  readonly cpuMs: number
}

/** Runs `work` (which returns its number of requests) `repetitions` times and prints a line for each. */
export function measure(repetitions: number, work: () => number): void {
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const before = process.cpuUsage()
    const requests = work()
    const { user, system } = process.cpuUsage(before)
    const line: Repetition = { requests, cpuMs: (user + system) / 1000 }
    console.log(JSON.stringify(line))
  }
}

/** Arguments of a contestant: simulated seconds, repetitions. */
export function argumentsOf(): { seconds: number; repetitions: number } {
  const [seconds = 600, repetitions = 5] = process.argv.slice(2).map(Number)
  return { seconds, repetitions }
}

import { fileURLToPath } from 'node:url'

/** The path of a bundled scenario. */
export function bundledPath(id: string): string {
  return fileURLToPath(new URL(`../../../assets/scenarios/${id}.json`, import.meta.url))
}

/** The smallest scenario that means something: it runs in milliseconds. */
export const SMALL = {
  schemaVersion: 1,
  name: 'Small',
  load: { kind: 'constant', rps: 20 },
  fleet: { instanceCount: 2 },
  loadBalancer: { deregistrationDelayMs: 5_000, healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 } },
} as const

/** A run of some ten million requests: seconds of work, so that there is time to interrupt it. */
export const LONG = {
  schemaVersion: 1,
  name: 'Long',
  durationMs: 7_200_000,
  load: { kind: 'constant', rps: 1_500 },
  fleet: { instanceCount: 40 },
  deployment: null,
} as const

export const smallText = JSON.stringify(SMALL, null, 2)

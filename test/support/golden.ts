import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseScenario, simulate } from '@sim'
import { bundledScenarioTexts } from './bundled-scenarios'

const FILE = fileURLToPath(new URL('../golden/scenarios.json', import.meta.url))

/** What identifies the run of each bundled scenario under its own seed. */
export interface Golden {
  readonly engineVersion: string
  readonly scenarios: Readonly<Record<string, { readonly scenarioDigest: string; readonly digest: string }>>
}

/** Runs every bundled scenario with the engine as it is now. */
export function computeGolden(): Golden {
  const runs = bundledScenarioTexts().map(({ id, text }) => ({ id, identity: identityOf(id, text) }))
  return {
    engineVersion: runs[0]?.identity.engineVersion ?? '',
    scenarios: Object.fromEntries(
      runs.map(({ id, identity: { scenarioDigest, digest } }) => [id, { scenarioDigest, digest }]),
    ),
  }
}

function identityOf(id: string, text: string) {
  const parsed = parseScenario(JSON.parse(text))
  if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`)
  return simulate(parsed.value).identity
}

/** The digests that were written on purpose. */
export function readGolden(): Golden {
  return JSON.parse(readFileSync(FILE, 'utf8'))
}

export function writeGolden(golden: Golden): void {
  writeFileSync(FILE, `${JSON.stringify(golden, null, 2)}\n`)
}

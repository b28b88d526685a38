import { Digest64 } from '../engine/digest'
import { parseScenario } from './parse'
import { SCHEMA_VERSION, type Scenario, scenarioSchema } from './schema'
import { z } from './zod'

/**
 * Canonical JSON with defaults filled in, two spaces, keys in schema order, ending with a line feed;
 * `parseScenario(JSON.parse(formatScenario(s)))` gives a scenario equal to `s`. Throws on what is no scenario.
 */
export function formatScenario(scenario: Scenario): string {
  return `${JSON.stringify(inSchemaOrder(scenario), null, 2)}\n`
}

/** Parsing writes keys in the order of the schema, whoever made the object. */
function inSchemaOrder(scenario: Scenario): Scenario {
  const parsed = parseScenario(scenario)
  if (parsed.ok) return parsed.value
  const [issue] = parsed.issues
  throw new Error(`formatScenario: not a scenario: ${issue?.pointer} ${issue?.message}`)
}

/**
 * 64-bit digest, 16 hex digits, of what is simulated: the scenario with sorted keys, without seed, name, notes and
 * presentation. Two scenarios with one digest and one seed give one run.
 */
export function scenarioDigest(scenario: Scenario): string {
  const { seed: _seed, name: _name, notes: _notes, presentation: _presentation, ...simulated } = scenario
  return new Digest64().text(JSON.stringify(withSortedKeys(simulated))).hex()
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value).toSorted()
  return Object.fromEntries(keys.map((key) => [key, withSortedKeys(Reflect.get(value, key))]))
}

/**
 * The JSON Schema (draft 2020-12) of a scenario file as a person may write it: only what has no default is required.
 * Rules over several fields are not in it; `parseScenario` knows them.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-2020-12' })
  return {
    $schema,
    $id: `urn:fleetshift:scenario:${SCHEMA_VERSION}`,
    title: 'Fleetshift scenario',
    description: 'A deployment to simulate: fleet, load, revisions, deployment and faults. Times are in milliseconds.',
    ...schema,
  }
}

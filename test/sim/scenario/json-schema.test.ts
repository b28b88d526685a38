import { parseScenario, scenarioJsonSchema } from '@sim'
import { describe, expect, it } from 'vitest'

type Node = Record<string, unknown>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlainDefault = (value: unknown): boolean => value !== undefined && !isNode(value)

/** Every named property anywhere in the schema, with its path. */
function propertiesOf(node: unknown, path = ''): [string, Node][] {
  if (Array.isArray(node)) return node.flatMap((inner, index) => propertiesOf(inner, `${path}[${index}]`))
  if (!isNode(node)) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (key !== 'properties' || !isNode(value)) return propertiesOf(value, path)
    return Object.entries(value).flatMap(([name, property]): [string, Node][] => {
      const here: [string, Node][] = isNode(property) ? [[`${path}/${name}`, property]] : []
      return [...here, ...propertiesOf(property, `${path}/${name}`)]
    })
  })
}

describe('scenarioJsonSchema', () => {
  const schema = scenarioJsonSchema()

  it('is a draft 2020-12 schema with an id and a title', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:fleetshift:scenario:1',
      title: 'Fleetshift scenario',
      type: 'object',
    })
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
  })

  it('requires only what has no default', () => {
    expect(schema.required).toEqual(['schemaVersion', 'name'])
  })

  it('documents every property', () => {
    const undocumented = propertiesOf(schema).filter(([, { description }]) => typeof description !== 'string')
    expect(undocumented.map(([path]) => path)).toEqual([])
    expect(propertiesOf(schema).length).toBeGreaterThan(70)
  })

  it('allows no unknown keys in any object', () => {
    const open = propertiesOf({ properties: { schema } }).filter(
      ([, { type, additionalProperties, propertyNames }]) =>
        type === 'object' && additionalProperties !== false && !propertyNames,
    )
    expect(open.map(([path]) => path)).toEqual([])
  })

  it('names the defaults that parseScenario fills in', () => {
    const parsed = parseScenario({ schemaVersion: 1, name: 'A' })
    if (!parsed.ok) throw new Error('not parsed')
    // Discriminated unions aside, a path in the schema is a path in the scenario.
    const defaults = propertiesOf(schema).filter(([path, node]) => !path.includes('[') && isPlainDefault(node.default))
    expect(defaults.length).toBeGreaterThan(25)
    for (const [path, node] of defaults) {
      const filled = path
        .split('/')
        .slice(1)
        .reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), parsed.value)
      // What stands inside a script or an exception has no place in a scenario without any.
      if (filled !== undefined) expect([path, filled]).toEqual([path, node.default])
    }
  })
})

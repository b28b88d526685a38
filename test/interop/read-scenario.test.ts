import { readScenarioText } from '@interop'
import { formatScenario, parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'
import { fixture, importText, printed, scenarioOf } from './support'

const read = (text: string) => readScenarioText(text, 'scenario.json')
const scenario = scenarioOf(importText(fixture('appspec.yml').text))
const text = formatScenario(scenario)

describe('a scenario file', () => {
  it.each([
    [
      'a custom name of CodeDeploy',
      {
        deployment: {
          deploymentConfig: { name: 'CodeDeployDefault.Mine', minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 } },
        },
      },
    ],
    [
      'a fault on an instance that is not there',
      {
        faults: [
          { kind: 'hook-failure', event: 'ValidateService', revision: 'new', outcome: 'fails', instanceIndexes: [99] },
        ],
      },
    ],
    [
      'a fault without a script',
      { faults: [{ kind: 'hook-failure', event: 'ValidateService', revision: 'new', outcome: 'fails' }] },
    ],
    ['a misspelt key', { fleet: { zonse: [] } }],
    ['a number too high', { fleet: { instanceCount: 5_000 } }],
  ])('is told with one mark at the end of each sentence: %s', (_, document) => {
    const { findings } = read(JSON.stringify({ schemaVersion: 1, name: 'x', ...document }))
    expect(findings.length).toBeGreaterThan(0)
    for (const { message } of findings) expect(message).toMatch(/[^.?!][.?]$/)
  })

  it('is read as parseScenario reads it', () => {
    expect(read(text)).toMatchObject({ ok: true, value: scenario, findings: [] })
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toMatchObject({ ok: true, value: scenario })
  })

  it.each([
    [
      'a value',
      '{\n  "schemaVersion": 1,\n  "name": "x",\n  "fleet": { "instanceCount": 5000 }\n}',
      'scenario.json:4:14: error: /fleet/instanceCount: found 5000, allowed are whole numbers from 0 to 2000.',
    ],
    [
      'a misspelt key',
      '{"schemaVersion": 1, "name": "x",\n "flete": {}}',
      'scenario.json:2:2: error: /flete: unknown key "flete"; did you mean "fleet"?',
    ],
    [
      'an entry of a list',
      '{"schemaVersion": 1, "name": "x", "fleet": {"zones": [\n"a",\n7]}}',
      'scenario.json:3:1: error: /fleet/zones/1: found 7',
    ],
    [
      'something missing, at what should hold it',
      '{\n "schemaVersion": 1\n}',
      'scenario.json:1:1: error: /name: missing',
    ],
    [
      'a key with a slash',
      '{"schemaVersion": 1, "name": "x",\n  "a/b~c": 1}',
      'scenario.json:2:3: error: /a~1b~0c: unknown key',
    ],
    ['a version of the future', '{"schemaVersion":\n99, "name": "x"}', 'scenario.json:1:2: error: /schemaVersion:'],
    ['a list', '[]', 'scenario.json:1:1: error: found a list of 0 entries, allowed is an object.'],
    [
      'a comma too many',
      '{"name": "x",}',
      'scenario.json:1:13: error: This is not JSON: a comma stands before the closing }.',
    ],
    [
      'a comma too many in a list',
      '[1,\n2,\n]',
      'scenario.json:2:2: error: This is not JSON: a comma stands before the closing ].',
    ],
    [
      'a missing comma',
      '{"a": 1\n "b": 2}',
      'scenario.json:2:2: error: This is not JSON: found "b", expected a comma or }.',
    ],
    ['a missing colon', '{"a" 1}', 'scenario.json:1:6: error: This is not JSON: found "1", expected ":".'],
    [
      'a key without quotes',
      '{a: 1}',
      'scenario.json:1:2: error: This is not JSON: found "a", expected a key in double quotes.',
    ],
    ['single quotes', "{'a': 1}", 'scenario.json:1:2: error: This is not JSON: found'],
    ['NaN', '{"a": NaN}', 'scenario.json:1:7: error: This is not JSON: found "NaN", expected a value.'],
    ['a leading zero', '{"a": 007}', 'scenario.json:1:7: error: This is not JSON: found "007", expected a value.'],
    [
      'a comment',
      '{"a": 1 // one\n}',
      'scenario.json:1:9: error: This is not JSON: found "//", expected a comma or }.',
    ],
    [
      'a file cut off',
      '{"a": {"b": 1',
      'scenario.json:1:14: error: This is not JSON: the file ends, expected a comma or }.',
    ],
    ['a text cut off', '{"a": "b', 'scenario.json:1:7: error: This is not JSON: this text has no end'],
    [
      'a line break in a text',
      '{"a": "b\nc"}',
      'scenario.json:1:7: error: This is not JSON: this text has no end, a wrong escape, or a line break in it.',
    ],
    [
      'a wrong escape',
      '{"a": "\\x"}',
      'scenario.json:1:7: error: This is not JSON: this text has no end, a wrong escape',
    ],
    ['two documents', '{} {}', 'scenario.json:1:4: error: This is not JSON: found "{", expected the end of the file.'],
    [
      'a closing bracket too many',
      '{"a": 1}]',
      'scenario.json:1:9: error: This is not JSON: found "]", expected the end of the file.',
    ],
    ['nesting', '['.repeat(100_000), 'error: This is not JSON: it nests deeper than 100 levels.'],
    ['nothing', '', 'scenario.json:1:1: error: This file is empty; a scenario is a JSON object.'],
    ['white space', ' \n', 'scenario.json:1:1: error: This file is empty'],
    [
      'a huge file',
      ' '.repeat(4_000_001),
      'error: This file has 4000001 characters; a scenario may have up to 4000000.',
    ],
    [
      'an AppSpec',
      fixture('appspec.yml').text,
      'scenario.json:1:1: error: This is an EC2 AppSpec file (appspec.yml), not a scenario. Use "fleetshift import"',
    ],
    [
      'a load',
      fixture('load.csv').text,
      'scenario.json:1:1: error: This is a CSV of the offered load (time, rps), not a scenario.',
    ],
  ])('says where: %s', (_name, wrong, expected) => {
    const reading = read(wrong)
    expect(printed(reading)).toContain(expected)
    expect(reading.ok).toBe(false)
  })

  it('takes the last of duplicate keys, with a warning', () => {
    const reading = read('{"schemaVersion": 1, "name": "first",\n "name": "last"}')
    expect(reading).toMatchObject({ ok: true, value: { name: 'last' } })
    expect(printed(reading)).toContain(
      'scenario.json:2:2: warning: "name" stands here for the second time (first on line 1)',
    )
  })

  it('keeps the pointer of each problem', () => {
    const { findings } = read('{"schemaVersion": 1, "name": "x", "seed": -1}')
    expect(findings).toMatchObject([{ pointer: '/seed', line: 1, column: 35 }])
  })

  it('knows no prototype but its own', () => {
    const reading = read('{"schemaVersion": 1, "name": "x",\n "__proto__": {"seed": 2}}')
    expect(printed(reading)).toContain('scenario.json:2:2: error: /__proto__: unknown key')
  })

  it('tells every problem that parseScenario tells', () => {
    const document = { schemaVersion: 1, name: '', seed: -1, fleet: { zones: [] }, load: { kind: 'constant', rps: -1 } }
    const parsed = parseScenario(document)
    const { findings } = read(JSON.stringify(document))
    expect(parsed.ok).toBe(false)
    expect(findings.map(({ pointer }) => pointer)).toEqual(parsed.ok ? [] : parsed.issues.map(({ pointer }) => pointer))
  })
})

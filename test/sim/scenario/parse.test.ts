import { LIMITS, parseScenario, type Scenario } from '@sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** `pointer: message` of every problem, and the empty list for a scenario. */
function problems(document: unknown): string[] {
  const parsed = parseScenario(document)
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
}

/** The problems of the smallest scenario with these properties. */
const problemsOf = (properties: object): string[] => problems({ schemaVersion: 1, name: 'A', ...properties })

function scenarioOf(properties: object): Scenario {
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', ...properties })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

describe('parseScenario fills in', () => {
  it('every default of the smallest scenario', () => {
    const scenario = scenarioOf({})
    expect(scenario).toMatchObject({
      seed: 1,
      startAtMs: 30_000,
      durationMs: null,
      load: { kind: 'constant', rps: 100 },
      fleet: { instanceCount: 10, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], exceptions: [] },
      loadBalancer: {
        algorithm: 'round_robin',
        healthCheck: { intervalMs: 30_000, timeoutMs: 5_000, healthyThresholdCount: 5, unhealthyThresholdCount: 2 },
        deregistrationDelayMs: 300_000,
        slowStartMs: 0,
        idleTimeoutMs: 60_000,
      },
      revisions: { old: { name: 'v1', errorRatePpm: 0, hooks: {} }, new: { name: 'v2' } },
      deployment: {
        deploymentConfig: 'CodeDeployDefault.OneAtATime',
        trafficControl: true,
        ignoreApplicationStopFailures: false,
        autoRollback: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
        scheduling: 'batch',
      },
      faults: [],
    })
  })

  it('defaults inside what is written in part', () => {
    const { revisions, loadBalancer } = scenarioOf({
      revisions: { new: { bootMs: 5 } },
      loadBalancer: { healthCheck: { intervalMs: 10_000 } },
    })
    expect(revisions.new).toMatchObject({ name: 'v2', bootMs: 5, warmUpMs: 0 })
    expect(loadBalancer.healthCheck).toMatchObject({ intervalMs: 10_000, timeoutMs: 5_000 })
  })

  it('nothing where undefined is written, as JSON would', () => {
    expect(scenarioOf({ notes: undefined, fleet: { instanceCount: undefined } }).fleet.instanceCount).toBe(10)
  })

  it('and freezes all of it', () => {
    const scenario = scenarioOf({ fleet: { exceptions: [{ instanceIndex: 1 }] } })
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
    expect(isFrozen(scenario)).toBe(true)
  })

  it('hooks in lifecycle order, whatever the order in the file', () => {
    const script = [{ location: 'a.sh' }]
    const { hooks } = scenarioOf({
      revisions: { new: { hooks: { ValidateService: script, BeforeInstall: script, ApplicationStop: script } } },
    }).revisions.new
    expect(Object.keys(hooks)).toEqual(['ApplicationStop', 'BeforeInstall', 'ValidateService'])
  })

  it('a copy: later changes of the document do not reach the scenario', () => {
    const document = { schemaVersion: 1, name: 'A', fleet: { zones: ['a'] } }
    const parsed = parseScenario(document)
    document.fleet.zones.push('b')
    expect(parsed.ok && parsed.value.fleet.zones).toEqual(['a'])
  })
})

describe('parseScenario says where, what was found and what is allowed', () => {
  it.each<[string, object, string]>([
    [
      'too big',
      { fleet: { instanceCount: 5_000 } },
      '/fleet/instanceCount: found 5000, allowed are whole numbers from 0 to 2000',
    ],
    ['too small', { seed: -1 }, '/seed: found -1, allowed are whole numbers from 0 to 4294967295'],
    ['a fraction', { startAtMs: 1.5 }, '/startAtMs: found 1.5, allowed are whole numbers from 0 to 86400000'],
    [
      'NaN',
      { load: { kind: 'constant', rps: Number.NaN } },
      '/load/rps: found NaN, allowed are numbers from 0 to 1000000',
    ],
    [
      'Infinity',
      { seed: Number.POSITIVE_INFINITY },
      '/seed: found Infinity, allowed are whole numbers from 0 to 4294967295',
    ],
    [
      'a number in quotation marks',
      { durationMs: '60000' },
      '/durationMs: found "60000", allowed are whole numbers from 1000 to 86400000; write it without quotation marks',
    ],
    ['another type', { fleet: [1] }, '/fleet: found a list of 1 entry, allowed is an object'],
    ['null', { seed: null }, '/seed: found null, allowed are whole numbers from 0 to 4294967295'],
    ['an empty text', { name: '' }, '/name: found "", allowed is a text of 1 to 120 characters'],
    [
      'a long text',
      { name: 'x'.repeat(500) },
      '/name: found a text of 500 characters, allowed is a text of 1 to 120 characters',
    ],
    [
      'a short list',
      { fleet: { zones: [] } },
      '/fleet/zones: found a list of 0 entries, allowed is a list of 1 to 6 entries',
    ],
    [
      'a misspelt choice',
      { loadBalancer: { algorithm: 'roundrobin' } },
      '/loadBalancer/algorithm: found "roundrobin", allowed are "round_robin", "least_outstanding_requests"; did you mean "round_robin"?',
    ],
    [
      'a misspelt kind',
      { load: { kind: 'stepz' } },
      '/load/kind: found "stepz", allowed are "constant", "steps", "ramp", "daily", "recorded"; did you mean "steps"?',
    ],
    [
      'a missing kind',
      { load: { rps: 1 } },
      '/load/kind: missing, allowed are "constant", "steps", "ramp", "daily", "recorded"',
    ],
    ['a missing number', { load: { kind: 'constant' } }, '/load/rps: missing, allowed are numbers from 0 to 1000000'],
    [
      'a misspelt configuration',
      { deployment: { deploymentConfig: 'CodeDeployDefault.HalfATime' } },
      '/deployment/deploymentConfig: CodeDeployDefault.HalfATime is no deployment configuration of EC2: ' +
        'did you mean CodeDeployDefault.HalfAtATime?',
    ],
    [
      'a percentage that CodeDeploy rejects',
      { deployment: { deploymentConfig: { name: 'A', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 } } } },
      '/deployment/deploymentConfig/minimumHealthyHosts/value: found 100, allowed are whole numbers from 0 to 99: ' +
        'with 100 percent no host could be taken out of service, and CodeDeploy refuses it',
    ],
    [
      'a reserved configuration name',
      {
        deployment: {
          deploymentConfig: { name: 'CodeDeployDefault.X', minimumHealthyHosts: { type: 'HOST_COUNT', value: 1 } },
        },
      },
      '/deployment/deploymentConfig/name: custom names may not start with CodeDeployDefault.',
    ],
    [
      'a misspelt key',
      { fleet: { instanceCuont: 3 } },
      '/fleet/instanceCuont: unknown key "instanceCuont"; did you mean "instanceCount"?',
    ],
    [
      'a script on a reserved event',
      { revisions: { new: { hooks: { AllowTraffic: [] } } } },
      '/revisions/new/hooks/AllowTraffic: unknown key "AllowTraffic": CodeDeploy itself runs AllowTraffic, no script can',
    ],
    [
      'a key with a slash and a tilde',
      { 'a/b~c': 1 },
      '/a~1b~0c: unknown key "a/b~c", allowed are "schemaVersion", "name", "notes", "presentation", "seed", "startAtMs", ' +
        '"durationMs", "load", "fleet", "loadBalancer", "revisions", "deployment", "autoScaling", "lambda", "ecs", ' +
        '"alarms", "eventRules", "interventions", "faults"',
    ],
  ])('%s', (_what, properties, sentence) => {
    expect(problemsOf(properties)).toEqual([sentence])
  })

  it('of the whole document when it is none', () => {
    expect(problems(null)).toEqual([': found null, allowed is an object'])
    expect(problems(undefined)).toEqual([': found nothing, which JSON cannot hold'])
    expect(problems([])).toEqual([': found a list of 0 entries, allowed is an object'])
    expect(problems('x')).toEqual([': found "x", allowed is an object'])
  })

  it('for all problems at once, those over several fields too', () => {
    const found = problemsOf({
      seed: -1,
      fleet: { instanceCount: 4, zones: ['a', 'a'], exceptions: [{ instanceIndex: 4 }], colour: 1, size: 2 },
      loadBalancer: { algorithm: 'x', slowStartMs: 5, healthCheck: { intervalMs: 5_000 } },
      load: { kind: 'constant', rps: '9' },
    })
    expect(found.map((sentence) => sentence.slice(0, sentence.indexOf(':')))).toEqual([
      '/seed',
      '/load/rps',
      '/fleet/colour',
      '/fleet/size',
      '/loadBalancer/algorithm',
      '/loadBalancer/healthCheck/timeoutMs',
      '/loadBalancer/slowStartMs',
    ])
  })

  it('but asks no rule about a field that is wrong or may be misspelt', () => {
    expect(problemsOf({ fleet: { instanceCount: '4', exceptions: [{ instanceIndex: 11 }] } })).toHaveLength(1)
    expect(problemsOf({ fleet: { instancecount: 40, exceptions: [{ instanceIndex: 11 }] } })).toEqual([
      '/fleet/instancecount: unknown key "instancecount"; did you mean "instanceCount"?',
    ])
  })

  it('for the first 200 problems, and how many more', () => {
    const points = Array.from({ length: 300 }, () => ({ atMs: -1, rps: 1 }))
    const found = problemsOf({ load: { kind: 'steps', points } })
    expect(found).toHaveLength(LIMITS.issuesMax + 1)
    expect(found.at(-1)).toBe(': 100 more problems are not listed')
  })
})

describe('parseScenario takes anything', () => {
  it('that is no JSON, and names it', () => {
    const circular: Record<string, unknown> = { schemaVersion: 1, name: 'A' }
    circular.notes = circular
    expect(problems(circular)).toEqual(['/notes: contains itself, which JSON cannot hold'])
    expect(problemsOf({ notes: () => 1 })).toEqual(['/notes: found a function, which JSON cannot hold'])
    expect(problemsOf({ seed: 1n })).toEqual(['/seed: found a bigint, which JSON cannot hold'])
    expect(problemsOf({ notes: new Map() })).toEqual([
      '/notes: found an object with a class of its own, which JSON cannot hold',
    ])
  })

  it('that throws when it is read', () => {
    const thrower = Object.defineProperty({}, 'name', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    })
    expect(problems(thrower)[0]).toBe(': cannot be read: no')
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('closed')
        },
      },
    )
    expect(problems(proxy)[0]).toBe(': cannot be read: closed')
  })

  it('that is nested too deep or too large', () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(problemsOf({ notes: deep })).toEqual([
      `/notes${'/0'.repeat(31)}: nested deeper than 32 levels`,
      expect.any(String),
    ])
    const large = Array.from({ length: 1_100_000 }, () => 0)
    expect(problemsOf({ notes: large })[0]).toBe(': holds more than 1000000 values')
  })

  it('that tries to reach the prototype', () => {
    const document: unknown = JSON.parse(
      '{"schemaVersion":1,"name":"A","__proto__":{"seed":7},"fleet":{"__proto__":{"polluted":1}}}',
    )
    expect(problems(document)).toEqual([
      '/__proto__: unknown key "__proto__"',
      '/fleet/__proto__: unknown key "__proto__"',
    ])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(problemsOf({ constructor: 1, hasOwnProperty: 2 })).toHaveLength(2)
    expect(problemsOf({ revisions: { new: { hooks: { constructor: [] } } } })).toHaveLength(1)
  })

  it('at all: it never throws, and never accepts what is no object', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (anything) => {
          const parsed = parseScenario(anything)
          expect(parsed.ok).toBe(false)
          if (!parsed.ok)
            expect(parsed.issues.every(({ message }) => message.length > 0 && message.length < 600)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('at any place of a scenario', () => {
    const sections = ['load', 'fleet', 'loadBalancer', 'revisions', 'deployment', 'faults', 'presentation'] as const
    fc.assert(
      fc.property(fc.constantFrom(...sections), fc.jsonValue(), (section, value) => {
        for (const { pointer } of listed(parseScenario({ schemaVersion: 1, name: 'A', [section]: value }))) {
          expect(pointer.startsWith(`/${section}`)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function listed(parsed: ReturnType<typeof parseScenario>) {
  return parsed.ok ? [] : parsed.issues
}

import { describe, expect, it } from 'vitest'
import { checkPattern } from '../../../src/sim/events/check-pattern'
import { matches } from '../../../src/sim/events/pattern'

const EVENT = {
  source: 'aws.ec2',
  'detail-type': 'EC2 Instance State-change Notification',
  resources: ['arn:one', 'arn:two'],
  detail: { state: 'terminated', count: 5, limit: 301.8, note: '', none: null, isLast: true, path: 'dir/sub/a.png' },
}

/** Whether the pattern, which is a good one, matches the event. */
function verdict(pattern: Record<string, unknown>, event: unknown = EVENT): boolean {
  expect(checkPattern(pattern)).toEqual([])
  return matches(pattern, event)
}

/** Whether a condition matches a value that stands in `detail.x`. */
const one = (condition: unknown, value: unknown) => verdict({ detail: { x: [condition] } }, { detail: { x: value } })

describe('event patterns', () => {
  it('[platforms 8.1] ignore fields that they do not name and need all that they do', () => {
    expect(verdict({ source: ['aws.ec2'] })).toBe(true)
    expect(verdict({ source: ['aws.ec2'], detail: { state: ['terminated'] } })).toBe(true)
    expect(verdict({ source: ['aws.ec2'], detail: { state: ['running'] } })).toBe(false)
  })

  it('[platforms 8.1] a missing field does not match, nor one at another nesting', () => {
    expect(verdict({ state: ['terminated'] })).toBe(false)
    expect(verdict({ detail: { region: ['us-east-1'] } })).toBe(false)
    expect(verdict({ detail: { state: { value: ['terminated'] } } })).toBe(false)
    expect(verdict({ detail: ['terminated'] })).toBe(false)
  })

  it('[platforms 8.1] take any element of a list of values, and of a list in the event', () => {
    expect(verdict({ detail: { state: ['running', 'terminated'] } })).toBe(true)
    expect(verdict({ resources: ['arn:two', 'arn:three'] })).toBe(true)
    expect(verdict({ resources: ['arn:three'] })).toBe(false)
    expect(verdict({ detail: { state: ['terminated'] } }, { detail: { state: ['stopped', 'terminated'] } })).toBe(true)
    expect(verdict({ detail: { state: ['terminated'] } }, { detail: { state: [] } })).toBe(false)
  })

  it('[platforms 8.1] find one object of a list that matches as a whole', () => {
    const event = {
      detail: {
        hosts: [
          { id: 'a', state: 'up' },
          { id: 'b', state: 'down' },
        ],
      },
    }
    expect(verdict({ detail: { hosts: { id: ['b'], state: ['down'] } } }, event)).toBe(true)
    expect(verdict({ detail: { hosts: { id: ['a'], state: ['down'] } } }, event)).toBe(false)
  })

  it('[platforms 8.1] compare texts exactly, numbers as written, and tell null from the empty text', () => {
    expect([one('a', 'a'), one('a', 'A'), one('300', 300), one(300, 300), one(300, 300.5)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect([one(null, null), one(null, ''), one('', ''), one('', null), one(true, true), one(true, 'true')]).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ])
  })

  it('[platforms 8.1] of a repeated key the last one wins', () => {
    const pattern = JSON.parse('{"source": ["aws.s3"], "source": ["aws.ec2"]}')
    expect(verdict(pattern)).toBe(true)
  })
})

describe('comparison operators', () => {
  it.each([
    [{ prefix: 'term' }, 'terminated', true],
    [{ prefix: 'term' }, 'interminable', false],
    [{ prefix: 'term' }, 5, false],
    [{ prefix: { 'equals-ignore-case': 'TERM' } }, 'terminated', true],
    [{ suffix: '.png' }, 'a.png', true],
    [{ suffix: '.png' }, 'a.PNG', false],
    [{ suffix: '.png' }, 'png', false],
    [{ suffix: { 'equals-ignore-case': '.png' } }, 'a.PNG', true],
    [{ 'equals-ignore-case': 'ALARM' }, 'Alarm', true],
    [{ 'equals-ignore-case': 'ALARM' }, 'Alarms', false],
    [{ 'anything-but': 'a' }, 'b', true],
    [{ 'anything-but': 'a' }, 'a', false],
    [{ 'anything-but': ['a', 'b'] }, 'b', false],
    [{ 'anything-but': ['a', 'b'] }, 'c', true],
    [{ 'anything-but': 5 }, 5, false],
    [{ 'anything-but': [1, 2] }, 3, true],
    [{ 'anything-but': { prefix: 'us-' } }, 'us-east-1', false],
    [{ 'anything-but': { prefix: 'us-' } }, 'eu-west-1', true],
    [{ 'anything-but': { suffix: ['.png', '.gif'] } }, 'a.gif', false],
    [{ 'anything-but': { 'equals-ignore-case': 'RUNNING' } }, 'running', false],
    [{ 'anything-but': { wildcard: '*/sub/*' } }, 'dir/sub/a', false],
    [{ 'anything-but': { wildcard: '*/sub/*' } }, 'dir/a', true],
    [{ numeric: ['>', 0, '<=', 5] }, 5, true],
    [{ numeric: ['>', 0, '<=', 5] }, 0, false],
    [{ numeric: ['>=', 0, '<', 5] }, 5, false],
    [{ numeric: ['<', 10] }, 9.5, true],
    [{ numeric: ['=', 301.8] }, 301.8, true],
    [{ numeric: ['=', 5] }, '5', false],
    [{ exists: true }, null, true],
    [{ exists: false }, null, false],
    [{ wildcard: 'dir/*.png' }, 'dir/sub/a.png', true],
    [{ wildcard: 'dir/*.png' }, 'dir.png', false],
    [{ wildcard: '*' }, '', true],
    [{ wildcard: 'a*b*c' }, 'a-b-c', true],
    [{ wildcard: 'a*b*c' }, 'a-c-b', false],
    [{ wildcard: 'ab*ba' }, 'aba', false],
    [{ wildcard: '2\\*3' }, '2*3', true],
    [{ wildcard: '2\\*3' }, '2x3', false],
    [{ wildcard: 'a\\\\*' }, 'a\\b', true],
  ])('[platforms 8.1] %j of %j is %s', (condition, value, expected) => {
    expect(one(condition, value)).toBe(expected)
  })

  it('[platforms 8.1] exists looks at the ends of paths alone', () => {
    expect(verdict({ detail: { other: [{ exists: false }] } })).toBe(true)
    expect(verdict({ detail: { other: [{ exists: true }] } })).toBe(false)
    expect(verdict({ detail: { state: [{ exists: false }] } })).toBe(false)
    expect(verdict({ detail: [{ exists: true }] })).toBe(false)
    expect(verdict({ detail: [{ exists: false }] })).toBe(true)
    expect(verdict({ nowhere: { at: { all: [{ exists: false }] } } })).toBe(true)
  })

  it('[platforms 8.1] $or takes any of its alternatives, beside the other fields', () => {
    const or = [{ detail: { state: ['running'] } }, { detail: { count: [{ numeric: ['>', 4] }] } }]
    expect(verdict({ source: ['aws.ec2'], $or: or })).toBe(true)
    expect(verdict({ source: ['aws.s3'], $or: or })).toBe(false)
    expect(verdict({ $or: [{ source: ['aws.s3'] }, { detail: { state: ['running'] } }] })).toBe(false)
    expect(verdict({ detail: { $or: [{ state: ['running'] }, { state: ['terminated'] }] } })).toBe(true)
  })

  it('are fast whatever the wildcard and the text', () => {
    const pattern = { x: [{ wildcard: `${'a*'.repeat(500)}b` }] }
    expect(verdict(pattern, { x: 'a'.repeat(100_000) })).toBe(false)
    expect(verdict(pattern, { x: `${'a'.repeat(100_000)}b` })).toBe(true)
  })
})

describe('checking a pattern', () => {
  it.each([
    ['aws.ec2', '', 'found "aws.ec2", allowed is an object'],
    [{}, '', 'found an object without fields, allowed is one with a field at least'],
    [{ source: 'a' }, '/source', 'found "a", allowed is a list of values such as ["a"], or an object of fields'],
    [{ source: [] }, '/source', 'found an empty list, allowed is one with a value at least'],
    [{ detail: {} }, '/detail', 'found an object without fields, allowed is one with a field at least'],
    [
      { 'a/b': [['x']] },
      '/a~1b/0',
      'found a list, allowed are texts, numbers, true, false, null and objects with an operator',
    ],
    [{ x: [{ prefix: 1 }] }, '/x/0/prefix', 'found 1, allowed is a text or {"equals-ignore-case": a text}'],
    [{ x: [{ exists: 'yes' }] }, '/x/0/exists', 'found "yes", allowed is true or false'],
    [{ $or: [{ x: ['a'] }, {}] }, '/$or/1', 'found an object without fields, allowed is one with a field at least'],
  ])('[platforms 8.1] of %j says where, what was found and what is allowed', (pattern, pointer, message) => {
    expect(checkPattern(pattern)).toEqual([{ pointer, message }])
  })

  it.each([
    { numeric: ['>', 5, '<', 5] },
    { numeric: ['<', 5, '>', 1] },
    { numeric: ['!', 5] },
    { numeric: ['>', 5_000_000_001] },
    { numeric: ['>', '5'] },
    { numeric: [] },
    { wildcard: 'a**b' },
    { wildcard: 'a\\b' },
    { wildcard: 'a\\' },
    { 'anything-but': [] },
    { 'anything-but': ['a', 1] },
    { 'anything-but': { numeric: ['>', 1] } },
    { 'anything-but': { prefix: [] } },
    { begins: 'a' },
    { prefix: 'a', suffix: 'b' },
    {},
  ])('[platforms 8.1] refuses %j', (condition) => {
    expect(checkPattern({ x: [condition] })).toHaveLength(1)
  })

  it('names the operators that there are', () => {
    expect(checkPattern({ x: [{ begins: 'a' }] }, '/eventRules/0/pattern')).toEqual([
      {
        pointer: '/eventRules/0/pattern/x/0',
        message:
          'found "begins", allowed is one operator of "prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "exists"',
      },
    ])
  })

  it('[platforms 8.2] allows 2048 characters', () => {
    const patternOf = (characters: number) => ({ x: ['a'.repeat(characters - '{"x":[""]}'.length)] })
    expect(checkPattern(patternOf(2_048))).toEqual([])
    expect(checkPattern(patternOf(2_049))).toEqual([
      { pointer: '', message: 'has 2049 characters, allowed are up to 2048' },
    ])
  })
})

import { parseScenario } from '@sim'
import { describe, expect, it } from 'vitest'

function problemsOf(...patterns: readonly unknown[]): string[] {
  const eventRules = patterns.map((pattern, index) => ({ name: `rule${index}`, pattern, targets: [{ name: 'Pager' }] }))
  const parsed = parseScenario({ schemaVersion: 1, name: 'A', eventRules })
  return parsed.ok ? [] : parsed.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
}

describe('[platforms 8.1] event patterns that EventBridge refuses', () => {
  it('takes a list of values', () => {
    expect(problemsOf({ source: ['aws.codedeploy'] }, { source: [{ prefix: 'aws.' }] })).toEqual([])
  })

  it('a value that is not in a list, an unknown operator, no field, and one too long', () => {
    expect(
      problemsOf({ source: 'aws.codedeploy' }, { source: [{ fuzzy: 'x' }] }, {}, { source: ['x'.repeat(2_050)] }),
    ).toEqual([
      '/eventRules/0/pattern/source: found "aws.codedeploy", allowed is a list of values such as ["aws.codedeploy"], or an object of fields',
      expect.stringMatching(/^\/eventRules\/1\/pattern\/source\/0: found "fuzzy", allowed is one operator of /),
      '/eventRules/2/pattern: found an object without fields, allowed is one with a field at least',
      expect.stringMatching(/^\/eventRules\/3\/pattern: has \d+ characters, allowed are up to 2048$/),
    ])
  })
})

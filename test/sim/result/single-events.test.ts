import { isOfGroup, numberedEvents, parseScenario, simulate } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'

describe('what Auto Scaling deploys, among the most telling events', () => {
  it('tells the loop of failed launches, at the first of them', () => {
    const text = bundledScenarioTexts().find(({ id }) => id === 'launch-loop')?.text ?? ''
    const parsed = parseScenario(JSON.parse(text))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    const result = simulate(parsed.value)
    const failed = result.deployments.filter((one) => !isOfGroup(one) && one.status === 'Failed')
    const told = numberedEvents(result).find(({ title }) => title === 'Launch deployment fails')
    expect(failed.length).toBeGreaterThan(2)
    expect(told?.atMs).toBe(failed[0]?.endedAtMs)
    expect(told?.note).toMatch(
      new RegExp(`^${failed.length} of \\d+ launch deployments failed, the first in \\w+, until`),
    )
  })
})

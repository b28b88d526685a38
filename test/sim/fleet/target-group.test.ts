import { describe, expect, it } from 'vitest'
import { type TargetEvent, type TargetGroupEvents, TargetGroups } from '../../../src/sim/fleet/target-group'
import type { TargetHealth } from '../../../src/sim/result/types'
import { scenarioOf } from '../../support/tiny-run'

/** One target, its timed acts in the order of their times, and whatever is to happen when its health changes. */
function aloneWith(initial: TargetHealth, onChange: (group: TargetGroups, health: TargetHealth) => void) {
  const due: { atMs: number; event: TargetEvent }[] = []
  let nowMs = 0
  const events: TargetGroupEvents = {
    nowMs: () => nowMs,
    schedule: (atMs, event) => due.push({ atMs, event }),
    healthAnswer: () => 'passes',
    registrationDelayMs: () => 0,
    setRoutable: () => {},
    cutOpenRequests: () => {},
    beginSlowStart: () => {},
    endSlowStart: () => {},
    isInSlowStart: () => false,
    healthChanged: (_index, health) => onChange(group, health),
  }
  const group: TargetGroups = new TargetGroups(scenarioOf({}).loadBalancer, [initial], events)
  const runUntil = (untilMs: number) => {
    for (let round = 0; round < 10_000; round++) {
      due.sort((a, b) => a.atMs - b.atMs)
      const next = due[0]
      if (next === undefined || next.atMs > untilMs) return
      due.shift()
      nowMs = next.atMs
      group.handle(next.event)
    }
    throw new Error('The target group never comes to rest')
  }
  return { group, runUntil }
}

describe('[6.5] a group without a healthy target', () => {
  it.each([
    ['application', true],
    ['network', true],
    ['classic', false],
  ])('behind a load balancer of type %s it is open: %s', (type, isOpen) => {
    const routable = new Map<number, boolean>()
    const group = new TargetGroups(scenarioOf({ loadBalancer: { type } }).loadBalancer, ['unhealthy'], {
      nowMs: () => 0,
      schedule: () => {},
      healthAnswer: () => 'fails',
      registrationDelayMs: () => 0,
      setRoutable: (instanceIndex, isRoutable) => routable.set(instanceIndex, isRoutable),
      cutOpenRequests: () => {},
      beginSlowStart: () => {},
      endSlowStart: () => {},
      isInSlowStart: () => false,
      healthChanged: () => {},
    })
    group.start()
    expect(routable.get(0)).toBe(isOpen)
  })
})

describe('[6.2] a target that is deregistered by whoever hears of its health', () => {
  it.each(['initial', 'healthy'] as const)('(on %s) stays unused once it has drained', (heard) => {
    const { group, runUntil } = aloneWith('unused', (its, health) => {
      if (health === heard) its.deregister(0)
    })
    group.register(0)
    runUntil(3_600_000)
    expect(group.health(0)).toBe('unused')
    const states = group
      .track(0)
      .changes()
      .map(({ value }) => value)
    expect(states.lastIndexOf('draining')).toBe(states.length - 2)
  })

  it('(registered again on draining) is healthy in the end and never unused', () => {
    const { group, runUntil } = aloneWith('healthy', (its, health) => {
      if (health === 'draining') its.register(0)
    })
    group.start()
    group.deregister(0)
    runUntil(3_600_000)
    expect(
      group
        .track(0)
        .changes()
        .map(({ value }) => value),
    ).not.toContain('unused')
    expect(group.health(0)).toBe('healthy')
  })
})

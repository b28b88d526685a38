import { describe, expect, it } from 'vitest'
import { runInFakeWorld } from './fake-world'
import { at, deploy, eventOf, failure, hooksOf, targetOf } from './fleets'

describe('settled 4: when the application of a host is down', () => {
  it('from the start of ApplicationStop when a script stops it, to the end of ApplicationStart', () => {
    const run = deploy(1, {})
    const target = targetOf(run, 0)
    expect(at(run.hosts, 0).acts).toEqual([
      { atMs: eventOf(target, 'ApplicationStop').startMs, act: 'stop' },
      { atMs: eventOf(target, 'Install').endMs, act: 'install' },
      { atMs: eventOf(target, 'ApplicationStart').endMs, act: 'start' },
    ])
  })

  it('from the start of Install when no script stops it', () => {
    const run = deploy(1, {}, [], { revisions: { new: { name: 'v2', hooks: hooksOf('v2') } } })
    expect(at(at(run.hosts, 0).acts, 0)).toEqual({ atMs: eventOf(targetOf(run, 0), 'Install').startMs, act: 'stop' })
  })

  it('bootMs begins when ApplicationStart has ended: with a script it takes that long, without one no time', () => {
    const withScripts = { old: { name: 'v1' }, new: { name: 'v2', bootMs: 7_000, hooks: hooksOf('v2') } }
    const without = { old: { name: 'v1', bootMs: 1 }, new: { name: 'v2', bootMs: 7_000 } }
    const lengths = [withScripts, without].map((revisions) => {
      const run = deploy(1, {}, [], { revisions })
      const event = eventOf(targetOf(run, 0), 'ApplicationStart')
      expect(at(at(run.hosts, 0).acts, -1)).toEqual({ atMs: event.endMs, act: 'start' })
      return (event.endMs ?? 0) - (event.startMs ?? 0)
    })
    expect(lengths).toEqual([1_000, 0])
  })

  it('without traffic control the balancer is told nothing', () => {
    const run = deploy(1, { trafficControl: false })
    expect(at(run.hosts, 0).health).toBe('healthy')
    expect(at(run.hosts, 0).acts.map(({ act }) => act)).toEqual(['stop', 'install', 'start'])
  })

  it('a host whose ValidateService fails serves as it stands; one that fails before stays down', () => {
    const serving = deploy(1, { trafficControl: false }, [0])
    expect(at(serving.hosts, 0)).toMatchObject({ application: 'serving', installed: 'new', health: 'healthy' })
    for (const event of ['BeforeInstall', 'AfterInstall', 'ApplicationStart'] as const) {
      const down = deploy(1, { trafficControl: false }, [], { faults: [failure({ event })] })
      expect(at(down.hosts, 0).application).toBe('stopped')
      expect(at(down.hosts, 0).installed).toBe(event === 'BeforeInstall' ? 'old' : 'new')
    }
  })

  it('a stop script that fails has stopped the application all the same', () => {
    const run = deploy(1, {}, [], { faults: [failure({ event: 'ApplicationStop', revision: 'old' })] })
    expect(at(run.hosts, 0)).toMatchObject({ application: 'stopped', installed: 'old' })
  })
})

describe('BlockTraffic and AllowTraffic', () => {
  it('[6.2] BlockTraffic lasts as long as the deregistration delay, AllowTraffic until the target is healthy', () => {
    const run = deploy(1, {}, [], { loadBalancer: { deregistrationDelayMs: 45_000, registrationMs: 6_000 } })
    const target = targetOf(run, 0)
    const lengthOf = (name: string) => (eventOf(target, name).endMs ?? 0) - (eventOf(target, name).startMs ?? 0)
    expect(lengthOf('BlockTraffic')).toBe(45_000)
    expect(lengthOf('AllowTraffic')).toBe(6_000)
    expect(eventOf(target, 'BlockTraffic').expectedMs).toBe(45_000)
    expect(eventOf(target, 'AllowTraffic').expectedMs).toBe(6_000)
  })

  it('[6.2] a deregistration delay of 0 ends BlockTraffic at once', () => {
    const run = deploy(2, {}, [], { loadBalancer: { deregistrationDelayMs: 0 } })
    const event = eventOf(targetOf(run, 0), 'BlockTraffic')
    expect(event).toMatchObject({ status: 'Succeeded', startMs: event.endMs })
  })

  it('settled 6: on a host that is not registered BlockTraffic takes no time', () => {
    const run = runInFakeWorld({
      fleet: { instanceCount: 2 },
      revisions: { new: { name: 'v2', hooks: hooksOf('v2') } },
      faults: [failure({ event: 'AfterInstall' })],
    })
    const event = eventOf(targetOf(run, 0, 1), 'BlockTraffic')
    expect(event).toMatchObject({ status: 'Succeeded', startMs: event.endMs, expectedMs: 0 })
    expect(at(run.hosts, 0)).toMatchObject({ health: 'healthy', application: 'serving', installed: 'old' })
  })

  it.each([
    [0, 4_000, 5_000],
    [0, 5_001, 15_000],
    [5_001, 0, 15_000],
    [9_000, 6_000, 15_000],
    [9_000, 9_000, 25_000 + 4 * 10_000],
  ])(
    'after %i ms of boot and %i ms of warm-up it is expected to be healthy in %i ms',
    (bootMs, warmUpMs, expectedMs) => {
      const run = deploy(1, {}, [], {
        loadBalancer: { registrationMs: 5_000, healthCheck: { intervalMs: 10_000 } },
        revisions: { new: { name: 'v2', bootMs, warmUpMs } },
      })
      expect(eventOf(targetOf(run, 0), 'AllowTraffic').expectedMs).toBe(expectedMs)
    },
  )
})

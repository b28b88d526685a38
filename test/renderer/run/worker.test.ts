import type * as Sim from '@sim'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunReply } from '../../../src/renderer/run/messages'
import { smallScenario } from '../support/runs'

/** True while every simulation stops on a bug. */
let isBroken = false
vi.mock('@sim', async (importOriginal) => {
  const sim = await importOriginal<typeof Sim>()
  const createSimulation: typeof sim.createSimulation = (...given) => {
    const simulation = sim.createSimulation(...given)
    if (!isBroken) return simulation
    const runUntil = () => {
      throw new Error('broken invariant')
    }
    return new Proxy(simulation, {
      get: (target, name) => {
        const value: unknown = name === 'runUntil' ? runUntil : Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
  return { ...sim, createSimulation }
})

const replies: RunReply[] = []
beforeEach(() => {
  replies.length = 0
  vi.stubGlobal('postMessage', (reply: RunReply) => replies.push(reply))
  vi.spyOn(console, 'error').mockReturnValue()
  vi.resetModules()
})
afterEach(() => {
  isBroken = false
  self.onmessage = null
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

async function answerTo(runId: number): Promise<RunReply | undefined> {
  self.onmessage?.(new MessageEvent('message', { data: { kind: 'run', runId, scenario: smallScenario() } }))
  const answer = () => replies.find((reply) => reply.runId === runId && reply.kind !== 'progress')
  return vi.waitFor(() => answer() ?? Promise.reject(new Error('no answer yet')), { timeout: 5_000 })
}

describe('the run worker', () => {
  it('runs although its warm-up stopped on a bug', async () => {
    isBroken = true
    await import('../../../src/renderer/run/worker')
    isBroken = false
    expect(await answerTo(1)).toMatchObject({ kind: 'done', runId: 1 })
  })

  it('tells of a bug, and runs again after it', async () => {
    await import('../../../src/renderer/run/worker')
    isBroken = true
    expect(await answerTo(1)).toMatchObject({ kind: 'failed', message: 'broken invariant' })
    isBroken = false
    expect(await answerTo(2)).toMatchObject({ kind: 'done', runId: 2 })
  })
})

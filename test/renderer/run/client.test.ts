import { simulate } from '@sim'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Client from '../../../src/renderer/run/client'
import type { RunListener } from '../../../src/renderer/run/client'
import { transferablesOf } from '../../../src/renderer/run/transferables'
import { type InlineWorker, stubWorker } from '../support/inline-worker'
import { runOf, smallScenario } from '../support/runs'

let workers: InlineWorker[]
let client: typeof Client
beforeEach(async () => {
  workers = stubWorker({ answers: false })
  vi.resetModules()
  client = await import('../../../src/renderer/run/client')
})
afterEach(() => vi.unstubAllGlobals())

function listen() {
  return { onProgress: vi.fn(), onDone: vi.fn(), onFailed: vi.fn() } satisfies RunListener
}
const scenario = smallScenario()

describe('the client of the run worker', () => {
  it('hears progress and the result of its run', () => {
    const listener = listen()
    client.startRun(scenario, listener)
    workers[0]?.reply({ kind: 'progress', runId: 1, progress: 0.4, simulatedMs: 3_000 })
    const result = runOf(scenario)
    workers[0]?.reply({ kind: 'done', runId: 1, result })
    expect(listener.onProgress).toHaveBeenCalledWith(0.4, 3_000)
    expect(listener.onDone).toHaveBeenCalledWith(result)
  })

  it('keeps one worker, cancels a run under way, and drops its late answers', () => {
    const [first, second] = [listen(), listen()]
    client.startRun(scenario, first)
    client.startRun(scenario, second)
    expect(workers).toHaveLength(1)
    expect(workers[0]?.requests.map(({ kind, runId }) => [kind, runId])).toEqual([
      ['run', 1],
      ['cancel', 1],
      ['run', 2],
    ])
    workers[0]?.reply({ kind: 'progress', runId: 1, progress: 0.9, simulatedMs: 3_000 })
    workers[0]?.reply({ kind: 'progress', runId: 2, progress: 0.1, simulatedMs: 3_000 })
    expect(first.onProgress).not.toHaveBeenCalled()
    expect(second.onProgress).toHaveBeenCalledWith(0.1, 3_000)
  })

  it('makes a report of a bug from which the run can be made again', () => {
    const listener = listen()
    client.startRun(scenario, listener)
    workers[0]?.reply({ kind: 'failed', runId: 1, message: 'broken invariant', stack: 'at x', simulatedMs: 1_234 })
    const { message, report } = listener.onFailed.mock.calls[0]?.[0] ?? {}
    expect(message).toBe('broken invariant')
    for (const part of ['broken invariant', 'seed: 1', '1234 ms', 'at x', '"schemaVersion": 1']) {
      expect(report).toContain(part)
    }
  })

  it('takes a fresh worker after one has died', () => {
    const listener = listen()
    client.startRun(scenario, listener)
    workers[0]?.crash('out of memory')
    expect(listener.onFailed).toHaveBeenCalledWith(expect.objectContaining({ message: 'out of memory' }))
    expect(workers[0]?.isTerminated()).toBe(true)
    client.startRun(scenario, listen())
    expect(workers).toHaveLength(2)
  })
})

describe('the buffers of a recording', () => {
  it('are all handed over, each once, and nothing of the next run is lost with them', () => {
    const before = simulate(scenario)
    const buffers = transferablesOf(before)
    expect(new Set(buffers).size).toBe(buffers.length)
    const received = structuredClone(before, { transfer: buffers })
    expect(buffers.every(({ byteLength }) => byteLength === 0)).toBe(true)
    expect(received.series.columns.arrived.length).toBe(before.series.rowCount)
    expect(simulate(scenario).identity.digest).toBe(received.identity.digest)
  })
})

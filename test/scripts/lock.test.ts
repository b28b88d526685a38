import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '../../scripts/lock.mjs'

const LOCK_MODULE = new URL('../../scripts/lock.mjs', import.meta.url).href
const PROCESS_COUNT = 6
const ROUND_COUNT = 5

let folder: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetshift-lock-'))
  lock = join(folder, 'the.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs code in a process of its own, with `withLock`, `lock` and `log` at hand. */
function inProcess(code: string): { readonly ended: Promise<number | null>; end(): void } {
  const source = `
    import { appendFileSync } from 'node:fs'
    import { setTimeout as pause } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(LOCK_MODULE)}
    const lock = ${JSON.stringify(lock)}
    const log = (word) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, word + ' ' + process.pid + '\\n')
    ${code}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'inherit' })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
  return { ended, end: () => child.kill('SIGKILL') }
}

const lines = (): string[] => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n')

/** A process that dies while it holds the lock. */
async function dieWithLock(): Promise<void> {
  await inProcess(`await withLock(lock, async () => process.exit(0))`).ended
  expect(existsSync(lock)).toBe(true)
}

describe('withLock', () => {
  it.each([
    ['a free lock', async () => {}],
    ['the lock of a process that has died', dieWithLock],
  ])(
    'lets one process in at a time, from %s on',
    async (_name, prepare) => {
      await prepare()
      const rounds = `for (let round = 0; round < ${ROUND_COUNT}; round++)
      await withLock(lock, async () => { log('in'); await pause(5); log('out') })`
      const codes = await Promise.all(Array.from({ length: PROCESS_COUNT }, () => inProcess(rounds).ended))
      expect(codes).toEqual(codes.map(() => 0))
      const words = lines()
      expect(words).toHaveLength(2 * PROCESS_COUNT * ROUND_COUNT)
      for (let index = 0; index < words.length; index += 2)
        expect(words[index + 1]).toBe(words[index]?.replace('in', 'out'))
      expect(readdirSync(folder)).toEqual(['log'])
    },
    60_000,
  )

  it('never takes the lock of a living process, however old it is', async () => {
    const owner = inProcess(`await withLock(lock, async () => { log('in'); await pause(60_000) })`)
    try {
      while (!existsSync(join(folder, 'log'))) await new Promise((resolve) => setTimeout(resolve, 20))
      utimesSync(lock, 0, 0)
      const waiter = withLock(lock, async () => 'mine')
      const first = await Promise.race([waiter, new Promise((resolve) => setTimeout(() => resolve('waits'), 400))])
      expect(first).toBe('waits')
      owner.end()
      expect(await waiter).toBe('mine')
    } finally {
      owner.end()
      await owner.ended
    }
  }, 30_000)

  it('takes over a lock that never named its owner', async () => {
    writeFileSync(lock, '')
    utimesSync(lock, 0, 0)
    expect(await withLock(lock, async () => 'mine')).toBe('mine')
    expect(readdirSync(folder)).toEqual([])
  })

  it("leaves another's lock alone when its own has been deleted meanwhile", async () => {
    const other = `${process.ppid}-another`
    await withLock(lock, async () => writeFileSync(lock, other))
    expect(readFileSync(lock, 'utf8')).toBe(other)
  })
})

import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isFresh, stamp } from '../../scripts/freshness.mjs'
import { withLock } from '../../scripts/lock.mjs'

let root = ''
const file = (name: string) => join(root, name)
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fleetshift-build-'))
  for (const folder of ['src/sim', 'assets', 'out']) mkdirSync(file(folder), { recursive: true })
  writeFileSync(file('src/sim/index.ts'), 'export {}')
  writeFileSync(file('package.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('a build', () => {
  it('is not fresh when there is none', () => expect(isFresh(root)).toBe(false))

  it('is fresh until the sources change', () => {
    stamp(file('out'), fingerprint(root))
    expect(isFresh(root)).toBe(true)
  })

  it.each([
    ['a file is edited', () => writeFileSync(file('src/sim/index.ts'), 'export const a = 1')],
    ['a file is touched', () => utimesSync(file('src/sim/index.ts'), 1, 1)],
    ['a file is added', () => writeFileSync(file('src/sim/new.ts'), '')],
    ['a file is removed', () => rmSync(file('src/sim/index.ts'))],
    ['an asset is added', () => writeFileSync(file('assets/a.json'), '{}')],
    ['the dependencies change', () => writeFileSync(file('package-lock.json'), '{"lockfileVersion":3}')],
  ])('is not fresh after %s', (_name, change) => {
    stamp(file('out'), fingerprint(root))
    change()
    expect(isFresh(root)).toBe(false)
  })

  it('does not mind what an editor leaves behind', () => {
    stamp(file('out'), fingerprint(root))
    writeFileSync(file('src/sim/.index.ts.swp'), '')
    expect(isFresh(root)).toBe(true)
  })

  it('is not fresh when the sources changed while it was made', () => {
    const before = fingerprint(root)
    writeFileSync(file('src/sim/index.ts'), 'export const changed = true')
    stamp(file('out'), before)
    expect(isFresh(root)).toBe(false)
  })
})

describe('withLock', () => {
  it('lets one in at a time', async () => {
    let inside = 0
    let most = 0
    const visit = () =>
      withLock(file('cache/lock'), async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 20))
        inside--
      })
    await Promise.all([visit(), visit(), visit()])
    expect(most).toBe(1)
    expect(existsSync(file('cache/lock'))).toBe(false)
  })

  it('takes over from a process that has died', async () => {
    // Larger than any process id that a system gives out.
    writeFileSync(file('lock'), '99999999')
    expect(await withLock(file('lock'), async () => 'done')).toBe('done')
  })

  it('takes over a lock that is older than anything takes', async () => {
    writeFileSync(file('lock'), '')
    utimesSync(file('lock'), 1, 1)
    expect(await withLock(file('lock'), async () => 'done')).toBe('done')
  })

  it('lets the next one in after a failure', async () => {
    await expect(withLock(file('lock'), async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(file('lock'), async () => 'done')).toBe('done')
  })
})

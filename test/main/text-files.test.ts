import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeTextFile } from '../../src/main/text-files'

let folder = ''
const file = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetshift-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('writeTextFile', () => {
  it('writes a new file and leaves nothing beside it', async () => {
    expect(await writeTextFile(file('a.json'), 'text é')).toEqual({ ok: true, value: file('a.json') })
    expect(readFileSync(file('a.json'), 'utf8')).toBe('text é')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  it('keeps who may read an existing file', async () => {
    writeFileSync(file('a.json'), 'old')
    chmodSync(file('a.json'), 0o600)
    await writeTextFile(file('a.json'), 'new')
    expect(statSync(file('a.json')).mode & 0o777).toBe(0o600)
  })

  it('writes through a symbolic link', async () => {
    writeFileSync(file('real.json'), 'old')
    symlinkSync(file('real.json'), file('link.json'))
    await writeTextFile(file('link.json'), 'new')
    expect(lstatSync(file('link.json')).isSymbolicLink()).toBe(true)
    expect(readFileSync(file('real.json'), 'utf8')).toBe('new')
  })

  it('leaves a read-only file as it is', async (context) => {
    context.skip(process.getuid?.() === 0, 'root may write everywhere')
    writeFileSync(file('a.json'), 'old')
    chmodSync(file('a.json'), 0o444)
    expect(await writeTextFile(file('a.json'), 'new')).toEqual({
      ok: false,
      message: 'a.json could not be saved: access is denied.',
    })
    expect(readFileSync(file('a.json'), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  it('leaves no trace of a write that fails', async () => {
    // A folder stands where the file should go: the text is written beside it, and cannot take its place.
    mkdirSync(file('taken'))
    expect(await writeTextFile(file('taken'), 'x')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^taken could not be saved: /),
    })
    expect(readdirSync(folder)).toEqual(['taken'])
  })

  it('says that a folder is missing', async () => {
    expect(await writeTextFile(join(folder, 'no', 'a.json'), 'x')).toEqual({
      ok: false,
      message: 'a.json could not be saved: the file or its folder does not exist.',
    })
  })
})

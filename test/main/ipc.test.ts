import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { handleContract } from '../../src/main/ipc'
import { dialog, seen } from './electron-double'

vi.mock('electron', async () => (await import('./electron-double')).electronDouble())

const HOME = 'app://fleetshift/'
const folder = mkdtempSync(join(tmpdir(), 'fleetshift-ipc-'))
const file = (name: string) => join(folder, name)

const page = { url: HOME }
const window = { sender: { mainFrame: page }, senderFrame: page }
const ask = (channel: string, request: unknown, event: unknown = window) =>
  seen.ipcHandlers.get(channel)?.(event, request)
const save = (request: unknown) => ask('fleetshift:save-file', request)

const userSavesTo = (path: string | null) =>
  dialog.showSaveDialog.mockResolvedValueOnce({ canceled: path === null, filePath: path ?? '' })

beforeAll(() => handleContract(HOME))
beforeEach(() => {
  dialog.showSaveDialog.mockReset()
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('saving a file', () => {
  it('asks where, writes, and then saves there again without asking', async () => {
    userSavesTo(file('b.json'))
    expect(await save({ suggestedName: 'b.json', text: 'one' })).toEqual({ status: 'saved', path: file('b.json') })
    expect(dialog.showSaveDialog).toHaveBeenCalledExactlyOnceWith({ defaultPath: 'b.json' })
    expect(await save({ suggestedName: 'b.json', text: 'two', path: file('b.json') })).toEqual({
      status: 'saved',
      path: file('b.json'),
    })
    expect(dialog.showSaveDialog).toHaveBeenCalledOnce()
    expect(readFileSync(file('b.json'), 'utf8')).toBe('two')
  })

  it('never writes to a path that the user has not chosen', async () => {
    writeFileSync(file('secret'), 'untouched')
    userSavesTo(null)
    expect(await save({ suggestedName: 'secret', text: 'x', path: file('secret') })).toEqual({ status: 'cancelled' })
    expect(readFileSync(file('secret'), 'utf8')).toBe('untouched')
  })
})

describe('a request that is not in the contract', () => {
  it.each([
    ['fleetshift:save-file', { suggestedName: '../x', text: '' }],
    ['fleetshift:save-file', { suggestedName: '', text: '' }],
    ['fleetshift:save-file', { suggestedName: 'x', text: 1 }],
    ['fleetshift:save-file', undefined],
    ['fleetshift:save-file', { suggestedName: 'x', text: '', mode: 'append' }],
  ])('%s %j fails before any dialog', async (channel, request) => {
    expect(await ask(channel, request)).toMatchObject({ status: 'failed' })
    expect(dialog.showSaveDialog).not.toHaveBeenCalled()
  })

  it('is refused when it comes from another page or from a frame inside the window', () => {
    const request = { suggestedName: 'x', text: '' }
    const elsewhere = { url: 'https://example.com/' }
    const channel = 'fleetshift:save-file'
    expect(() => ask(channel, request, { sender: { mainFrame: elsewhere }, senderFrame: elsewhere })).toThrow('refused')
    expect(() => ask(channel, request, { sender: { mainFrame: page }, senderFrame: { url: HOME } })).toThrow('refused')
    expect(() => ask(channel, request, { sender: { mainFrame: page }, senderFrame: null })).toThrow('refused')
  })
})

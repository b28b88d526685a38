import { beforeAll, describe, expect, it, vi } from 'vitest'
import { V8_FLAGS } from '../../scripts/v8-flags.mjs'
import { type PermissionAsker, seen } from './electron-double'

vi.mock('electron', async () => (await import('./electron-double')).electronDouble())

beforeAll(async () => {
  await import('../../src/main/index')
  await vi.waitFor(() => expect(seen.loadedUrls).not.toEqual([]))
})

describe('the window', () => {
  it('is one, sandboxed and isolated, on the application’s own scheme', () => {
    expect(seen.loadedUrls).toEqual(['app://fleetshift/'])
    expect(seen.windows).toHaveLength(1)
    expect(seen.windows[0]?.options).toMatchObject({
      show: false,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        preload: expect.stringMatching(/preload[\\/]index\.cjs$/),
      },
    })
    expect(seen.windows[0]?.options).not.toHaveProperty('webPreferences.webSecurity')
  })

  it('appears when it has something to show', () => {
    const { window } = seen.windows[0] ?? {}
    expect(window?.show).not.toHaveBeenCalled()
    window?.events.get('ready-to-show')?.()
    expect(window?.show).toHaveBeenCalledOnce()
  })

  it('makes its scheme a secure origin before the application is ready', () => {
    expect(seen.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
  })

  it('runs with the inlining that the simulation was measured with', () => {
    expect(V8_FLAGS.length).toBeGreaterThan(0)
    expect(seen.switches).toEqual([['js-flags', V8_FLAGS.join(' ')]])
  })

  it('serves the built files on its scheme', async () => {
    const response = await seen.protocolHandlers.get('app')?.({ url: 'app://fleetshift/' })
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })
})

describe('a page', () => {
  const handlers = new Map<string, (event: { url?: string; preventDefault(): void }) => void>()
  let openWindow: () => unknown
  beforeAll(() => {
    const contents = {
      setWindowOpenHandler: (handler: () => unknown) => {
        openWindow = handler
      },
      on: (name: string, handler: () => void) => handlers.set(name, handler),
    }
    seen.appEvents.get('web-contents-created')?.(...([{}, contents] as never[]))
  })

  const isPrevented = (name: string, url?: string) => {
    const preventDefault = vi.fn()
    handlers.get(name)?.({ url, preventDefault })
    return preventDefault.mock.calls.length > 0
  }

  it('opens no window', () => expect(openWindow()).toEqual({ action: 'deny' }))

  it('goes nowhere', () => {
    expect(isPrevented('will-navigate', 'https://example.com/')).toBe(true)
    expect(isPrevented('will-navigate', 'app://fleetshift/other.html')).toBe(true)
    expect(isPrevented('will-navigate', 'file:///etc/passwd')).toBe(true)
    expect(isPrevented('will-redirect')).toBe(true)
  })

  it('may load itself again', () => expect(isPrevented('will-navigate', 'app://fleetshift/')).toBe(false))

  it('embeds nothing', () => expect(isPrevented('will-attach-webview')).toBe(true))

  const own: PermissionAsker = { requestingUrl: 'app://fleetshift/', isMainFrame: true }
  /** What Electron hears at the check and at the request that may follow it. */
  const answersTo = (permission: string, asker: PermissionAsker) => {
    const answer = vi.fn()
    seen.permissionRequest?.({}, permission, answer, asker)
    return [seen.permissionCheck?.({}, permission, 'app://fleetshift/', asker), ...answer.mock.calls.flat()]
  }

  it('may put a report on the clipboard, if it is ours', () => {
    expect(answersTo('clipboard-sanitized-write', own)).toEqual([true, true])
    for (const stranger of [
      { requestingUrl: 'https://example.com/', isMainFrame: true },
      { requestingUrl: 'app://fleetshift.example/', isMainFrame: true },
      { requestingUrl: 'app://fleetshift/', isMainFrame: false },
      { isMainFrame: true },
    ]) {
      expect(answersTo('clipboard-sanitized-write', stranger)).toEqual([false, false])
    }
  })

  it.each(['geolocation', 'clipboard-read', 'media', 'notifications'])('gets no permission for %s', (permission) => {
    expect(answersTo(permission, own)).toEqual([false, false])
  })
})

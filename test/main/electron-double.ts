import { vi } from 'vitest'

type Handler = (...values: never[]) => unknown

/**
 * Stands in for Electron and writes down what the shell asks of it. Use it in every test of `src/main`, as
 * `vi.mock('electron', async () => (await import('./electron-double')).electronDouble())`: the real package, imported in
 * plain Node, starts a download.
 */
export const seen = {
  windows: [] as { options: unknown; window: WindowDouble }[],
  loadedUrls: [] as string[],
  schemes: [] as unknown[],
  switches: [] as [string, string][],
  protocolHandlers: new Map<string, (request: { url: string }) => Promise<Response>>(),
  ipcHandlers: new Map<string, (event: unknown, request: unknown) => unknown>(),
  appEvents: new Map<string, Handler>(),
  exposed: new Map<string, unknown>(),
  permissionRequest: undefined as
    | undefined
    | ((contents: unknown, name: string, answer: (is: boolean) => void, asker: PermissionAsker) => void),
  permissionCheck: undefined as
    | undefined
    | ((contents: unknown, name: string, origin: string, asker: PermissionAsker) => boolean),
}

/** Which page asks for a permission. */
export interface PermissionAsker {
  readonly requestingUrl?: string
  readonly isMainFrame: boolean
}

/** The dialogs; a test sets what the user does. */
export const dialog = { showSaveDialog: vi.fn() }

/** What the preload script sends to the main process. */
export const invoke = vi.fn(async (channel: string, request: unknown) => ({ channel, request }))

class WindowDouble {
  readonly events = new Map<string, Handler>()
  readonly show = vi.fn()
  static getAllWindows = () => []
  static fromWebContents = (): WindowDouble | null => null
  constructor(options: unknown) {
    seen.windows.push({ options, window: this })
  }
  once(name: string, handler: Handler) {
    this.events.set(name, handler)
  }
  async loadURL(url: string) {
    seen.loadedUrls.push(url)
  }
}

export function electronDouble() {
  return {
    app: {
      isPackaged: true,
      whenReady: () => Promise.resolve(),
      on: (name: string, handler: Handler) => seen.appEvents.set(name, handler),
      quit: vi.fn(),
      commandLine: { appendSwitch: (name: string, value: string) => seen.switches.push([name, value]) },
    },
    BrowserWindow: WindowDouble,
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => seen.exposed.set(name, api) },
    dialog,
    ipcMain: {
      handle: (channel: string, handler: (event: unknown, request: unknown) => unknown) =>
        seen.ipcHandlers.set(channel, handler),
    },
    ipcRenderer: { invoke },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => seen.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: { url: string }) => Promise<Response>) =>
        seen.protocolHandlers.set(scheme, handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: typeof seen.permissionRequest) => {
          seen.permissionRequest = handler
        },
        setPermissionCheckHandler: (handler: typeof seen.permissionCheck) => {
          seen.permissionCheck = handler
        },
      },
    },
  }
}

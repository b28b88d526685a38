import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, protocol, session } from 'electron'
import { handleContract } from './ipc'
import { permitOnlyCopying } from './permissions'
import { APP_HOME, APP_SCHEME, answerAppRequest } from './serve/app-protocol'
import { V8_FLAGS } from './v8-flags'
import { lockDown, openWindow } from './window'

// `npm run dev` serves the window from Vite; a packaged application never looks at the environment.
// Written as Electron reports addresses, so that they can be compared.
const home = new URL((app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL) ?? APP_HOME).href
const preload = join(import.meta.dirname, '../preload/index.cjs')

// Both must come before the application is ready.
app.commandLine.appendSwitch('js-flags', V8_FLAGS.join(' '))
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])

app.on('web-contents-created', (_event, contents) => lockDown(contents, home))
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})
app.on('activate', () => {
  if (BrowserWindow.getAllWindows().length === 0) openWindow(home, preload)
})

void app.whenReady().then(() => {
  const root = realpathSync(join(import.meta.dirname, '../renderer'))
  protocol.handle(APP_SCHEME, (request) => answerAppRequest(root, request.url))
  permitOnlyCopying(session.defaultSession, home)
  handleContract(home)
  openWindow(home, preload)
})

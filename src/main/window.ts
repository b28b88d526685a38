import { BrowserWindow, type WebContents } from 'electron'

/**
 * Opens the one window.
 * @param home the address that it shows
 * @param preload the path of the built preload script
 */
export function openWindow(home: string, preload: string): void {
  const window = new BrowserWindow({
    title: 'Fleetshift',
    width: 1440,
    height: 900,
    minWidth: 1100,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  // Shown once it has something to show: no white flash.
  window.once('ready-to-show', () => window.show())
  void window.loadURL(home)
}

/** Keeps a page where it is: it may load its own address again, and open or embed nothing. */
export function lockDown(contents: WebContents, home: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (event.url !== home) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { V8_FLAGS } from '../v8-flags'

/** A browser window that shows one address and nothing else. */
export interface AppWindow {
  /** Resolves when the browser has ended, with whether it ended by itself and without an error. */
  readonly closed: Promise<boolean>
  /** Ends the browser. */
  close(): void
}

/**
 * The command line that opens an address as a window without tabs.
 * @param profileFolder a folder of its own, so that neither settings nor extensions nor a running browser get in the way
 * @param isRoot Chromium refuses to run as root with its sandbox; `--test-type` hides the bar that warns of it
 */
export function appWindowArguments(url: string, profileFolder: string, isRoot: boolean): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--window-size=1440,900',
    `--js-flags=${V8_FLAGS.join(' ')}`,
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ]
}

/** Opens the address in a browser with a throw-away profile, which is removed when the browser ends. */
export async function openAppWindow(binary: string, url: string): Promise<AppWindow> {
  const profileFolder = await mkdtemp(join(tmpdir(), 'fleetshift-'))
  const browser = spawn(binary, appWindowArguments(url, profileFolder, process.getuid?.() === 0), { stdio: 'ignore' })
  const ended = new Promise<boolean>((resolve) => {
    browser.once('error', () => resolve(false))
    browser.once('close', (code) => resolve(code === 0))
  })
  const closed = ended.then(async (isClean) => {
    // The browser's helpers may still be writing as it ends.
    await rm(profileFolder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
    return isClean
  })
  return { closed, close: () => browser.kill() }
}

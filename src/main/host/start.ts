import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type AppWindow, openAppWindow } from './app-window'
import { findBrowserBinary, hasDisplay } from './browser-binary'
import { findElectronBinary } from './electron-binary'
import { planStart, TERMINAL_COMMAND } from './plan'
import { serveFolder } from './server'

const HELP = `npm start [-- options]

Opens Fleetshift: in Electron where its binary is installed, else in a browser, else as an address.

  --browser   the browser, even where Electron is installed
  --no-open   only the address
  --help      this text`

/** So long a browser that failed may turn out to have been ended by Ctrl-C. */
const INTERRUPT_GRACE_MS = 200

const OPTIONS: ReadonlySet<string> = new Set(['--browser', '--no-open', '--help'])

/**
 * What `npm start` does once everything is built. Needs no network.
 * @param projectRoot the folder that holds `out` and `node_modules`
 * @returns the exit code, when the window is closed or Ctrl-C is pressed
 */
export async function start(projectRoot: string, options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => !OPTIONS.has(option))
  if (unknown !== undefined) {
    console.error(`npm start does not know ${unknown}.\n\n${HELP}`)
    return 2
  }
  if (options.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const machine = { platform: process.platform, environment: process.env, exists: existsSync }
  const plan = planStart({
    electron: findElectronBinary(projectRoot, process.env),
    browser: findBrowserBinary(machine),
    hasDisplay: hasDisplay(machine),
    wantsBrowser: options.includes('--browser'),
    wantsAddress: options.includes('--no-open'),
  })
  if (plan.kind === 'electron') return runElectron(plan.binary, projectRoot)
  for (const sentence of plan.says) console.log(sentence)
  return serve(join(projectRoot, 'out', 'renderer'), plan.kind === 'browser' ? plan.binary : null)
}

function runElectron(binary: string, projectRoot: string): Promise<number> {
  // Electron, like Chromium, does not start as root with its sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const electron = spawn(binary, [projectRoot, ...asRoot], { stdio: 'inherit' })
  return new Promise((resolve) => {
    electron.once('error', (error) => {
      console.error(`Electron could not be started: ${error.message}. \`npm start -- --browser\` does without it.`)
      resolve(1)
    })
    electron.once('close', (code, signal) => resolve(code ?? exitCodeOf(signal)))
  })
}

/** What a shell says of a program that a signal has ended. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/** Serves the window until it is closed or the user presses Ctrl-C. */
async function serve(folder: string, browser: string | null): Promise<number> {
  const interrupted = untilInterrupted()
  const host = await serveFolder(folder)
  console.log(`Fleetshift is at ${host.url} (Ctrl-C ends it).`)
  const window = browser ? await openAppWindow(browser, host.url) : null
  if (!window) console.log(`To play a scenario in the terminal: ${TERMINAL_COMMAND}`)
  await Promise.race(window ? [interrupted, untilClosed(window, interrupted)] : [interrupted])
  window?.close()
  await Promise.all([window?.closed, host.close()])
  return 0
}

/** Resolves when the user has closed the window; a browser that fails leaves the address standing instead. */
async function untilClosed(window: AppWindow, interrupted: Promise<void>): Promise<void> {
  if (await window.closed) return
  // Ctrl-C ends the browser as well as us, and its end may be seen first.
  const isInterrupted = interrupted.then(() => true)
  if (await Promise.race([isInterrupted, pause(INTERRUPT_GRACE_MS, false)])) return
  console.log('The browser did not stay open. Open the address above in one of your own.')
  console.log(`To play a scenario in the terminal: ${TERMINAL_COMMAND}`)
  await new Promise(() => undefined)
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

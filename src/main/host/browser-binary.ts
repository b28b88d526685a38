import { posix, win32 } from 'node:path'

/** The machine, as far as looking for a browser needs it; tests pass machines that they are not. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly exists: (path: string) => boolean
}

/** Browsers that can open an address as a window of its own (`--app=`): Chromium and what is made from it. */
const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
]
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
const WINDOWS_PATHS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
]

/** The first browser found in the usual places; `FLEETSHIFT_BROWSER` names one outright. Null when there is none. */
export function findBrowserBinary(machine: Machine): string | null {
  const chosen = machine.environment.FLEETSHIFT_BROWSER
  if (chosen) return machine.exists(chosen) ? chosen : null
  return candidates(machine).find(machine.exists) ?? null
}

function candidates({ platform, environment }: Machine): string[] {
  if (platform === 'darwin') {
    const homes = ['/Applications', posix.join(environment.HOME ?? '/', 'Applications')]
    return homes.flatMap((home) => MAC_NAMES.map((name) => `${home}/${name}.app/Contents/MacOS/${name}`))
  }
  if (platform === 'win32') {
    const homes = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    return homes.flatMap((home) => (home ? WINDOWS_PATHS.map((path) => win32.join(home, path)) : []))
  }
  const folders = (environment.PATH ?? '').split(posix.delimiter).filter((folder) => folder !== '')
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
}

/** Whether a window could be shown: elsewhere than on Linux (and its kin) there always is a display. */
export function hasDisplay({ platform, environment }: Pick<Machine, 'platform' | 'environment'>): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appWindowArguments } from '../../../src/main/host/app-window'
import { findBrowserBinary, hasDisplay } from '../../../src/main/host/browser-binary'
import { findElectronBinary } from '../../../src/main/host/electron-binary'
import { planStart } from '../../../src/main/host/plan'

describe('planStart', () => {
  const everything = {
    electron: '/electron',
    browser: '/chromium',
    hasDisplay: true,
    wantsBrowser: false,
    wantsAddress: false,
  }
  const install = expect.stringContaining('npx install-electron')

  it.each([
    ['Electron where it is', {}, { kind: 'electron', binary: '/electron' }],
    ['the browser on request', { wantsBrowser: true }, { kind: 'browser', binary: '/chromium', says: [] }],
    ['the browser without Electron', { electron: null }, { kind: 'browser', binary: '/chromium', says: [install] }],
    ['the address on request', { wantsAddress: true }, { kind: 'address', says: [] }],
    [
      'the address without a display',
      { electron: null, hasDisplay: false },
      { kind: 'address', says: [install, 'There is no display here, so no window opens.'] },
    ],
    [
      'the address without a display, even where Electron is',
      { hasDisplay: false },
      { kind: 'address', says: ['There is no display here, so no window opens.'] },
    ],
    [
      'the address without any browser',
      { electron: null, browser: null },
      { kind: 'address', says: [install, expect.stringContaining('No Chromium')] },
    ],
  ])('takes %s', (_name, facts, plan) => {
    expect(planStart({ ...everything, ...facts })).toEqual(plan)
  })
})

describe('findBrowserBinary', () => {
  const machine = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, ...files: string[]) => ({
    platform,
    environment,
    exists: (path: string) => files.includes(path),
  })

  it('looks through the PATH on Linux', () => {
    const found = findBrowserBinary(machine('linux', { PATH: '/bin::/usr/bin' }, '/usr/bin/google-chrome'))
    expect(found).toBe('/usr/bin/google-chrome')
  })

  it('looks among the applications on macOS', () => {
    const edge = '/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
    expect(findBrowserBinary(machine('darwin', { HOME: '/Users/a' }, edge))).toBe(edge)
  })

  it('looks among the programs on Windows', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const environment = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
    expect(findBrowserBinary(machine('win32', environment, edge))).toBe(edge)
  })

  it('takes the one that the user names, or none', () => {
    const environment = { PATH: '/usr/bin', FLEETSHIFT_BROWSER: '/opt/mine' }
    expect(findBrowserBinary(machine('linux', environment, '/opt/mine', '/usr/bin/chromium'))).toBe('/opt/mine')
    expect(findBrowserBinary(machine('linux', environment, '/usr/bin/chromium'))).toBeNull()
  })

  it('finds nothing on a bare machine', () => expect(findBrowserBinary(machine('linux', {}))).toBeNull())
})

it('hasDisplay asks the environment on Linux only', () => {
  expect(hasDisplay({ platform: 'linux', environment: {} })).toBe(false)
  expect(hasDisplay({ platform: 'linux', environment: { DISPLAY: ':0' } })).toBe(true)
  expect(hasDisplay({ platform: 'linux', environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true)
  expect(hasDisplay({ platform: 'darwin', environment: {} })).toBe(true)
})

describe('findElectronBinary', () => {
  const project = () => {
    const root = mkdtempSync(join(tmpdir(), 'fleetshift-electron-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    mkdirSync(join(root, 'node_modules/electron/dist'), { recursive: true })
    return root
  }

  it('finds what the installer has left', () => {
    const root = project()
    writeFileSync(join(root, 'node_modules/electron/path.txt'), 'electron')
    expect(findElectronBinary(root, {})).toBeNull()
    writeFileSync(join(root, 'node_modules/electron/dist/electron'), '')
    expect(findElectronBinary(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'))
    expect(findElectronBinary(root, { ELECTRON_OVERRIDE_DIST_PATH: '/elsewhere' })).toBeNull()
  })

  it('finds nothing before', () => expect(findElectronBinary(project(), {})).toBeNull())
})

describe('appWindowArguments', () => {
  it('opens a window of its own', () => {
    expect(appWindowArguments('http://127.0.0.1:1/', '/tmp/p', false)).toEqual(
      expect.arrayContaining(['--app=http://127.0.0.1:1/', '--user-data-dir=/tmp/p']),
    )
  })

  it('gives up the sandbox for root only', () => {
    expect(appWindowArguments('x', 'y', false)).not.toContain('--no-sandbox')
    expect(appWindowArguments('x', 'y', true)).toEqual(expect.arrayContaining(['--no-sandbox', '--test-type']))
  })
})

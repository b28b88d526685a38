import { _electron } from 'playwright-core'
import { expect, it } from 'vitest'
import { hasDisplay } from '../../src/main/host/browser-binary'
import { findElectronBinary } from '../../src/main/host/electron-binary'

/** Why there can be no window here, or null. */
function reasonToSkip(binary: string | null): string | null {
  if (!binary) return "Electron's binary is not installed (npx install-electron)"
  return hasDisplay({ platform: process.platform, environment: process.env }) ? null : 'there is no display'
}

it('the desktop shell opens the window, isolated and with its contract', async (context) => {
  const binary = findElectronBinary(process.cwd(), process.env)
  const reason = reasonToSkip(binary)
  if (!binary || reason) return context.skip(reason ?? '')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({ executablePath: binary, args: ['.', ...asRoot] })
  try {
    const page = await app.firstWindow()
    await page.waitForSelector('#root > *')
    expect(page.url()).toBe('app://fleetshift/')
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    expect(await page.evaluate(() => window.fleetshift?.platform)).toBe(process.platform)
    expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false)
  } finally {
    await app.close()
  }
})

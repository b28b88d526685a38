import { type Browser, chromium, type Page } from 'playwright-core'
import { browserLaunchOptions } from '../../scripts/bundled-chromium.mjs'

/** A real Chromium, the same on every Linux machine. Close it in `afterAll`. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await browserLaunchOptions())
}

/** Everything that a page complains of from now on: errors of its scripts and error lines of its console. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

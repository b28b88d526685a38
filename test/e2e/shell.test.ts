import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { collectErrors, launchBrowser } from './browser'

let browser: Browser
let page: Page
let errors: string[]
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  errors = collectErrors(page)
  await page.goto(inject('url'))
  await page.waitForSelector('#root > *')
})
afterAll(() => browser.close())

describe('the built window in a real browser', () => {
  it('starts without a complaint', async () => {
    await page.waitForLoadState('load')
    expect(errors).toEqual([])
  })

  it('is cross-origin isolated, so that memory can be shared with workers', async () => {
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  })

  it('brings its fonts along', async () => {
    const loaded = await page.evaluate(async () =>
      Promise.all(['16px InterVariable', '16px "JetBrains Mono Variable"'].map((font) => document.fonts.load(font))),
    )
    expect(loaded.map((faces) => faces.length > 0)).toEqual([true, true])
  })

  it('runs no script that is not its own', async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.body.dataset.ran = "yes"'
      document.body.append(script)
      return document.body.dataset.ran ?? 'no'
    })
    expect(ran).toBe('no')
  })

  it('works without the desktop shell', async () => {
    expect(await page.evaluate(() => 'fleetshift' in window)).toBe(false)
  })
})

import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundledScenarioTexts } from '../support/bundled-scenarios'
import { readGolden } from '../support/golden'
import { launchBrowser } from './browser'

let browser: Browser
let page: Page
beforeAll(async () => {
  const [code, started] = await Promise.all([simulationForBrowsers(), launchBrowser()])
  browser = started
  page = await browser.newPage()
  await page.addScriptTag({ content: code })
})
afterAll(() => browser?.close())

/** The simulation as one plain script that leaves `fleetshiftSim` behind, minified as in the window. */
async function simulationForBrowsers(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL('../../src/sim/index.ts', import.meta.url)),
        name: 'fleetshiftSim',
        formats: ['iife'],
      },
    },
  })
  const [first] = [output].flat() as Rolldown.RolldownOutput[]
  const chunk = first?.output.find((file) => file.type === 'chunk')
  if (chunk === undefined) throw new Error('vite built no script')
  return chunk.code
}

/** Runs one scenario inside the page. */
function identityInBrowser(text: string): Promise<{ scenarioDigest: string; digest: string }> {
  return page.evaluate((document) => {
    const sim: typeof import('@sim') = Reflect.get(window, 'fleetshiftSim')
    const parsed = sim.parseScenario(JSON.parse(document))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    const { scenarioDigest, digest } = sim.simulate(parsed.value).identity
    return { scenarioDigest, digest }
  }, text)
}

describe('the same run in Node and in the browser', () => {
  it.each(bundledScenarioTexts())('$id has its golden digest in Chromium', async ({ id, text }) => {
    expect(await identityInBrowser(text)).toEqual(readGolden().scenarios[id])
  })
})

import { fileURLToPath } from 'node:url'
import { seriesCsv, timelineChart } from '@charts'
import { parseScenario, simulate } from '@sim'
import type { Browser, Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alias } from '../../aliases.config'
import { textWidth } from '../../src/charts/svg/measure'
import { layoutChart } from '../../src/charts/timeline/timeline-chart'
import { bundledScenarioTexts } from '../support/bundled-scenarios'
import { collectErrors, launchBrowser } from './browser'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

function runOf(text: string) {
  const parsed = parseScenario(JSON.parse(text))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return simulate(parsed.value)
}

/** The simulation and the charts as one plain script that leaves `fleetshiftCharts` behind, minified as in the window. */
async function chartsForBrowsers(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL('../support/sim-and-charts.ts', import.meta.url)),
        name: 'fleetshiftCharts',
        formats: ['iife'],
      },
    },
  })
  const [first] = [output].flat() as Rolldown.RolldownOutput[]
  const chunk = first?.output.find((file) => file.type === 'chunk')
  if (chunk === undefined) throw new Error('vite built no script')
  return chunk.code
}

async function openChart(svg: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1018 } })
  const errors = collectErrors(page)
  await page.goto('about:blank')
  await page.setContent(`<!doctype html><body style="margin:0">${svg}`)
  await page.evaluate(() => document.fonts.ready)
  return { page, errors }
}

describe('the printed chart in a real browser', () => {
  const [first] = bundledScenarioTexts()
  const result = runOf(first?.text ?? '')

  it('brings its fonts along and asks for nothing', async () => {
    const { page, errors } = await openChart(timelineChart(result))
    const faces = await page.evaluate(() => [...document.fonts].map(({ family, status }) => `${family}: ${status}`))
    expect(faces.map((face) => face.replaceAll(/["']/g, '')).toSorted()).toEqual([
      'Fleetshift Mono: loaded',
      'Fleetshift Sans: loaded',
    ])
    expect(errors).toEqual([])
    await page.close()
  })

  it('sets its words as wide as the table of advances says', async () => {
    const { page } = await openChart(timelineChart(result))
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll('svg text')].map((text) => (text as SVGTextElement).getComputedTextLength()),
    )
    const lines = layoutChart(result, 'chart').texts.filter(({ text }) => text !== '')
    expect(drawn.length).toBe(lines.length)
    const wrong = lines.flatMap(({ text, style }, index) => {
      const expected = textWidth(text, style)
      // Kerning is not in the table; it makes words a little narrower, and hardly ever wider.
      const difference = (drawn[index] ?? 0) - expected
      return difference > 1.5 || difference < -0.04 * expected - 1.5 ? [`${text}: ${drawn[index]} for ${expected}`] : []
    })
    expect(wrong).toEqual([])
    await page.close()
  })

  it('has the same bytes in Chromium as in Node', async () => {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await chartsForBrowsers() })
    for (const { id, text } of bundledScenarioTexts()) {
      const inBrowser = await page.evaluate((document) => {
        const room: typeof import('../support/sim-and-charts') = Reflect.get(window, 'fleetshiftCharts')
        const parsed = room.parseScenario(JSON.parse(document))
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
        const made = room.simulate(parsed.value)
        return { svg: room.timelineChart(made), csv: room.seriesCsv(made) }
      }, text)
      const made = runOf(text)
      expect(inBrowser.svg === timelineChart(made), `${id}: chart`).toBe(true)
      expect(inBrowser.csv === seriesCsv(made), `${id}: table`).toBe(true)
    }
    await page.close()
  })
})

// `npm run images`: the pictures of the README, made from the product itself: the stage of a bundled scenario, dark and
// light, and the chart that the command exports. Run it after a change of the looks and commit what it writes.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { ensureBuilt, PROJECT_ROOT } from './build.mjs'
import { browserLaunchOptions } from './bundled-chromium.mjs'

const OUT = join(PROJECT_ROOT, 'docs', 'images')
const SCENARIO = { id: 'validate-fails-rollback', atPlayhead: 0.285 }

await ensureBuilt()
mkdirSync(OUT, { recursive: true })
/** @type {typeof import('../src/main/host/index')} */
const { serveFolder } = await import(new URL('../out/host/index.mjs', import.meta.url).href)
const host = await serveFolder(join(PROJECT_ROOT, 'out', 'renderer'))
const browser = await chromium.launch(await browserLaunchOptions())
try {
  for (const theme of /** @type {const} */ (['dark', 'light'])) await takeStage(theme)
  await takeChart()
} finally {
  await browser.close()
  await host.close()
}

/**
 * The window as a visitor sees it: the scenario is chosen by its name, the playhead is put where something happens.
 * @param {'dark' | 'light'} theme
 */
async function takeStage(theme) {
  const { name } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'assets', 'scenarios', `${SCENARIO.id}.json`), 'utf8'))
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: theme })
  await page.goto(host.url)
  await page.getByText(name, { exact: true }).first().click()
  const playhead = page.getByRole('slider', { name: 'Playhead' })
  const box = await playhead.boundingBox()
  if (box === null) throw new Error('The window shows no timeline.')
  await playhead.click({ position: { x: box.width * SCENARIO.atPlayhead, y: box.height / 2 } })
  await page.mouse.move(10, 10)
  await page.waitForTimeout(1_000)
  await page.screenshot({ path: join(OUT, `stage-${theme}.png`) })
  await page.close()
}

async function takeChart() {
  const svg = join(tmpdir(), `fleetshift-chart-${process.pid}.svg`)
  execFileSync(
    process.execPath,
    [join('bin', 'fleetshift.mjs'), 'run', join('assets', 'scenarios', `${SCENARIO.id}.json`), '--chart', svg],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const page = await browser.newPage({ viewport: { width: 1440, height: 1018 } })
  await page.goto(pathToFileURL(svg).href)
  await page.screenshot({ path: join(OUT, 'chart.png') })
  rmSync(svg)
}

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { violationsOn } from './axe'
import { collectErrors, launchBrowser } from './browser'

let browser: Browser
let context: BrowserContext
let page: Page
let errors: string[]
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(() => open())
afterEach(async () => {
  expect(errors).toEqual([])
  await context.close()
})

async function open(options: { colorScheme?: 'light' | 'dark'; reducedMotion?: 'reduce' } = {}): Promise<void> {
  await context?.close()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark', ...options })
  page = await context.newPage()
  errors = collectErrors(page)
  await page.goto(inject('url'))
  await page.getByRole('button', { name: /^Open/ }).first().waitFor()
}

async function openBundled(name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await playhead().waitFor()
}

async function openFleetOf(instanceCount: number): Promise<void> {
  const document = {
    schemaVersion: 1,
    name: `Fleet of ${instanceCount}`,
    startAtMs: 2_000,
    durationMs: 60_000,
    load: { kind: 'constant', rps: 100 },
    fleet: { instanceCount },
    loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 5_000 },
    deployment: { deploymentConfig: 'CodeDeployDefault.HalfAtATime' },
  }
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^Open/ }).first().click()
  await (await chooser).setFiles([
    { name: 'fleet.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) },
  ])
  await page.getByRole('heading', { level: 1, name: document.name }).waitFor()
  await playhead().waitFor()
}

const playhead = () => page.getByRole('slider', { name: 'Playhead' })
const clockText = () => page.locator('.transport-clock').innerText()

/** Seconds of the run at the playhead, read off the screen. */
async function clockSeconds(): Promise<number> {
  const [minutes = 0, seconds = 0] = (await clockText()).split('/')[0]?.split(':').map(Number) ?? []
  return minutes * 60 + seconds
}

/** Drags the playhead to a part of the timeline, 0 to 1, and leaves the pointer elsewhere. */
async function scrubTo(...parts: readonly number[]): Promise<void> {
  const box = await playhead().boundingBox()
  if (!box) throw new Error('the timeline is not there')
  const at = (part: number) => [box.x + 0.5 + part * (box.width - 1), box.y + 60] as const
  await page.mouse.move(...at(parts[0] ?? 0))
  await page.mouse.down()
  for (const part of parts) await page.mouse.move(...at(part), { steps: 5 })
  await page.mouse.up()
  await page.mouse.move(4, 4)
}

/** Waits until everything that hears of the playhead ten times a second has heard. */
const settle = () => page.waitForTimeout(400)

/** Everything that is drawn: the shapes of the SVG layers and the pixels of the canvases, before any of it is rastered. */
function scenePicture(): Promise<{ shapes: string[]; pixels: string[] }> {
  return page.evaluate(() => ({
    shapes: [...document.querySelectorAll('.scene svg')].map((svg) => svg.innerHTML),
    pixels: [...document.querySelectorAll<HTMLCanvasElement>('.scene canvas')].map((canvas) => canvas.toDataURL()),
  }))
}

/** How many pixels of a canvas are drawn on. */
function inkOn(canvas: number): Promise<number> {
  return page.evaluate((index) => {
    const element = document.querySelectorAll<HTMLCanvasElement>('.scene canvas')[index]
    const data = element?.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? []
    return Array.from(data).filter((value, at) => at % 4 === 3 && value > 0).length
  }, canvas)
}
const MARKS = 0
const FLEET = 1

describe('playing and scrubbing', () => {
  it('shows exactly the same picture when the playhead comes back', async () => {
    await openBundled('A bad build')
    await scrubTo(0.42)
    await settle()
    const [clock, picture] = [await clockText(), await scenePicture()]
    await scrubTo(0.9, 0.05)
    await settle()
    expect(await scenePicture()).not.toEqual(picture)
    await scrubTo(0.42)
    await settle()
    expect(await clockText()).toBe(clock)
    expect(await scenePicture()).toEqual(picture)
  })

  // How fast a speed is, the player's own tests say with a clock of theirs; a wall clock here would measure the machine.
  it('plays at the chosen speed, and pauses', async () => {
    await openBundled('Half at a time')
    await page.keyboard.press('5')
    await expect.poll(() => page.getByRole('slider', { name: 'Speed' }).getAttribute('aria-valuetext')).toMatch(/10/)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(clockSeconds).toBeGreaterThan(3)
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await settle()
    const paused = await clockText()
    await page.waitForTimeout(300)
    expect(await clockText()).toBe(paused)
  })

  it('steps by second, event and chapter with the keyboard', async () => {
    await openBundled('Half at a time')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(clockText).toMatch(/^00:02\.0/)
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(clockText).toMatch(/^00:30\.0/)
    await page.keyboard.press(']')
    await settle()
    expect(await playhead().getAttribute('aria-valuetext')).toMatch(/, Wave 2$/)
    await page.keyboard.press('End')
    await settle()
    expect(await playhead().getAttribute('aria-valuetext')).toMatch(/, After$/)
  })
})

describe('the scene', () => {
  it('shows request marks, and crosses travelling back where requests fail', async () => {
    await openBundled('All at once')
    await scrubTo(0.3)
    await settle()
    expect(await inkOn(MARKS)).toBeGreaterThan(200)
    expect(await page.locator('.scene svg text', { hasText: '5xx to clients' }).count()).toBe(1)
    await page.getByText(/^One mark is \d+ requests$/).waitFor()
  })

  it('draws no mark in motion where motion is reduced', async () => {
    await open({ reducedMotion: 'reduce' })
    await openBundled('All at once')
    await scrubTo(0.1)
    await settle()
    expect(await inkOn(MARKS)).toBe(0)
    await page.getByText('Motion is reduced').waitFor()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.waitForTimeout(1_200)
    expect(await clockText()).toMatch(/^\d\d:\d\d\.0/)
  })

  it('inspects an instance with the keyboard alone', async () => {
    await openBundled('Half at a time')
    await page.getByRole('grid').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const name = await page.locator('[role=gridcell][aria-selected=true]').getAttribute('aria-label')
    const [id = ''] = name?.split(',') ?? []
    expect(id).toMatch(/^i-[0-9a-f]{8}$/)
    await page.getByRole('tab', { name: 'Instance', selected: true }).waitFor()
    await page.locator('.inspector').getByText(id, { exact: true }).first().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('[role=gridcell][aria-selected=true]').count()).toBe(0)
  })

  it('draws large fleets on one canvas, in which every instance can be picked', async () => {
    await openFleetOf(900)
    await settle()
    expect(await inkOn(FLEET)).toBeGreaterThan(2_000)
    expect(await page.getByRole('gridcell').count()).toBe(1)
    const box = await page.getByRole('grid').boundingBox()
    await page.mouse.click((box?.x ?? 0) + 640, (box?.y ?? 0) + 200)
    await page.getByRole('tab', { name: 'Instance', selected: true }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.locator('.scene-brackets').count()).toBe(1)
  })

  it('keeps its colours right when the theme changes', async () => {
    await openFleetOf(900)
    await settle()
    const dark = await scenePicture()
    await page.keyboard.press('Control+Shift+L')
    await settle()
    expect((await scenePicture()).pixels[FLEET]).not.toBe(dark.pixels[FLEET])
    await page.keyboard.press('Control+Shift+L')
    await settle()
    expect(await scenePicture()).toEqual(dark)
  })
})

describe('the timeline', () => {
  it('veils the future, hides it, or shows it', async () => {
    await openBundled('Half at a time')
    await scrubTo(0.5)
    const opacity = () => page.locator('.timeline-veil').evaluate((veil) => getComputedStyle(veil).opacity)
    const display = () => page.locator('.timeline-veil').evaluate((veil) => getComputedStyle(veil).display)
    expect(await opacity()).toBe('0.58')
    await page.keyboard.press('h')
    expect(await opacity()).toBe('1')
    await page.keyboard.press('h')
    expect(await display()).toBe('none')
  })

  it('zooms around the pointer, and fits again', async () => {
    await openBundled('Half at a time')
    const labels = () => page.locator('.timeline-tick-label').allInnerTexts()
    const whole = await labels()
    const box = await playhead().boundingBox()
    await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 80)
    await page.mouse.wheel(0, -400)
    await settle()
    expect(await labels()).not.toEqual(whole)
    await page.keyboard.press('0')
    await settle()
    expect(await labels()).toEqual(whole)
  })

  it('is resized by dragging its edge, and remembers it', async () => {
    await openBundled('Half at a time')
    const height = async () => (await page.locator('.timeline').boundingBox())?.height ?? 0
    const before = await height()
    const edge = await page.getByRole('separator', { name: 'Height of the timeline' }).boundingBox()
    await page.mouse.move((edge?.x ?? 0) + 200, (edge?.y ?? 0) + 6)
    await page.mouse.down()
    await page.mouse.move((edge?.x ?? 0) + 200, (edge?.y ?? 0) - 44, { steps: 4 })
    await page.mouse.up()
    expect(await height()).toBe(Math.round(before) + 50)
    await page.reload()
    await playhead().waitFor()
    expect(await height()).toBe(Math.round(before) + 50)
  })
})

describe('accessibility of the stage', () => {
  it.each(['dark', 'light'] as const)(
    'axe finds nothing in the %s theme, at any stage of a run, nor in the table',
    async (theme) => {
      await open({ colorScheme: theme })
      await openBundled('ValidateService fails')
      for (const part of [0.05, 0.22, 0.4, 0.98]) {
        await scrubTo(part)
        await page.keyboard.press('Escape')
        await settle()
        expect(await violationsOn(page)).toEqual([])
      }
      await page.keyboard.press('Control+t')
      await page.getByRole('table', { name: /^What came together/ }).waitFor()
      expect(await violationsOn(page)).toEqual([])
    },
  )

  it('axe finds nothing with a large fleet', async () => {
    await openFleetOf(300)
    await settle()
    expect(await violationsOn(page)).toEqual([])
  })

  it('stays readable where the system chooses the colours', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    await openBundled('Half at a time')
    await settle()
    const body = page.locator('.scene-cell rect').first()
    const [fill, ground] = await body.evaluate((rect) => [
      getComputedStyle(rect).fill,
      getComputedStyle(document.body).backgroundColor,
    ])
    expect(fill).not.toBe(ground)
  })
})

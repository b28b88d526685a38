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
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
  page = await context.newPage()
  errors = collectErrors(page)
  await page.goto(inject('url'))
  await page.getByRole('button', { name: /^Open/ }).first().waitFor()
})
afterEach(async () => {
  expect(errors).toEqual([])
  await context.close()
})

const FLEET = {
  fleet: { instanceCount: 6 },
  loadBalancer: { healthCheck: { intervalMs: 5_000, timeoutMs: 2_000 }, deregistrationDelayMs: 10_000 },
}

async function openScenario(name: string, deployment: object, rest: object = {}): Promise<void> {
  const document = { schemaVersion: 1, name, startAtMs: 10_000, load: { kind: 'constant', rps: 60 }, ...FLEET, ...rest }
  const text = JSON.stringify({ ...document, deployment })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^Open/ }).first().click()
  await (await chooser).setFiles([{ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) }])
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('slider', { name: 'Playhead' }).waitFor()
}

const sceneTexts = () => page.locator('.scene svg text').allTextContents()
const trackNames = () => page.locator('.timeline-label-name > :first-child').allInnerTexts()

/** Goes to a phase or a chapter by what its button is called. */
async function goTo(name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.waitForTimeout(200)
}

describe('the window on every platform', () => {
  it('shows blue and green side by side, and who takes the traffic', async () => {
    await openScenario('Blue/green', { strategy: 'blue-green', deploymentConfig: 'CodeDeployDefault.AllAtOnce' })
    await page.locator('.scene svg text', { hasText: 'Green' }).waitFor()
    expect(await sceneTexts()).toEqual(expect.arrayContaining(['Blue', 'Green', '100 %', 'ALB']))
    await page.keyboard.press('End')
    await page.locator('.scene svg text', { hasText: /^6 of 6 healthy/ }).waitFor()
    await goTo(/Termination wait/)
    const cells = page.getByRole('gridcell')
    expect(await cells.count()).toBe(12)
    expect(await page.getByRole('gridcell', { name: /^Green, .*version 2.*takes traffic/ }).count()).toBe(6)
    expect(await violationsOn(page)).toEqual([])
  })

  it('shows an alias with its environments and its steps', async () => {
    const names = { revisions: { old: { name: '41' }, new: { name: '42' } } }
    const config = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
    await openScenario('Lambda', { strategy: 'lambda-alias', deploymentConfig: config }, names)
    await page.locator('.scene svg text', { hasText: 'Version 41' }).waitFor()
    expect(await sceneTexts()).toEqual(expect.arrayContaining(['Alias', 'live', 'Version 42', 'warm, idle']))
    expect(await trackNames()).toEqual(expect.arrayContaining(['Traffic weight', 'Environments', 'Cold starts']))
    await goTo(/10 %, from/)
    await page.locator('.scene svg text', { hasText: '42 = 0.1' }).waitFor()
    await page.getByText('Baking').waitFor()
    expect(await page.getByRole('table').filter({ hasText: 'cold starts' }).locator('tbody tr').count()).toBe(2)
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Deployment'])
    expect(await violationsOn(page)).toEqual([])
  })

  it('shows both listeners of an ECS service, and test traffic while its function tests', async () => {
    await openScenario('ECS', {
      strategy: 'ecs-blue-green',
      deploymentConfig: 'CodeDeployDefault.ECSAllAtOnce',
      hookFunctions: { AfterAllowTestTraffic: { functionName: 'tests' } },
    })
    await page.locator('.scene svg text', { hasText: 'Replacement task set' }).waitFor()
    await page.keyboard.press('End')
    await page
      .getByRole('button', { name: /^AfterAllowTestTraffic/ })
      .first()
      .click()
    await page.locator('.scene svg text', { hasText: 'testing' }).waitFor()
    expect(await sceneTexts()).toEqual(expect.arrayContaining(['prod', ':443', 'test', ':8443', 'tests only']))
    expect(await violationsOn(page)).toEqual([])
  })

  it('shows an alarm that stops a canary, in its tab and on its track', async () => {
    const traffic = { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 20, canaryInterval: 10 } }
    await openScenario(
      'Alarm',
      {
        strategy: 'weighted-target-groups',
        deploymentConfig: { name: 'Canary20', trafficRoutingConfig: traffic },
        alarmConfiguration: { alarms: ['errors'] },
        autoRollback: { events: ['DEPLOYMENT_STOP_ON_ALARM'] },
      },
      {
        revisions: { new: { errorRatePpm: 500_000 } },
        alarms: [
          {
            name: 'errors',
            metric: 'HTTPCode_Target_5XX_Count',
            comparisonOperator: 'GreaterThanThreshold',
            threshold: 20,
            treatMissingData: 'notBreaching',
          },
        ],
      },
    )
    expect(await trackNames()).toContain('Alarms')
    await page.keyboard.press('End')
    await page.getByText('Rolled back').first().waitFor()
    await goTo(/Rollback, from/)
    await page.getByRole('tab', { name: /^Alarms/ }).click()
    await page.getByRole('region', { name: 'Alarm errors' }).getByText('ALARM', { exact: true }).waitFor()
    expect(await violationsOn(page)).toEqual([])
  })
})

import { realpathSync } from 'node:fs'
import { expect, it } from 'vitest'
import { answerAppRequest } from '../../../src/main/serve/app-protocol'

const root = realpathSync('src/renderer')

it('answers with the file, its type and the rules of the page', async () => {
  const response = await answerAppRequest(root, 'app://fleetshift/index.html?theme=dark')
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('<div id="root">')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
})

it.each([
  'app://fleetshift/nothing.html',
  'app://fleetshift/..%2f..%2fpackage.json',
  'app://fleetshift/%2e%2e/%2e%2e/package.json',
  'app://fleetshift/..%5c..%5cpackage.json',
  'app://fleetshift/%00',
  'app://fleetshift/%zz',
  'app://other/index.html',
  'not an address',
])('finds nothing at %s', async (url) => {
  expect((await answerAppRequest(root, url)).status).toBe(404)
})

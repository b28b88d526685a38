import type { TestProject } from 'vitest/node'
import { ensureBuilt } from '../../scripts/build.mjs'
import { browserLaunchOptions } from '../../scripts/bundled-chromium.mjs'
import { serveFolder } from '../../src/main/host/server'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the built window, with a `/` at its end. */
    url: string
  }
}

/** Serves the built window for all end-to-end tests, and unpacks the browser before any of their clocks runs. */
export default async function setup(project: TestProject) {
  await ensureBuilt()
  await browserLaunchOptions()
  const host = await serveFolder('out/renderer')
  project.provide('url', host.url)
  return () => host.close()
}

// `npm run golden`: writes the digests of the bundled scenarios and docs/scenarios.md anew, on purpose. When digests move
// because the engine has changed, ENGINE_VERSION goes up too and the changelog says why.
import { createServer } from 'vite'
import { PROJECT_ROOT } from './build.mjs'

/** @typedef {{ scenarios: Record<string, { digest: string }> }} Golden */

const server = await createServer({
  root: PROJECT_ROOT,
  configFile: 'vite.node.config.ts',
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
})
try {
  /** @type {Record<string, any>} */
  const { computeGolden, readGolden, writeGolden } = await server.ssrLoadModule('/test/support/golden.ts')
  const before = existing(readGolden)
  /** @type {Golden} */
  const after = computeGolden()
  for (const [id, { digest }] of Object.entries(after.scenarios)) {
    const old = before?.scenarios[id]?.digest
    console.log(`${id}: ${old === digest ? `${digest}, unchanged` : `${old ?? 'none'} -> ${digest}`}`)
  }
  writeGolden(after)
  const { writeScenariosDocument } = await server.ssrLoadModule('/test/support/scenarios-document.ts')
  writeScenariosDocument()
} finally {
  await server.close()
}

/**
 * The golden file, or null while there is none.
 * @param {() => Golden} read
 */
function existing(read) {
  try {
    return read()
  } catch {
    return null
  }
}

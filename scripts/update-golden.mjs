// `npm run golden`: writes the digests of the bundled scenarios and docs/scenarios.md anew, on purpose. When digests move
// because the engine has changed, ENGINE_VERSION goes up too and the changelog says why.
import { createServer } from 'vite'
import { PROJECT_ROOT } from './build.mjs'

const server = await createServer({
  root: PROJECT_ROOT,
  configFile: 'vite.node.config.ts',
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
})
try {
  const { updateGolden } = await server.ssrLoadModule('/test/support/update-golden.ts')
  for (const line of updateGolden()) console.log(line)
} finally {
  await server.close()
}

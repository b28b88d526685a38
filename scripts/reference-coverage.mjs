// `npm run coverage:reference`: writes test/reference-coverage.md from the titles of the tests.
import { createServer } from 'vite'
import { PROJECT_ROOT } from './build.mjs'

const server = await createServer({
  root: PROJECT_ROOT,
  // Without the build's configuration, which would bundle the parser of the titles: vite itself.
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
})
try {
  const { writeReferenceCoverage } = await server.ssrLoadModule('/test/support/reference-coverage.ts')
  writeReferenceCoverage()
  console.log('test/reference-coverage.md')
} finally {
  await server.close()
}

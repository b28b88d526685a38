import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * The simulation bundled as the product ships it, made once for each file of tests. Theory needs millions of requests,
 * and the loader of the tests, which looks every import up at every use, makes the hot loop three times slower.
 */
async function bundledEngine(): Promise<typeof import('@sim')> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('../../../src/sim/index.ts', import.meta.url)),
      target: 'node20',
      minify: false,
      write: false,
    },
  })
  const chunks = 'output' in built ? built.output : []
  const [entry, ...more] = chunks
  if (entry?.type !== 'chunk' || more.length > 0) throw new Error('The simulation did not become one module.')
  return import(`data:text/javascript;base64,${Buffer.from(entry.code).toString('base64')}`)
}

export const engine = await bundledEngine()

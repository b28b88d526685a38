import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { alias } from '../../../../aliases.config'
import type { GarbageReport } from './child'

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/garbage/', import.meta.url))

/** Bundles the child for plain Node: the loader of the tests would add garbage of its own. */
async function bundled(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir: CACHE,
      emptyOutDir: true,
      rolldownOptions: {
        input: { child: fileURLToPath(new URL('./child.ts', import.meta.url)) },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  return `${CACHE}child.mjs`
}

it('1.2 million requests are simulated and recorded without one collection of garbage', async () => {
  const output = execFileSync(process.execPath, ['--expose-gc', await bundled()], { encoding: 'utf8' })
  const report: GarbageReport = JSON.parse(output)
  expect(report.requests).toBeGreaterThan(1_190_000)
  // The control: an object of 16 bytes for each request would have been collected many times.
  expect(report.littering.length).toBeGreaterThan(1)
  expect(report.simulating).toEqual([])
  // The recorder makes a little for each row of some fifty columns; a boxed number for each request would be 16 bytes.
  expect(report.leftBytes / report.requests).toBeLessThan(4)
}, 60_000)

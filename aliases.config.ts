import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

/**
 * The doors between rooms, as every bundler and test run resolves them (tsconfig.base.json `paths` says the same to the
 * compiler). Exact matches, so that `@sim/engine` is an error and not a way in through the window.
 */
export const alias = [
  { find: /^@sim$/, replacement: resolve(root, 'src/sim/index.ts') },
  { find: /^@interop$/, replacement: resolve(root, 'src/interop/index.ts') },
  { find: /^@charts$/, replacement: resolve(root, 'src/charts/index.ts') },
  { find: /^@contract$/, replacement: resolve(root, 'src/main/contract.ts') },
  { find: /^@renderer\//, replacement: `${resolve(root, 'src/renderer')}/` },
]

import { defineConfig } from 'vite'
import { alias } from './aliases.config.ts'

/** The contestants of `npm run bench`, built as the command line is: one module each, for this Node. */
export default defineConfig({
  resolve: { alias },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { input: { engine: 'test/bench/engine.ts', 'bare-loop': 'test/bench/bare-loop.ts' } },
  },
  ssr: { noExternal: true },
})

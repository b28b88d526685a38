import { defineConfig } from 'vite'
import { alias } from './aliases.config.ts'

/**
 * What plain Node runs: the `fleetshift` command and the loopback host behind `npm start`. Not a part of the
 * electron-vite build, which compiles for the newer Node inside Electron.
 */
export default defineConfig({
  resolve: { alias },
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { 'cli/index': 'src/cli/index.ts', 'host/index': 'src/main/host/index.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'cli/chunks/[name]-[hash].mjs' },
    },
  },
})

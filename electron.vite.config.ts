import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { alias } from './aliases.config.ts'
import { RENDERER_BUILD } from './vite.web.config.ts'

export default defineConfig({
  main: {
    resolve: { alias },
    build: { externalizeDeps: false, rolldownOptions: { input: { index: resolve('src/main/index.ts') } } },
  },
  preload: {
    resolve: { alias },
    build: {
      // A sandboxed preload must be ONE CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    resolve: { alias },
    plugins: [react()],
    worker: { format: 'es' },
    build: { ...RENDERER_BUILD, rolldownOptions: { input: { index: resolve('src/renderer/index.html') } } },
  },
})

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { alias } from './aliases.config.ts'

/** How the window is built; shared with electron.vite.config.ts. */
export const RENDERER_BUILD = {
  // Below Electron's own Chromium on purpose: `npm start` opens the same files in whatever browser the machine has.
  target: 'chrome140',
  minify: true,
  sourcemap: true,
  // Small fonts would become data: URLs, which the content security policy does not allow for fonts that we ship.
  assetsInlineLimit: 0,
}

/** `npm run dev:web`: the window alone with hot reload, for machines without Electron's binary. */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  resolve: { alias },
  plugins: [react()],
  worker: { format: 'es' },
  build: RENDERER_BUILD,
  server: {
    host: '127.0.0.1',
    headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' },
  },
})

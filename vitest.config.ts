import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { alias } from './aliases.config.ts'

export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text', 'html', 'json-summary'],
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{sim,interop,charts,cli,architecture,scripts}/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        // Every test here replaces electron with a factory: importing the real package in Node starts a download.
        test: { name: 'main', environment: 'node', include: ['test/main/**/*.test.ts'] },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/setup.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // One browser at a time: the tests share two cores with it.
          fileParallelism: false,
        },
      },
    ],
  },
})

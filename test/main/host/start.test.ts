import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { start } from '../../../src/main/host/start'

/** A project whose Electron is a shell script. */
function projectWithElectron(script: string): string {
  const root = mkdtempSync(join(tmpdir(), 'fleetshift-electron-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const folder = join(root, 'node_modules', 'electron')
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'path.txt'), 'electron')
  writeFileSync(join(folder, 'dist', 'electron'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'dist', 'electron'), 0o755)
  return root
}

describe.skipIf(process.platform !== 'linux')(
  'npm start with Electron (its double is a shell script: Linux only)',
  () => {
    it.each([
      ['that ends by itself', 'exit 0', 0],
      ['that fails', 'exit 7', 7],
      ['that a signal has ended', 'kill -KILL $$', 137],
    ])('%s gives its exit code', async (_name, script, exitCode) => {
      const display = process.env.DISPLAY
      process.env.DISPLAY = ':0'
      onTestFinished(() => {
        if (display === undefined) delete process.env.DISPLAY
        else process.env.DISPLAY = display
      })
      expect(await start(projectWithElectron(script), [])).toBe(exitCode)
    })
  },
)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ensureBuilt } from '../../scripts/build.mjs'

/** Starts `npm start` without npm: without a display, unless the environment says otherwise. */
function start(options: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...options], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
    // A process group of its own, as under a terminal.
    detached: process.platform !== 'win32',
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const says = async (pattern: RegExp) => {
    while (!pattern.test(output)) await once(child.stdout, 'data')
    return pattern.exec(output)?.[0] ?? ''
  }
  return { child, says, output: () => output }
}

/** A browser that writes down how it was started and then does what the shell script says. */
function shamBrowser(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'fleetshift-browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const binary = join(folder, 'browser')
  writeFileSync(binary, `#!/bin/sh\nprintf '%s\\n' "$@" >'${folder}/arguments'\n${script}\n`, { mode: 0o755 })
  return { binary, startedWith: () => readFileSync(join(folder, 'arguments'), 'utf8').trimEnd().split('\n') }
}

describe.skipIf(process.platform !== 'linux')(
  'npm start with a browser (its double is a shell script: Linux only)',
  () => {
    it('opens an application window, and ends with it', async () => {
      await ensureBuilt()
      const { binary, startedWith } = shamBrowser('exit 0')
      const { child, output } = start(['--browser'], { DISPLAY: ':0', FLEETSHIFT_BROWSER: binary })
      expect(await once(child, 'close')).toEqual([0, null])
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output())?.[0]
      expect(startedWith()).toContain(`--app=${url}`)
      const profile = startedWith().find((each) => each.startsWith('--user-data-dir='))
      expect(existsSync(profile?.split('=')[1] ?? '')).toBe(false)
    })

    it('ends the browser on Ctrl-C', async () => {
      await ensureBuilt()
      const { binary, startedWith } = shamBrowser('exec sleep 60')
      const { child, says } = start(['--browser'], { DISPLAY: ':0', FLEETSHIFT_BROWSER: binary })
      await says(/Ctrl-C/)
      await vi.waitFor(() => expect(startedWith()).not.toEqual(['']))
      child.kill('SIGINT')
      expect(await once(child, 'close')).toEqual([0, null])
    })

    it('does not call a browser that Ctrl-C has ended, too, one that failed', async () => {
      await ensureBuilt()
      const { binary, startedWith } = shamBrowser('exec sleep 60')
      const { child, says, output } = start(['--browser'], { DISPLAY: ':0', FLEETSHIFT_BROWSER: binary })
      await says(/Ctrl-C/)
      await vi.waitFor(() => expect(startedWith()).not.toEqual(['']))
      // As a terminal does: to the whole group.
      process.kill(-(child.pid ?? Number.NaN), 'SIGINT')
      expect(await once(child, 'close')).toEqual([0, null])
      expect(output()).not.toContain('did not stay open')
    })

    it('keeps the address when the browser fails', async () => {
      await ensureBuilt()
      const { binary } = shamBrowser('exit 1')
      const { child, says } = start(['--browser'], { DISPLAY: ':0', FLEETSHIFT_BROWSER: binary })
      const url = await says(/http:\/\/127\.0\.0\.1:\d+\//)
      await says(/The browser did not stay open\. Open the address above/)
      expect((await fetch(url)).status).toBe(200)
      child.kill('SIGINT')
      expect(await once(child, 'close')).toEqual([0, null])
    })
  },
)

describe('npm start', () => {
  it.skipIf(process.platform !== 'linux')(
    'without a display (only Linux is without one) gives the address and the command, serves, and ends on Ctrl-C',
    async () => {
      await ensureBuilt()
      const { child, says, output } = start([])
      const url = await says(/http:\/\/127\.0\.0\.1:\d+\//)
      await says(/npx fleetshift run assets\/scenarios\/half-at-a-time\.json\n/)
      expect(output()).toContain('There is no display here, so no window opens.\n')
      expect(await (await fetch(url)).text()).toContain('<title>Fleetshift</title>')
      child.kill('SIGINT')
      expect(await once(child, 'close')).toEqual([0, null])
      await expect(fetch(url)).rejects.toThrow()
    },
  )

  it('explains itself', async () => {
    await ensureBuilt()
    const { child, output } = start(['--help'])
    expect(await once(child, 'close')).toEqual([0, null])
    expect(output()).toContain('--browser')
  })

  it('refuses an option that it does not know', async () => {
    await ensureBuilt()
    const { child, output } = start(['--fullscreen'])
    expect(await once(child, 'close')).toEqual([2, null])
    expect(output()).toContain('npm start does not know --fullscreen.')
  })
})

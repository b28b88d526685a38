import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ensureBuilt } from '../../scripts/build.mjs'

/** Starts `npm start` without npm, in an environment without a display. */
function start(...options: string[]) {
  const environment = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
  const child = spawn(process.execPath, ['scripts/start.mjs', ...options], { env: environment })
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

describe('npm start', () => {
  it.skipIf(process.platform !== 'linux')(
    'without a display (only Linux is without one) gives the address and the command, serves, and ends on Ctrl-C',
    async () => {
      await ensureBuilt()
      const { child, says, output } = start()
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
    const { child, output } = start('--help')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(output()).toContain('--browser')
  })

  it('refuses an option that it does not know', async () => {
    await ensureBuilt()
    const { child, output } = start('--fullscreen')
    expect(await once(child, 'close')).toEqual([2, null])
    expect(output()).toContain('npm start does not know --fullscreen.')
  })
})

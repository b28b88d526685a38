import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { builtCommand, endOf, runCli, startCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { bundledPath, LONG } from './support/scenarios'

beforeAll(builtCommand, 60_000)

/** More than a pipe holds: once all of it is written, the command is at work and reads. */
const PADDING = ' '.repeat(1_000_000)
/** For the run to get into its stride; it takes seconds, so it is far from its end. */
const STRIDE_MS = 300

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('(%s) ends clean with exit code %i and writes nothing', async (signal, code) => {
    const folder = temporaryFolder()
    const child = await startCli(['run', '-', '--csv', 'out.csv', '--chart', 'out.svg'], { cwd: folder.path })
    const end = endOf(child)
    child.stdin?.write(JSON.stringify(LONG) + PADDING, () => {
      child.stdin?.end()
      setTimeout(() => child.kill(signal), STRIDE_MS)
    })
    const { exitCode, stdout, stderr } = await end
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: code,
      stdout: '',
      stderr: 'Cancelled: nothing was written.\n',
    })
    expect(folder.names()).toEqual([])
  })
})

describe('a run that waits for standard input', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('(%s) ends at the first signal', async (signal) => {
    const child = await startCli(['run', '-'])
    const end = endOf(child)
    // Not a whole scenario: once all of it is written, the command is at work and waits for the rest.
    child.stdin?.write(`{${PADDING}`, () => setTimeout(() => child.kill(signal), STRIDE_MS))
    const { exitCode, signal: endedBy, stdout, stderr } = await end
    expect({ exitCode, endedBy, stdout, stderr }).toEqual({ exitCode: null, endedBy: signal, stdout: '', stderr: '' })
  })
})

describe('a reader that goes away', () => {
  it('ends the command quietly', async () => {
    const child = await startCli(['run', bundledPath('rolling-into-peak'), '--json', '--events'])
    if (child.stdout === null) throw new Error('the command has no stdout')
    const end = endOf(child)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const { exitCode, stderr } = await end
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })
})

it('says in a sentence when standard output cannot be written', async (context) => {
  context.skip(process.platform !== 'linux', 'needs /dev/full')
  const full = openSync('/dev/full', 'w')
  onTestFinished(() => closeSync(full))
  const { exitCode, stderr } = await endOf(await startCli(['schema'], { stdout: full }))
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'fleetshift: standard output cannot be written: the disk is full.\n',
  })
})

it('draws no progress where nobody is looking', async () => {
  const { exitCode, stderr } = await runCli(['run', '-', '--json'], {
    stdin: JSON.stringify({ ...LONG, durationMs: 1_200_000 }),
  })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
})

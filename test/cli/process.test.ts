import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtCommand, endOf, runCli, startCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { bundledPath, LONG } from './support/scenarios'

beforeAll(builtCommand, 60_000)

/** Long enough for the command to be in the middle of its run, far too short for it to end. */
const IN_THE_MIDDLE_MS = 700

describe('a run that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('(%s) ends clean with exit code %i and writes nothing', async (signal, code) => {
    const folder = temporaryFolder()
    folder.write('long.json', JSON.stringify(LONG))
    const child = await startCli(['run', 'long.json', '--csv', 'out.csv', '--chart', 'out.svg'], { cwd: folder.path })
    setTimeout(() => child.kill(signal), IN_THE_MIDDLE_MS)
    const { exitCode, stdout, stderr } = await endOf(child)
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: code,
      stdout: '',
      stderr: 'Cancelled: nothing was written.\n',
    })
    expect(folder.names()).toEqual(['long.json'])
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

it('draws no progress where nobody is looking', async () => {
  const { exitCode, stderr } = await runCli(['run', '-', '--json'], {
    stdin: JSON.stringify({ ...LONG, durationMs: 1_200_000 }),
  })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
})

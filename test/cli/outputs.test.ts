import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CliFailure, EXIT } from '../../src/cli/failure'
import { prepareOutputs, writeOutputs } from '../../src/cli/files/outputs'
import { builtCommand, runCli } from './support/cli'
import { temporaryFolder } from './support/folder'
import { smallText } from './support/scenarios'

beforeAll(builtCommand, 60_000)

describe('the files that run writes', () => {
  it('are a chart and a table, and nothing else is left', async () => {
    const folder = temporaryFolder()
    folder.write('in.json', smallText)
    const { exitCode, stdout } = await runCli(['run', 'in.json', '--json', '--chart', 'out.svg', '--csv', 'out.csv'], {
      cwd: folder.path,
    })
    expect(exitCode).toBe(0)
    expect(folder.names()).toEqual(['in.json', 'out.csv', 'out.svg'])
    expect(folder.read('out.svg')).toMatch(/^(<\?xml[^>]*>\s*)?<svg[\s\S]*<\/svg>\s*$/)
    const { identity, outcome, requests } = JSON.parse(stdout)
    expect(folder.read('out.svg')).toContain(identity.digest)
    const [header = '', ...rows] = folder.read('out.csv').trim().split(/\r?\n/)
    expect(rows).toHaveLength(Math.ceil((outcome.endedAtMs + 60_000) / 1_000))
    const arrived = header.split(',').findIndex((name) => name.startsWith('arrived'))
    expect(rows.reduce((sum, row) => sum + Number(row.split(',')[arrived]), 0)).toBe(requests.arrived)
  })

  it('replace what was there, keep its permissions and follow a symbolic link', async () => {
    const folder = temporaryFolder()
    folder.write('in.json', smallText)
    chmodSync(folder.write('real.csv', 'old'), 0o640)
    symlinkSync(join(folder.path, 'real.csv'), join(folder.path, 'link.csv'))
    const { exitCode } = await runCli(['run', 'in.json', '--json', '--csv', 'link.csv'], { cwd: folder.path })
    expect(exitCode).toBe(0)
    expect(folder.names()).toEqual(['in.json', 'link.csv', 'real.csv'])
    expect(folder.read('real.csv').split('\n').length).toBeGreaterThan(60)
    expect(statSync(join(folder.path, 'real.csv')).mode & 0o777).toBe(0o640)
  })

  it('are told one by one when the last step fails for one of them', () => {
    const folder = temporaryFolder()
    const requests = ['first.svg', 'second.csv', 'third.csv'].map((name) => ({
      option: `--${name}`,
      path: join(folder.path, name),
    }))
    const outputs = prepareOutputs(requests, [])
    // Whatever comes between the check and the end of the run.
    mkdirSync(join(folder.path, 'second.csv'))
    const write = () => writeOutputs(outputs.map((output) => ({ output, text: output.option })))
    expect(write).toThrow(
      new CliFailure(
        [
          `--second.csv ${join(folder.path, 'second.csv')}: cannot be written: it is a directory.`,
          `Written before that: --first.svg ${join(folder.path, 'first.svg')}.`,
        ],
        EXIT.failure,
      ),
    )
    expect(folder.names()).toEqual(['first.svg', 'second.csv'])
  })

  it('may be a device: it is written to, not replaced', async () => {
    const { exitCode, stdout } = await runCli(['run', '-', '--json', '--csv', '/dev/null'], { stdin: smallText })
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout).outcome.status).toBe('Succeeded')
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('end with exit code 1 and a sentence when the disk is full', async () => {
    const { exitCode, stdout, stderr } = await runCli(['run', '-', '--csv', '/dev/full'], { stdin: smallText })
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: '--csv /dev/full: cannot be written: the disk is full.\n',
    })
  })
})

describe('an output that cannot be', () => {
  const CASES = [
    ['a directory', ['--csv', 'sub'], '--csv sub: cannot be written: it is a directory; name a file in it.'],
    [
      'a directory that is not there yet',
      ['--csv', 'nowhere/'],
      '--csv nowhere/: cannot be written: it is a directory; name a file in it.',
    ],
    [
      'in a folder that is not there',
      ['--chart', 'nowhere/out.svg'],
      '--chart nowhere/out.svg: cannot be written: there is no such file or directory.',
    ],
    [
      'below a file',
      ['--chart', 'in.json/out.svg'],
      '--chart in.json/out.svg: cannot be written: a part of the path is a file, not a directory.',
    ],
    ['the input', ['--csv', 'in.json'], '--csv in.json: is the input itself; an input is never written over.'],
    [
      'the input under another name',
      ['--csv', 'link.json'],
      '--csv link.json: is the input itself; an input is never written over.',
    ],
    [
      'the other output',
      ['--csv', 'a.out', '--chart', './a.out'],
      '--csv a.out: is the same file as --chart ./a.out; give each its own.',
    ],
    ['standard output', ['--csv', '-'], '--csv -: cannot be written: name a file.'],
    ['nameless', ['--csv', ''], '--csv : cannot be written: name a file.'],
  ] as const

  it.each(CASES)('(%s) is refused before the run with one sentence', async (_what, options, sentence) => {
    const folder = temporaryFolder()
    folder.write('in.json', smallText)
    mkdirSync(join(folder.path, 'sub'))
    symlinkSync('in.json', join(folder.path, 'link.json'))
    const run = await runCli(['run', 'in.json', ...options], { cwd: folder.path })
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: `${sentence}\n` })
    expect(folder.names()).toEqual(['in.json', 'link.json', 'sub'])
    expect(folder.read('in.json')).toBe(smallText)
  })

  it('does not let the other one be written either', async () => {
    const folder = temporaryFolder()
    folder.write('in.json', smallText)
    const { exitCode } = await runCli(['run', 'in.json', '--chart', 'good.svg', '--csv', 'nowhere/bad.csv'], {
      cwd: folder.path,
    })
    expect(exitCode).toBe(2)
    expect(folder.names()).toEqual(['in.json'])
  })

  it('may be read-only', async (context) => {
    context.skip(process.getuid?.() === 0, 'root may write everywhere')
    const folder = temporaryFolder()
    folder.write('in.json', smallText)
    chmodSync(folder.write('out.csv', 'old'), 0o444)
    const { exitCode, stderr } = await runCli(['run', 'in.json', '--csv', 'out.csv'], { cwd: folder.path })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: '--csv out.csv: cannot be written: permission is denied.\n',
    })
    expect(readFileSync(join(folder.path, 'out.csv'), 'utf8')).toBe('old')
  })

  it('may lie on a read-only file system', async (context) => {
    context.skip(process.platform !== 'linux', 'needs /proc')
    const { exitCode, stderr } = await runCli(['run', '-', '--csv', '/proc/fleetshift.csv'], { stdin: smallText })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^--csv \/proc\/fleetshift\.csv: cannot be written: .+\.\n$/)
  })
})

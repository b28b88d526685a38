import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A project with the real scripts and sham bundlers, so that a build takes no time and can be made to fail. */
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fleetshift-project-'))
  for (const folder of ['bin', 'scripts']) cpSync(folder, join(root, folder), { recursive: true })
  write('package.json', '{ "type": "module" }')
  write('src/cli/index.ts', '')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

const read = (name: string) => readFileSync(join(root, name), 'utf8')

/** Bundlers that write down that they ran; the second one "compiles" the command, or does what it is told. */
function installBundlers(second = `write('cli/index.mjs', 'console.log("ran " + process.argv.slice(2))')`): void {
  const prelude = `import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
const out = process.argv[process.argv.indexOf('--outDir') + 1]
const write = (name, text) => {
  mkdirSync(dirname(join(out, name)), { recursive: true })
  writeFileSync(join(out, name), text)
}
console.log('noise of the bundler')
`
  write('node_modules/package.json', '{ "type": "module" }')
  write('node_modules/electron-vite/bin/electron-vite.js', `${prelude}write('renderer/index.html', String(Date.now()))`)
  write('node_modules/vite/bin/vite.js', prelude + second)
}

const run = (...commandLine: string[]) =>
  spawnSync(process.execPath, commandLine, { cwd: tmpdir(), encoding: 'utf8', timeout: 15_000 })
const fleetshift = (...options: string[]) => run(join(root, 'bin/fleetshift.mjs'), ...options)

describe('npx fleetshift', () => {
  it('builds first, and keeps stdout for the command', () => {
    installBundlers()
    const { status, stdout, stderr } = fleetshift('list')
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ran list\n' })
    expect(stderr).toMatch(/^Fleetshift: building the window and the shell \.\.\.\nFleetshift: built .* in \d+\.\d s\n/)
    expect(stderr).not.toContain('noise')
  })

  it('builds once', () => {
    installBundlers()
    fleetshift()
    const built = read('out/renderer/index.html')
    expect(fleetshift()).toMatchObject({ status: 0, stderr: '' })
    expect(read('out/renderer/index.html')).toBe(built)
  })

  it('builds again when a source is newer, and keeps nothing of the old build', () => {
    installBundlers()
    fleetshift()
    write('out/old-file', '')
    write('src/cli/run.ts', '')
    expect(fleetshift().stderr).toContain('building')
    expect(existsSync(join(root, 'out/old-file'))).toBe(false)
    expect([existsSync(join(root, 'out.next')), existsSync(join(root, 'out.old'))]).toEqual([false, false])
  })

  it('says what to do where nothing is installed', () => {
    expect(fleetshift()).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'Fleetshift is not installed here yet: run `npm ci` first.\n',
    })
  })

  it('leaves the last good build alone when a build fails, and shows why it failed', () => {
    installBundlers()
    fleetshift()
    installBundlers('console.error("index.ts:3 is wrong"); process.exit(1)')
    write('src/cli/run.ts', '')
    const { status, stdout, stderr } = fleetshift()
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/index\.ts:3 is wrong\nFleetshift: building the command failed\.\n$/)
    expect(stderr).not.toContain('    at ')
    expect(existsSync(join(root, 'out/cli/index.mjs'))).toBe(true)
  })
})

it('npm run build always builds', () => {
  installBundlers()
  const build = () => run(join(root, 'scripts/build.mjs'))
  expect(build()).toMatchObject({ status: 0, stdout: '' })
  expect(build().stderr).toContain('built the command')
})

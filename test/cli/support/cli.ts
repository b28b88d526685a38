import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { PROJECT_ROOT } from '../../../scripts/build.mjs'
import { fingerprint, isFresh } from '../../../scripts/freshness.mjs'
import { withLock } from '../../../scripts/lock.mjs'

const CACHE = join(PROJECT_ROOT, 'node_modules', '.cache', 'fleetshift-cli')

/**
 * The built command. Under `npm test` that is the one in out/; when a single test file runs after an edit, the command
 * alone is built beside it, so that the test sees the sources as they are.
 */
export async function builtCommand(): Promise<string> {
  if (isFresh(PROJECT_ROOT)) return join(PROJECT_ROOT, 'out', 'cli', 'index.mjs')
  await withLock(`${CACHE}.lock`, async () => {
    const sources = fingerprint(PROJECT_ROOT)
    const stamp = join(CACHE, 'sources.stamp')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
    await build({
      root: PROJECT_ROOT,
      configFile: join(PROJECT_ROOT, 'vite.node.config.ts'),
      logLevel: 'error',
      build: { outDir: CACHE, emptyOutDir: true },
    })
    writeFileSync(stamp, sources)
  })
  return join(CACHE, 'cli', 'index.mjs')
}

export interface CliRun {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly cwd?: string
  /** Text for standard input; without it, standard input is empty. */
  readonly stdin?: string | Uint8Array
  readonly environment?: Readonly<Record<string, string>>
  /** An open file that takes the place of the pipe. */
  readonly stdout?: number
}

/** Starts the command as a process of its own, in a plain environment: no colours, UTF-8. */
export async function startCli(args: readonly string[], options: CliOptions = {}): Promise<ChildProcess> {
  const command = await builtCommand()
  return spawn(process.execPath, [command, ...args], {
    cwd: options.cwd ?? PROJECT_ROOT,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...options.environment },
    stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
  })
}

/** Waits for the end of a started command. */
export function endOf(child: ChildProcess): Promise<CliRun> {
  const text = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, ...text }))
  })
}

/** Runs the command to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const child = await startCli(args, options)
  // A command that ends without reading its input closes the pipe: no concern of the test.
  child.stdin?.on('error', () => {})
  child.stdin?.end(options.stdin ?? '')
  return endOf(child)
}

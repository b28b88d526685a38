import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CliFailure, EXIT } from '../failure'
import { printable } from '../terminal/printable'
import { errorCodeOf, reasonOf } from './system-error'

/** A file that a command will write: the option that asked for it, and where it goes. */
export interface OutputRequest {
  readonly option: string
  readonly path: string
}

/** A place that has been found writable. */
export interface Output {
  readonly option: string
  /** The path as it was typed. */
  readonly name: string
  /** Where the bytes really go, symbolic links followed. */
  readonly realPath: string
  /** A device or a pipe is written in place: a rename would replace it by a plain file. */
  readonly isPlainFile: boolean
  /** Permission bits of the file that is replaced; null when there is none yet. */
  readonly mode: number | null
}

/**
 * Checks, before anything costly runs, that every output can be written and that no two of them, and no input, are the
 * same file.
 * @throws {CliFailure} with one sentence for each output that cannot be written
 */
export function prepareOutputs(requests: readonly OutputRequest[], inputPaths: readonly string[]): Output[] {
  const outputs: Output[] = []
  const complaints: string[] = []
  for (const request of requests) {
    try {
      const output = prepareOutput(request)
      refuseClash(output, outputs, inputPaths)
      outputs.push(output)
    } catch (error) {
      if (!(error instanceof CliFailure)) throw error
      complaints.push(...error.lines)
    }
  }
  if (complaints.length > 0) throw new CliFailure(complaints)
  return outputs
}

function prepareOutput({ option, path }: OutputRequest): Output {
  const name = printable(path)
  const refuse = (why: string) => new CliFailure(`${option} ${name}: cannot be written: ${why}.`)
  if (path === '' || path === '-') throw refuse('name a file')
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isDirectory() || /[\\/]$/.test(path)) throw refuse('it is a directory; name a file in it')
    const isPlainFile = stats === undefined || stats.isFile()
    const realPath = isPlainFile ? realPathOf(path, stats) : path
    probe(realPath, stats)
    return { option, name, realPath, isPlainFile, mode: stats ? stats.mode & 0o777 : null }
  } catch (error) {
    throw error instanceof CliFailure ? error : refuse(reasonOf(error))
  }
}

function realPathOf(path: string, stats: Stats | undefined): string {
  return stats ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path))
}

/** Creates and removes a neighbour: the only test that also finds a read-only disk, and holds for root. */
function probe(realPath: string, stats: Stats | undefined): void {
  if (stats) accessSync(realPath, constants.W_OK)
  if (stats && !stats.isFile()) return
  const neighbour = temporaryPath(realPath)
  closeSync(openSync(neighbour, 'wx'))
  rmSync(neighbour)
}

/** In the same directory, so that the rename stays on one disk and is atomic. */
function temporaryPath(realPath: string): string {
  return join(dirname(realPath), `.fleetshift-${randomUUID()}.tmp`)
}

function refuseClash(output: Output, others: readonly Output[], inputPaths: readonly string[]): void {
  if (!output.isPlainFile) return
  const where = `${output.option} ${output.name}`
  const twin = others.find(({ realPath }) => realPath === output.realPath)
  if (twin) throw new CliFailure(`${where}: is the same file as ${twin.option} ${twin.name}; give each its own.`)
  if (inputPaths.includes(output.realPath)) {
    throw new CliFailure(`${where}: is the input itself; an input is never written over.`)
  }
}

export interface OutputText {
  readonly output: Output
  readonly text: string
}

interface StagedFile {
  readonly output: Output
  /** The temporary file that holds the text. */
  readonly from: string
}

/**
 * Writes files whole or not at all: every text goes to a temporary file first, and only when all of them are on the disk
 * are they renamed into place. When one of the renames then fails, the sentence says which files were written before.
 * @throws {CliFailure} with exit code 1: the place was writable before the run, so this is no wrong usage
 */
export function writeOutputs(texts: readonly OutputText[]): void {
  const staged: StagedFile[] = []
  try {
    for (const { output, text } of texts) {
      attempt(output, () => {
        if (!output.isPlainFile) return writeFileSync(output.realPath, text)
        const from = temporaryPath(output.realPath)
        staged.push({ output, from })
        writeDurably(from, text, output.mode)
      })
    }
    renameAll(staged)
  } finally {
    for (const { from } of staged) rmSync(from, { force: true })
  }
}

function renameAll(staged: readonly StagedFile[]): void {
  for (const [index, { output, from }] of staged.entries()) {
    const written = staged.slice(0, index).map(({ output: { option, name } }) => `${option} ${name}`)
    attempt(output, () => renameSync(from, output.realPath), written)
  }
}

function attempt(output: Output, write: () => void, written: readonly string[] = []): void {
  try {
    write()
  } catch (error) {
    // Whoever reads the pipe has gone away, as with `| head`: nothing is wrong.
    if (errorCodeOf(error) === 'EPIPE') return
    const sentence = `${output.option} ${output.name}: cannot be written: ${reasonOf(error)}.`
    const rest = written.length === 0 ? [] : [`Written before that: ${written.join(', ')}.`]
    throw new CliFailure([sentence, ...rest], EXIT.failure)
  }
}

function writeDurably(path: string, text: string, mode: number | null): void {
  const file = openSync(path, 'wx')
  try {
    if (mode !== null) fchmodSync(file, mode)
    writeFileSync(file, text)
    // Before the rename: otherwise a power cut could leave the new name with nothing in it.
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

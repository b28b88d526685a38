import { createReadStream, realpathSync, statSync } from 'node:fs'
import { textEncodingOf } from '@interop'
import { LIMITS } from '@sim'
import { CliFailure } from '../failure'
import { printable } from '../terminal/printable'
import { reasonOf } from './system-error'

/** The name by which a command is told to read standard input. */
export const STDIN = '-'

export interface InputText {
  /** What messages call it: the path as it was typed, or `stdin`. */
  readonly name: string
  readonly text: string
  /** Where the file really is; null for what is no file: standard input, a pipe. */
  readonly realPath: string | null
}

/**
 * Reads one input file whole, or standard input for `-`. UTF-8, and UTF-16 with a byte order mark, as Windows
 * PowerShell writes it when the output of a command is redirected. `hintFor` may add a sentence about a path that
 * leads nowhere.
 * @throws {CliFailure} in a sentence, when it cannot be read or is larger than `LIMITS.fileBytesMax`
 */
export async function readInputText(path: string, hintFor: (path: string) => string = () => ''): Promise<InputText> {
  const name = path === STDIN ? 'stdin' : printable(path)
  const realPath = path === STDIN ? null : realPathOf(path, name, hintFor)
  return { name, text: decode(await readBytes(path, name), name), realPath }
}

function realPathOf(path: string, name: string, hintFor: (path: string) => string): string | null {
  try {
    const stats = statSync(path)
    // A pipe (`<(command)`, /dev/stdin) has no path of its own.
    if (!stats.isDirectory()) return stats.isFile() ? realpathSync(path) : null
  } catch (error) {
    throw new CliFailure(`${name}: cannot be read: ${reasonOf(error)}.${hintFor(path)}`)
  }
  throw new CliFailure(`${name}: is a directory; name a file in it.`)
}

async function readBytes(path: string, name: string): Promise<Buffer> {
  const source = path === STDIN ? process.stdin : createReadStream(path)
  const chunks: Buffer[] = []
  let byteCount = 0
  try {
    for await (const chunk of source) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      byteCount += bytes.length
      // Stop reading at the limit: the source may be endless (a device, a pipe).
      if (byteCount > LIMITS.fileBytesMax) throw tooLarge(name)
      chunks.push(bytes)
    }
  } catch (error) {
    throw error instanceof CliFailure ? error : new CliFailure(`${name}: cannot be read: ${reasonOf(error)}.`)
  }
  return Buffer.concat(chunks)
}

function tooLarge(name: string): CliFailure {
  return new CliFailure(`${name}: is larger than ${LIMITS.fileBytesMax / 1_000_000} MB, the largest file that is read.`)
}

function decode(bytes: Buffer, name: string): string {
  const encoding = textEncodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new CliFailure(`${name}: is not text: it holds bytes that are not valid ${encoding.toUpperCase()}.`)
  }
}

import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Largest file that is written: a per-second CSV of the longest run stays well below it. */
const WRITE_BYTES_MAX = 256 * 1024 * 1024

/** A value, or one sentence for the user. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string }

/**
 * Writes a file whole or not at all: into a neighbour first, which then takes the file's place in one step. A failed
 * write leaves an existing file as it was and no neighbour behind.
 * @returns the path, with symbolic links resolved where it was one
 */
export async function writeTextFile(path: string, text: string): Promise<Outcome<string>> {
  const name = basename(path)
  const sizeBytes = Buffer.byteLength(text)
  if (sizeBytes > WRITE_BYTES_MAX) {
    return failure(`${name} would have ${megabytes(sizeBytes)}; ${megabytes(WRITE_BYTES_MAX)} can be written.`)
  }
  const existing = await existingFile(path)
  const target = existing?.path ?? path
  const neighbour = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    // A rename would replace even a file that its owner has made read-only.
    if (existing) await access(existing.path, constants.W_OK)
    await writeAndFlush(neighbour, text)
    if (existing) await chmod(neighbour, existing.mode)
    await rename(neighbour, target)
    return { ok: true, value: target }
  } catch (error) {
    await rm(neighbour, { force: true }).catch(() => undefined)
    return failure(`${name} could not be saved: ${reason(error)}.`)
  }
}

/** The file behind a path, through symbolic links, so that saving over a link keeps the link. */
async function existingFile(path: string): Promise<{ path: string; mode: number } | null> {
  try {
    const real = await realpath(path)
    const { mode } = await stat(real)
    return { path: real, mode }
  } catch {
    return null
  }
}

async function writeAndFlush(path: string, text: string): Promise<void> {
  // 'wx': never through a link that someone else put there.
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text, 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
}

const failure = (message: string): { ok: false; message: string } => ({ ok: false, message })

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the file or its folder does not exist',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program is using it',
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return REASONS[code] ?? `error ${code}`
}

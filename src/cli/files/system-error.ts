const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'the path has a loop of symbolic links',
  ENXIO: 'nothing is connected to it',
}

/** Why the operating system refused, as the end of a sentence: "permission is denied". */
export function reasonOf(error: unknown): string {
  const code = errorCodeOf(error)
  if (code !== null) return REASONS[code] ?? `the system says ${code}`
  return error instanceof Error ? error.message : String(error)
}

/** The code of a system error (`ENOENT`), or null for anything else. */
export function errorCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

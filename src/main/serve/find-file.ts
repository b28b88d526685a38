import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** A file that may be served. */
export interface FoundFile {
  /** Absolute, with every symbolic link resolved. */
  readonly path: string
  readonly sizeBytes: number
  /** The value of `content-type`. */
  readonly mediaType: string
}

/**
 * The file that a URL's path names inside a folder, or null when there is none: nothing outside the folder is found, by
 * `..`, by an encoded separator or by a symbolic link.
 * @param root the folder, absolute and with its symbolic links resolved
 * @param urlPath still percent-encoded, starting with `/`; a path that ends in `/` names that folder's `index.html`
 */
export async function findFile(root: string, urlPath: string): Promise<FoundFile | null> {
  try {
    const decoded = decodeURIComponent(urlPath)
    if (decoded.includes('\0') || decoded.includes('\\')) return null
    const wanted = join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded)
    const path = await realpath(wanted)
    if (!path.startsWith(root + sep)) return null
    const stats = await stat(path)
    if (!stats.isFile()) return null
    return { path, sizeBytes: stats.size, mediaType: MEDIA_TYPES[extname(path)] ?? 'application/octet-stream' }
  } catch {
    // Malformed percent-encoding, a missing file, a file that may not be read: to the asker all the same.
    return null
  }
}

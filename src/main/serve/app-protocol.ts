import { readFile } from 'node:fs/promises'
import { findFile } from './find-file'
import { SECURITY_HEADERS } from './headers'

/** The scheme of the window's own address in Electron: unlike file://, it can carry headers and has an origin. */
export const APP_SCHEME = 'app'
const APP_HOST = 'fleetshift'
/** Where the window starts. */
export const APP_HOME = `${APP_SCHEME}://${APP_HOST}/`

/**
 * Answers one request of the window from the built files: 404 for anything that is not among them, never an exception.
 * @param root the folder of the built window, absolute and with its symbolic links resolved
 */
export async function answerAppRequest(root: string, url: string): Promise<Response> {
  const file = await fileOf(root, url)
  if (!file) return new Response('Not found', { status: 404, headers: SECURITY_HEADERS })
  // Read, not streamed: inside app.asar only whole reads are certain to work, and the largest file is a few hundred kB.
  const body = new Uint8Array(await readFile(file.path))
  return new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': file.mediaType } })
}

async function fileOf(root: string, url: string) {
  if (!URL.canParse(url)) return null
  const { host, pathname } = new URL(url)
  return host === APP_HOST ? findFile(root, pathname) : null
}
